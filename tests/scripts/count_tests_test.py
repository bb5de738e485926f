"""scripts/count_tests counts test cases, crashes and what never ran. Run: count_tests_test.py COUNT_TESTS"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

COUNT_TESTS = sys.argv.pop(1)


def testcase(status, output="", skipped=None):
    message = "" if skipped is None else f'<skipped message="{skipped}"/>'
    return f'<testcase name="x" time="0.5" status="{status}">{message}<system-out>{output}</system-out></testcase>'


def summary(passed, failed):
    return f"[doctest] test cases: {passed + failed:3} | {passed:3} passed | {failed:2} failed | 0 skipped\n"


class CountTests(unittest.TestCase):
    def count(self, *testcases, options=()):
        """Exit code and last line for one file of these test cases."""
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "tests.xml"
            path.write_text(f"<testsuite>{''.join(testcases)}</testsuite>", encoding="utf-8")
            run = subprocess.run([sys.executable, COUNT_TESTS, *options, path], capture_output=True, text=True, check=False)
            return run.returncode, run.stdout.splitlines()[-1]

    def test_doctest_binaries_count_with_their_cases_and_others_as_one(self):
        self.assertEqual(self.count(testcase("run", summary(12, 0)), testcase("run", "fine")), (0, "13 passed, 0 failed"))

    def test_failures(self):
        self.assertEqual(self.count(testcase("fail", summary(3, 2)), testcase("fail")), (1, "3 passed, 3 failed"))

    def test_a_leak_after_a_clean_summary_is_a_failure(self):
        self.assertEqual(self.count(testcase("fail", summary(3, 0) + "leak")), (1, "3 passed, 1 failed"))

    def test_a_missing_program_is_a_failure(self):
        self.assertEqual(self.count(testcase("notrun", skipped="Unable to find executable")), (1, "0 passed, 1 failed"))

    def test_a_chosen_skip_is_neither(self):
        self.assertEqual(self.count(testcase("run"), testcase("notrun", skipped="SKIP_RETURN_CODE=77")),
                         (0, "1 passed, 0 failed"))

    def test_pytest_tells_it_by_what_stands_in_a_test(self):
        cases = ('<testcase name="a"/>', '<testcase name="b"><failure>why</failure></testcase>',
                 '<testcase name="c"><error>why</error></testcase>', '<testcase name="d"><skipped message="later"/></testcase>')
        self.assertEqual(self.count("<testsuite>", *cases, "</testsuite>"), (1, "1 passed, 2 failed"))

    def test_nothing_ran(self):
        self.assertEqual(self.count(), (1, "0 passed, 0 failed"))

    def test_failures_from_outside(self):
        self.assertEqual(self.count(testcase("run"), options=("--failures", "1")), (1, "1 passed, 1 failed"))

    def test_a_missing_file_is_a_failure(self):
        run = subprocess.run([sys.executable, COUNT_TESTS, "/nonexistent/tests.xml"], capture_output=True, text=True, check=False)
        self.assertEqual((run.returncode, run.stdout.splitlines()[-1]), (1, "0 passed, 1 failed"))


if __name__ == "__main__":
    unittest.main()

"""scripts/check_layers catches what it is there to catch, and lets pass what is allowed. Run: check_layers_test.py CHECK_LAYERS"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECK_LAYERS = sys.argv.pop(1)


class CheckLayers(unittest.TestCase):
    def check(self, files):
        """Exit code and lines of check_layers for a tree of these files."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "corpus").mkdir()
            for path, text in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            run = subprocess.run([sys.executable, CHECK_LAYERS, folder], capture_output=True, text=True, check=False)
            self.assertEqual(run.stderr, "")
            return run.returncode, run.stdout.splitlines()

    def assert_offence(self, path, text, begin, **others):
        code, lines = self.check({path: text, **others})
        self.assertEqual((code, len(lines)), (1, 1), lines)
        self.assertTrue(lines[0].startswith(begin), lines)

    def assert_clean(self, path, text):
        self.assertEqual(self.check({path: text}), (0, []))

    def test_upward_includes(self):
        self.assert_offence("corpus/a.hpp", '#pragma once\n#include "models/b.hpp"\n', "corpus/a.hpp:2: ")
        self.assert_offence("models/a.cpp", '#include <pipeline/b.hpp>\n', "models/a.cpp:1: ")
        self.assert_offence("pipeline/a.cpp", '\n\n#  include "pipeline/cli/b.hpp"\n', "pipeline/a.cpp:3: ")
        self.assert_offence("pipeline/cli/a.cpp", '#include "tests/b.hpp"\n', "pipeline/cli/a.cpp:1: ")
        self.assert_offence("benchmarks/a.cpp", '#include "tests/b.hpp"\n', "benchmarks/a.cpp:1: ")

    def test_upward_include_of_a_file_beside(self):
        self.assert_offence("pipeline/a.cpp", '#include "cli/b.hpp"\n', "pipeline/a.cpp:1: ",
                            **{"pipeline/cli/b.hpp": ""})

    def test_downward_includes(self):
        self.assert_clean("models/a.cpp", '#include "models/a.hpp"\n\n#include <span>\n#include "corpus/b.hpp"\n')
        self.assert_clean("pipeline/cli/a.cpp", '#include "pipeline/b.hpp"\n#include "corpus/c.hpp"\n')
        self.assert_clean("tests/a.cpp", '#include "pipeline/cli/b.hpp"\n')

    def test_relative_includes(self):
        self.assert_offence("pipeline/cli/a.cpp", '#include "../run.hpp"\n', "pipeline/cli/a.cpp:1: ")

    def test_third_party_headers(self):
        for path, header in [("corpus/a.hpp", "unicode/utypes.h"), ("models/matcher.cpp", "unicode/utypes.h"),
                             ("corpus/a.cpp", "Eigen/Core"), ("models/a.cpp", "nlohmann/json.hpp"),
                             ("corpus/a.hpp", "nlohmann/json_fwd.hpp"), ("pipeline/a.cpp", "spdlog/spdlog.h"),
                             ("pipeline/a.cpp", "CLI/CLI.hpp"), ("pipeline/run.cpp", "sqlite3.h"),
                             ("pipeline/run.cpp", "httplib.h"), ("models/a.cpp", "models/wordnet/b.hpp")]:
            with self.subTest(path=path, header=header):
                self.assert_offence(path, f"#include <{header}>\n", f"{path}:1: ")
        for path, header in [("corpus/a.cpp", "unicode/utypes.h"), ("models/word_finder.cpp", "unicode/utypes.h"),
                             ("models/a.hpp", "Eigen/Sparse"), ("corpus/json/a.cpp", "nlohmann/json.hpp"),
                             ("pipeline/review/a.cpp", "nlohmann/json.hpp"), ("pipeline/cli/run.cpp", "CLI/CLI.hpp"),
                             ("models/wordnet/a.cpp", "models/wordnet/b.hpp"), ("tests/a.cpp", "unicode/utypes.h")]:
            with self.subTest(path=path, header=header):
                self.assert_clean(path, f"#include <{header}>\n")

    def test_output_and_exit(self):
        for code in ["std::cout << 1;", "std::cerr << 1;", 'printf("x");', "std::exit(1);", "::exit(1);",
                     'std::fprintf(stderr, "x");', "auto n = 1'000; auto c = 'x'; exit (n);"]:
            with self.subTest(code=code):
                self.assert_offence("models/a.cpp", f"void f() {{\n  {code}\n}}\n", "models/a.cpp:2: ")
        for code in ['std::snprintf(b, 2, "x");', "loop.exit();", "loop->exit();", "at_exit(1);", "// std::cout",
                     "/* exit(\n exit( */", 'auto s = "std::cerr";', 'auto s = R"(\nexit(1))";', 'fprintf(file, "x");']:
            with self.subTest(code=code):
                self.assert_clean("models/a.cpp", f"void f() {{\n  {code}\n}}\n")
        self.assert_clean("pipeline/cli/a.cpp", "void f() { std::cout << 1; }\n")
        self.assert_clean("models/compile_wordnet.cpp", "int main() {\n  std::cerr << 1;\n}\n")

    def test_comments_hide_includes(self):
        self.assert_clean("corpus/a.hpp", '// #include "models/b.hpp"\n/*\n#include "models/b.hpp"\n*/\n')

    def test_names_that_say_nothing(self):
        for path in ["corpus/util/a.hpp", "models/common.hpp", "tests/helpers/a.cpp", "pipeline/string_utils.cpp"]:
            with self.subTest(path=path):
                code, lines = self.check({path: ""})
                self.assertEqual((code, len(lines)), (1, 1), lines)
        self.assert_clean("models/common_terms.cpp", "")

    def test_a_wrong_root(self):
        run = subprocess.run([sys.executable, CHECK_LAYERS, "/nonexistent"], capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 2)


if __name__ == "__main__":
    unittest.main()

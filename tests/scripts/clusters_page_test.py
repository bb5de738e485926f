#!/usr/bin/env python3
"""The shell commands of docs/clusters.md, as they stand there: clusters_page_test.py PROGRAM PROJECT

GNU parallel's block, the Slurm array (with an `sbatch` that runs jobs at once, one after the other) and what `rdd.pipe` calls are run on the
sample, cut into pieces. Results are those of one `bearout run` over the same pieces, byte for byte.
"""
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, PROJECT = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
PIECES = 5
RESULTS = ["mappings.jsonl", "mappings.csv", "framing.jsonl", "candidates.json", "memberships.jsonl", "outcomes.json", "documents.jsonl.zst",
           "model.bearout"]

SBATCH = """#!/bin/bash
# Runs a job now; knows the options of the page.
array=0 script=()
while (($#)); do
  case $1 in
    --parsable) ;;
    --array=*) array=${1#--array=} ;;
    --dependency=afterok:*) [[ -f job-${1##*:} ]] || { echo "no job ${1##*:}" >&2; exit 1; } ;;
    --wrap) script=(bash -c "$2"); shift ;;
    -*) echo "sbatch: $1 is not known" >&2; exit 1 ;;
    *) script=(bash "$@"); break ;;
  esac
  shift
done
job=$(ls | grep -c '^job-')
for task in $(seq "${array%-*}" "${array#*-}"); do SLURM_ARRAY_TASK_ID=$task "${script[@]}" > /dev/null || exit; done
touch "job-$job"
echo "$job"
"""


def blocks(heading):
    """The indented blocks below a heading of the page, without their indent."""
    section = (PROJECT / "docs/clusters.md").read_text(encoding="utf-8").split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    found = re.findall(r"(?:^    .*\n|(?<=\n)\n(?=    ))+", section, re.MULTILINE)
    return ["".join(line[4:] if line.strip() else line for line in block.splitlines(keepends=True)).strip("\n") + "\n" for block in found]


class Clusters(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="bearout-clusters-")
        cls.base = pathlib.Path(cls.scratch.name)
        (cls.base / "bin").mkdir()
        (cls.base / "bin/bearout").symlink_to(PROGRAM)
        (cls.base / "bin/sbatch").write_text(SBATCH)
        (cls.base / "bin/sbatch").chmod(0o755)
        cls.environment = {**os.environ, "PATH": f"{cls.base / 'bin'}:{os.environ['PATH']}"}

        whole = cls.folder("whole")
        run = cls.call(whole, "bearout --quiet run --outcomes outcomes.md --out results "
                       "$(find pieces -type f -size +0 | sort | sed 's/^/--comments /')")  # an empty file is a mistake there, and none of a cluster
        assert run.returncode == 0, run.stderr
        cls.one = whole / "results"

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def folder(cls, name):
        """A folder with outcomes.md and the sample's comments in pieces of different sizes, the third of which is empty."""
        folder = cls.base / name
        (folder / "pieces").mkdir(parents=True)
        shutil.copy(PROJECT / "corpus/samples/outcomes.md", folder)
        documents = cls.documents()
        bounds = [0, len(documents) // 2, len(documents) // 2 + 3, len(documents) // 2 + 3, len(documents) - 10, len(documents)]
        for number in range(PIECES):
            lines = documents[bounds[number]:bounds[number + 1]]
            (folder / f"pieces/{number:03}.jsonl").write_text("".join(lines), encoding="utf-8")
        return folder

    @classmethod
    def documents(cls):
        if not hasattr(cls, "_documents"):
            read = cls.base / "read"
            done = cls.call(cls.base, f"bearout --quiet run --outcomes {PROJECT}/corpus/samples/outcomes.md --comments "
                                      f"{PROJECT}/corpus/samples/comments.xml --out {read} && zstd -dcq {read}/documents.jsonl.zst")
            assert done.returncode == 0, done.stderr
            keys = ("id", "text", "author", "role", "date", "parent")
            cls._documents = [json.dumps({key: row[key] for key in keys}) + "\n" for row in map(json.loads, done.stdout.splitlines())]
        return cls._documents

    @classmethod
    def call(cls, folder, command, **keywords):
        return subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=cls.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, **keywords)

    def check(self, folder):
        for name in RESULTS:
            self.assertEqual((folder / "results" / name).read_bytes(), (self.one / name).read_bytes(), name)

    def run_page(self, folder, command):
        done = self.call(folder, command)
        self.assertEqual(done.returncode, 0, done.stderr)

    @unittest.skipUnless(shutil.which("parallel"), "GNU parallel is not installed")
    def test_parallel(self):
        folder = self.folder("parallel")
        (block,) = blocks("GNU parallel")
        self.run_page(folder, block)
        self.check(folder)

    def test_slurm(self):
        folder = self.folder("slurm")
        piece, fit, prompt = blocks("A Slurm array")
        (folder / "piece.sh").write_text(piece)
        (folder / "fit.sh").write_text(fit)
        self.assertEqual(prompt.count("0-99"), 2)
        self.run_page(folder, prompt.replace("0-99", f"0-{PIECES - 1}"))
        self.check(folder)

    def test_pipe(self):
        folder = self.folder("pipe")
        (block,) = blocks("The program alone")
        command = re.search(r'\.pipe\("([^"]*)"', block)[1].replace("/shared/model.bearout", shlex.quote(str(self.one / "model.bearout")))
        kept = re.search(r"startswith\('([^']*)'\)", block)[1]
        rows = []
        for piece in sorted((folder / "pieces").iterdir()):
            with piece.open("rb") as comments:
                done = self.call(folder, command, stdin=comments)
            self.assertEqual(done.returncode, 0, done.stderr)
            rows += [json.loads(line) for line in done.stdout.splitlines() if line.startswith(kept)]
        expected = [json.loads(line) for line in (self.one / "mappings.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertEqual([{key: value for key, value in row.items() if key not in ("row", "priority")} for row in rows],
                         [{key: value for key, value in row.items() if key != "priority"} for row in expected])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

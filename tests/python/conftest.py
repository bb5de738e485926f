"""What the tests of the Python package share. BEAROUT_PROGRAM is the command line's program, BEAROUT_SAMPLES the bundled sample."""

import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("BEAROUT_PROGRAM", ROOT / "build/release/bearout"))
SAMPLES = pathlib.Path(os.environ.get("BEAROUT_SAMPLES", ROOT / "corpus/samples"))

# Of run.json, which names timings, and of what names the inputs, which have no file in memory.
RESULTS = ["mappings.jsonl", "mappings.csv", "outcomes.json", "candidates.json", "framing.jsonl", "memberships.jsonl"]


@pytest.fixture(scope="session")
def command():
    """Runs the command line; gives what it said on standard error."""
    def run(*arguments, code=0):
        done = subprocess.run([str(PROGRAM), "--quiet", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True)
        assert done.returncode == code, done.stderr
        return done.stderr
    return run


@pytest.fixture(scope="session")
def sample_run(command, tmp_path_factory):
    """The sample's results folder, by the command line."""
    folder = tmp_path_factory.mktemp("program") / "results"
    command("run", "--outcomes", SAMPLES / "outcomes.md", "--comments", SAMPLES / "comments.xml", "--case-studies",
            SAMPLES / "case-studies", "--out", folder)
    return folder


@pytest.fixture(scope="session")
def comments(sample_run):
    """The sample's comments as the program read them: dictionaries with id, text, author ..."""
    lines = subprocess.run(["zstd", "-dcq", str(sample_run / "documents.jsonl.zst")], stdout=subprocess.PIPE, check=True).stdout
    return [json.loads(line) for line in lines.splitlines()]


@pytest.fixture(scope="session")
def outcomes():
    """The sample's list, as texts."""
    items = (line.split(". ", 1) for line in (SAMPLES / "outcomes.md").read_text(encoding="utf-8").splitlines())
    return [item[1] for item in items if len(item) == 2 and item[0].strip().isdigit()]


def same_results(one, other, names=RESULTS):
    """Results, or their folders, hold the same bytes."""
    for name in names:
        first, second = (pathlib.Path(getattr(each, "folder", each), name) for each in (one, other))
        assert first.read_bytes() == second.read_bytes(), name

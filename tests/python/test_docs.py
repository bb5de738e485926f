"""The examples of the pages run. Their figures are those of the day on which page.py wrote them."""

import pytest
from conftest import ROOT
from page import run

pytest.importorskip("pandas")
pytest.importorskip("sklearn")


def test_the_worked_example_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    again = run(page)
    assert [line for line in again.splitlines() if line.startswith("    >>>")] == [
        line for line in page.splitlines() if line.startswith("    >>>")]

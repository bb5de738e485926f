"""Types, as mypy sees them from the oldest Python that the package is for."""

import inspect
import subprocess
import sys

import pytest
from conftest import ROOT

import bearout
from bearout import _options

pytest.importorskip("mypy")

# Wrong uses are marked: mypy must find each of them, and no more.
USES = """
import bearout
import bearout.spark

result: bearout.Result = bearout.run(["It serves tea"], ["Good tea."], unit="document", top=3, out="results")
model = bearout.fit(["It serves tea"], ["Good tea."], unit="document", text_column=["a", "b"], threads=2)
names: list[str] = [outcome["id"] for outcome in model.outcomes] + result.notes + model.notes
total: bearout.Statistics = bearout.Statistics([], id_column="key") + bearout.Statistics([])
bearout.run(["It serves tea"], [], unit="word")  # type: ignore[arg-type]
bearout.fit(["It serves tea"], [], unit="word")  # type: ignore[arg-type]
bearout.fit(["It serves tea"], [], units="passage")  # type: ignore[call-arg]
bearout.spark.run(["It serves tea"], None, top="3")  # type: ignore[arg-type]
bearout.spark.observe(None, top=3)  # type: ignore[call-arg]
model.score([], review_for="fun")  # type: ignore[arg-type]
"""


def check(*arguments):
    done = subprocess.run([sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", "--python-version", "3.9",
                           "--no-incremental", *map(str, arguments)], cwd=ROOT / "pipeline/python", stdout=subprocess.PIPE, text=True)
    assert done.returncode == 0, done.stdout


def test_the_package_is_strictly_typed():
    check()


def test_wrong_options_are_found_before_the_run(tmp_path):
    (tmp_path / "uses.py").write_text(USES)
    check(tmp_path / "uses.py")


def keywords(function):
    return {name for name, parameter in inspect.signature(function).parameters.items() if parameter.kind is parameter.KEYWORD_ONLY
            and not name.startswith("_")}


def test_options_that_are_passed_on_are_those_of_the_functions():
    assert set(_options.Observing.__optional_keys__) == keywords(bearout.Statistics)
    assert set(_options.Fitting.__optional_keys__) == keywords(bearout.fit)
    assert _options.Scoring.__optional_keys__ < keywords(bearout.Model.score)
    assert _options.Job.__optional_keys__ < keywords(bearout.run)

"""What a result shows."""

import subprocess
import sys

import pytest
from conftest import same_results

import bearout

pandas = pytest.importorskip("pandas")


@pytest.fixture(scope="module")
def result(sample_run):
    return bearout.open_results(sample_run)


def test_tables(result):
    mappings = result.mappings
    assert list(mappings.columns) == bearout._result.COLUMNS["mappings"]
    assert len(mappings) == result.record["counts"]["mappings"]
    assert mappings.score.between(0, 1).all() and set(mappings.band) == {"likely", "unsure"}
    assert list(result.outcomes.columns) == bearout._result.COLUMNS["outcomes"]
    assert list(result.candidates.columns) == bearout._result.COLUMNS["candidates"]
    assert list(result.framing.columns) == bearout._result.COLUMNS["framing"]
    assert list(result.memberships.columns) == bearout._result.COLUMNS["memberships"]
    joined = mappings.merge(result.documents, left_on="document", right_on="id", suffixes=("", "_whole"))
    assert (joined.apply(lambda row: row.text_whole[row.start:row.end], axis=1) == joined.text).all()
    assert (mappings.groupby("outcome").apply(lambda rows: (rows.framing == "supports").sum()) >= 0).all()


def test_tables_without_rows_have_their_columns():
    empty = bearout.run(["It serves tea"], ["Snow fell."])
    assert list(empty.mappings.columns) == bearout._result.COLUMNS["mappings"] and len(empty.mappings) == 0
    assert list(empty.framing.columns) == bearout._result.COLUMNS["framing"]
    assert empty.to_arrow("mappings").column_names == bearout._result.COLUMNS["mappings"]


def test_arrow(result):
    table = result.to_arrow("mappings")
    assert table.num_rows == len(result.mappings) and table.column_names == bearout._result.COLUMNS["mappings"]
    assert table["evidence"][0].as_py() == result.to_dicts("mappings")[0]["evidence"]


def test_report_and_copy(result, tmp_path):
    assert result.report(tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert result.save(tmp_path / "kept") == tmp_path / "kept"
    same_results(result.folder, tmp_path / "kept")
    with pytest.raises(bearout.Error, match="holds another run"):
        result.save(tmp_path / "kept")
    result.save(tmp_path / "kept", force=True)
    assert bearout.open_results(tmp_path / "kept").record == result.record


def test_a_folder_of_its_own_goes_with_it():
    result = bearout.run(["It serves tea"], ["Good tea."])
    folder = result.folder
    assert folder.exists()
    del result
    assert not folder.exists()


def test_a_notebook_shows_it_and_never_as_markup():
    result = bearout.run(["It serves <b>tea</b>", "It mends roofs"], ["Good tea, they serve it."])
    shown = result._repr_html_()
    assert "It serves &lt;b&gt;tea&lt;/b&gt;" in shown and "needs an example" in shown
    assert repr(result).startswith("<bearout.Result: 1 documents, ")


def test_wrong_names_are_told(result, tmp_path):
    with pytest.raises(bearout.Error, match='"mapping" is none of the tables mappings'):
        result.to_dicts("mapping")
    with pytest.raises(bearout.Error, match="no such results folder"):
        bearout.open_results(tmp_path / "none")
    (tmp_path / "half").mkdir()
    with pytest.raises(bearout.Error, match="no run.json"):
        bearout.open_results(tmp_path / "half")


def test_without_pandas_and_arrow_lists_come_and_go():
    script = """
import sys
for name in ("pandas", "pyarrow", "numpy", "sklearn"): sys.modules[name] = None
import bearout
result = bearout.run(["It serves tea"], ["Good tea, they serve it."])
assert result.to_dicts("mappings")[0]["outcome"] == "1"
result._repr_html_()
try:
    result.mappings
except ImportError as error:
    print(error)
"""
    said = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert said == ('result.mappings is a pandas DataFrame, and pandas is not installed; use '
                    'result.to_dicts("mappings")\n')

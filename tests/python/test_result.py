"""What a result shows."""

import subprocess
import sys

import pytest
from conftest import ROOT, same_results

import bearout

from bearout._tables import TABLES, arrow_schema, spark_schema

pandas = pytest.importorskip("pandas")
pyarrow = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def result(sample_run):
    return bearout.open_results(sample_run)


def test_tables(result):
    for table, columns in TABLES.items():
        assert list(result.to_pandas(table).columns) == list(columns)
        assert [list(row) for row in result.to_dicts(table)[:1]] == [list(columns)]
    mappings = result.mappings
    assert len(mappings) == result.record["counts"]["mappings"]
    assert mappings.score.between(0, 1).all() and set(mappings.band) == {"likely", "unsure"}
    joined = mappings.merge(result.documents, left_on="document", right_on="id", suffixes=("", "_whole"))
    assert (joined.apply(lambda row: row.text_whole[row.start:row.end], axis=1) == joined.text).all()
    assert (mappings.groupby("outcome").apply(lambda rows: (rows.framing == "supports").sum()) >= 0).all()


def test_tables_without_rows_have_the_same_columns_and_types(result):
    empty = bearout.run([], ["Snow fell."])
    for table, columns in TABLES.items():
        assert list(empty.to_pandas(table).columns) == list(columns)
        assert empty.to_arrow(table).schema == result.to_arrow(table).schema == arrow_schema(columns)
    assert len(empty.mappings) == len(empty.framing) == len(empty.outcomes) == len(empty.memberships) == 0
    numbers = {name: "float64" if kind == "double" else "int64" for name, kind in TABLES["mappings"].items()
               if kind in ("double", "long")}
    for each in (empty, result):
        assert {name: str(each.mappings[name].dtype) for name in numbers} == numbers
    assert list(pandas.concat([empty.mappings, result.mappings]).columns) == list(TABLES["mappings"])


@pytest.mark.parametrize("table", TABLES)
def test_arrow_tables_hold_the_same_rows(table, result):
    found = result.to_arrow(table).to_pylist()
    if table == "documents":
        found = [{**row, "attributes": dict(row["attributes"])} for row in found]
    assert found == result.to_dicts(table) and found


def test_the_schema_is_what_the_page_says():
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    for table, columns in TABLES.items():
        listed = ", ".join(f"`{part.split(' ', 1)[0]}` {part.split(' ', 1)[1]}" for part in
                           (spark_schema({name: kind}) for name, kind in columns.items()))
        assert f"| `{table}` | {listed} |" in page


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


def test_notes_are_logged_one_line_each_and_kept(tmp_path, caplog):
    (tmp_path / "latin.txt").write_bytes("1. It serves caf\u00e9 au lait.\n".encode("cp1252"))
    (tmp_path / "latin.csv").write_bytes("id,text\n1,Good caf\u00e9 au lait.\n2,Good na\u00efve tea.\n".encode("cp1252"))

    def logged():
        lines = [(record.name, record.levelname, record.getMessage()) for record in caplog.records]
        caplog.clear()
        return lines

    def lines_on(*names):
        return [("bearout", "WARNING", f"{name}: is read as windows-1252, since it is not UTF-8; if letters look wrong, save it as UTF-8") for name in names]

    result = bearout.run(tmp_path / "latin.txt", tmp_path / "latin.csv")
    assert result.notes == [line for _, _, line in lines_on(tmp_path / "latin.txt", tmp_path / "latin.csv")]
    assert logged() == lines_on(tmp_path / "latin.txt", tmp_path / "latin.csv")
    statistics = bearout.Statistics(tmp_path / "latin.csv")
    assert logged() == lines_on(tmp_path / "latin.csv") and len(statistics.notes) == 1
    model = bearout.fit(tmp_path / "latin.txt", statistics)
    assert logged() == lines_on(tmp_path / "latin.txt") and len(model.notes) == 2
    result = model.score(tmp_path / "latin.csv")
    assert logged() == lines_on(tmp_path / "latin.csv") and len(result.notes) == 1
    bearout.run([], ["Tea."])
    assert logged() == [("bearout", "WARNING", "outcomes: holds no outcome: only new ones will be proposed")]
    assert bearout.fit([], ["Tea."]).notes == ["outcomes: holds no outcome: only new ones will be proposed"]


def test_decisions_that_match_nothing_any_more_are_told(caplog):
    lost = [{"document": "9", "start": 0, "end": 4, "text": "Gone", "outcome": "1", "decision": "accept"}]
    result = bearout.run(["It serves tea"], ["Good tea."], decisions=lost)
    assert [record.getMessage() for record in caplog.records] == [
        '1 of 1 decisions match no passage and outcome of this run any more; result.record["decisions"] lists them']
    assert result.record["decisions"]["lost"] == 1


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
for ask in (lambda: result.mappings, lambda: result.to_arrow("mappings")):
    try:
        ask()
    except ImportError as error:
        print(error)
"""
    said = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert said == ('result.mappings is a pandas DataFrame, and pandas is not installed; install it, or use '
                    'result.to_dicts("mappings")\n'
                    'an Arrow table takes pyarrow, which is not installed; install it, or use result.to_dicts("mappings")\n')

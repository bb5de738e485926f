"""fit, Model and Statistics: the same job in its moves."""

import copy
import pickle

import pytest
from conftest import SAMPLES, same_results

import bearout


def test_a_model_scores_its_own_corpus_as_a_run_does(outcomes, comments, sample_run):
    model = bearout.fit(outcomes, comments)
    same_results(sample_run, model.score(comments))
    assert model.documents == sum(each.get("role") != "author" for each in comments)
    assert [each["text"] for each in model.outcomes] == outcomes


def test_the_files_are_the_command_lines(outcomes, comments, command, tmp_path, sample_run):
    ids = ["--comments", SAMPLES / "comments.xml", "--case-studies", SAMPLES / "case-studies"]
    command("observe", *ids, "--out", tmp_path / "s")
    command("fit", "--statistics", tmp_path / "s", "--outcomes", SAMPLES / "outcomes.md", "--out", tmp_path / "m")
    statistics = bearout.Statistics(SAMPLES / "comments.xml", case_studies=SAMPLES / "case-studies")
    statistics.save(tmp_path / "s2")
    assert (tmp_path / "s2").read_bytes() == (tmp_path / "s").read_bytes()
    assert bearout.Statistics.load(tmp_path / "s") == statistics == bearout.Statistics(comments)
    bearout.fit(SAMPLES / "outcomes.md", statistics).save(tmp_path / "m2")
    assert (tmp_path / "m2").read_bytes() == (tmp_path / "m").read_bytes()
    same_results(sample_run, bearout.load(tmp_path / "m").score(comments))


def test_statistics_add_up_to_those_of_the_whole(comments):
    whole = bearout.Statistics(comments)
    parts = [bearout.Statistics(comments[i::3]) for i in range(3)]
    assert parts[0] + parts[1] + parts[2] == whole == parts[2] + (parts[0] + parts[1])
    assert parts[0] != whole and whole != "statistics"
    assert sum(part.documents for part in parts) == whole.documents


def test_statistics_and_models_are_pickled_and_copied(outcomes, comments):
    statistics = bearout.Statistics(comments)
    for other in (pickle.loads(pickle.dumps(statistics)), copy.deepcopy(statistics)):
        assert other == statistics and repr(other) == repr(statistics)
    model = bearout.fit(outcomes, statistics, question="What has it done?")
    other = pickle.loads(pickle.dumps(model))
    assert other.fingerprint == model.fingerprint and other.question == "What has it done?"
    same_results(model.score(comments), other.score(comments))
    assert isinstance(pickle.loads(pickle.dumps(bearout.Error("why"))), bearout.Error)


def test_shards_need_ids_of_their_own():
    pandas = pytest.importorskip("pandas")
    with pytest.raises(bearout.Error, match='^comments: documents of a shard need ids of their own; give a column "id"'):
        bearout.Statistics(["Good tea."])
    with pytest.raises(bearout.Error, match="^comments: documents of a shard need ids of their own"):
        bearout.Statistics(pandas.Series(["Good tea.", "Bad tea."], index=[1, 1]))
    assert bearout.Statistics(pandas.Series(["Good tea."], index=["a"])).documents == 1


def test_a_shard_may_be_empty(outcomes, comments, tmp_path, command):
    pandas, pyarrow = pytest.importorskip("pandas"), pytest.importorskip("pyarrow")
    table = pyarrow.table({"id": pyarrow.array([], pyarrow.string()), "text": pyarrow.array([], pyarrow.string())})
    (tmp_path / "empty.jsonl").write_text("")
    model = bearout.fit(outcomes, comments)
    for nothing in ([], pandas.Series([], dtype=str), table.to_pandas(), table, tmp_path / "empty.jsonl"):
        statistics = bearout.Statistics(nothing)
        assert statistics.documents == 0 and statistics + bearout.Statistics(comments) == bearout.Statistics(comments)
        result = model.score(nothing)
        assert result.to_dicts("mappings") == [] and len(result.outcomes) == len(outcomes)
    command("observe", "--comments", tmp_path / "empty.jsonl", "--out", tmp_path / "s")
    bearout.Statistics([]).save(tmp_path / "s2")
    assert (tmp_path / "s").read_bytes() == (tmp_path / "s2").read_bytes()
    with pytest.raises(bearout.Error, match="^comments: holds no record$"):
        bearout.fit(outcomes, [])  # as a run


def test_shards_counted_in_other_ways_do_not_add_up():
    record = [{"id": "1", "text": "Good tea."}]
    with pytest.raises(bearout.Error, match="^statistics were counted with different options"):
        bearout.Statistics(record) + bearout.Statistics(record, unit="document")
    with pytest.raises(TypeError):
        bearout.Statistics(record) + 1
    with pytest.raises(TypeError, match="unit: statistics are counted already"):
        bearout.fit(["It serves tea"], bearout.Statistics(record), unit="document")


def test_what_is_no_model_is_said_in_one_line(tmp_path):
    (tmp_path / "m").write_bytes(b"not a model")
    for load in (bearout.load, bearout.Statistics.load):
        with pytest.raises(bearout.Error, match="m: ") as error:
            load(tmp_path / "m")
        assert "\n" not in str(error.value)
        with pytest.raises(bearout.Error, match="none: can't be read"):
            load(tmp_path / "none")


def test_a_question_of_the_table_is_the_models(outcomes):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"liked": ["The tea.", "Tea"], "better": ["More tea.", "Less fraud."]})
    model = bearout.fit(outcomes, frame, text_column=["liked", "better"])
    assert model.question == "liked better"
    assert bearout.run(outcomes, frame, text_column=["liked", "better"]).record["model"] == model.fingerprint


def iter_that_must_not_be_read():
    pytest.fail("comments were read before the folder was looked at")
    yield


def test_scores_of_new_comments(outcomes, comments, tmp_path):
    model = bearout.fit(outcomes, comments)
    result = model.score(["I recognised the scam: fraud straight off."], all_pairs=True, out=tmp_path / "new")
    with pytest.raises(bearout.Error, match="^.*new: holds another run"):
        model.score(iter_that_must_not_be_read(), out=tmp_path / "new")
    rows = result.to_dicts("mappings")
    assert len(rows) == len(outcomes) and max(rows, key=lambda row: row["score"])["outcome"] == "8"
    assert result.folder == tmp_path / "new" and bearout.open_results(tmp_path / "new").to_dicts("mappings") == rows

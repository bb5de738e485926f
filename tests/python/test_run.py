"""bearout.run: whatever comments are given as, the results are the command line's, to the byte."""

import json
import pathlib
import subprocess
import sys
import threading

import pytest
from conftest import SAMPLES, same_results

import bearout

pandas = pytest.importorskip("pandas")
pyarrow = pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def table(command, tmp_path_factory, outcomes):
    """The sample's comments as a table, and the command line's results of it."""
    folder = tmp_path_factory.mktemp("table") / "results"
    command("run", "--outcomes", SAMPLES / "outcomes.md", "--comments", SAMPLES / "comments.csv", "--out", folder)
    return pandas.read_csv(SAMPLES / "comments.csv", dtype=str, keep_default_na=False), folder


def test_paths_give_the_command_lines_bytes(sample_run):
    result = bearout.run(SAMPLES / "outcomes.md", str(SAMPLES / "comments.xml"), case_studies=SAMPLES / "case-studies")
    same_results(sample_run, result)
    same_results(sample_run, result, ["documents.jsonl.zst", "model.bearout"])


def test_dictionaries_give_the_same_bytes_as_the_files(sample_run, comments, outcomes):
    same_results(sample_run, bearout.run(outcomes, comments))
    same_results(sample_run, bearout.run([{"id": i + 1, "text": text} for i, text in enumerate(outcomes)], iter(comments),
                                         threads=1))


@pytest.mark.parametrize("form", ["frame", "categories", "arrow", "batches", "chunks", "bytes without arrow"])
def test_frames_give_the_same_bytes_as_the_table(form, table, outcomes, monkeypatch):
    frame, folder = table
    if form == "categories":
        frame = frame.astype({name: "category" for name in frame.columns if name != "text"})
    elif form == "arrow":
        frame = pyarrow.Table.from_pandas(frame, preserve_index=False)
    elif form == "batches":
        whole = pyarrow.Table.from_pandas(frame, preserve_index=False)
        frame = pyarrow.RecordBatchReader.from_batches(whole.schema, whole.to_batches(max_chunksize=7))
    elif form == "chunks":
        whole = pyarrow.Table.from_pandas(frame, preserve_index=False)
        frame = pyarrow.concat_tables([whole.slice(0, 11), whole.slice(11)])
    elif form == "bytes without arrow":
        monkeypatch.setitem(sys.modules, "pyarrow", None)
    same_results(folder, bearout.run(pandas.Series(outcomes), frame))


def test_outcomes_may_be_anything_that_holds_texts(outcomes):
    comments = ["I recognised the fraud at once.", "We sang."]
    frame = pandas.DataFrame({"id": range(1, len(outcomes) + 1), "text": outcomes, "title": [None] * len(outcomes)})
    lists = [outcomes, tuple(outcomes), pandas.Series(outcomes), frame, pyarrow.array(outcomes),
             pyarrow.Table.from_pandas(frame), pandas.Series(outcomes).to_numpy()]
    results = [bearout.run(each, comments).to_dicts("outcomes") for each in lists]
    assert all(each == results[0] for each in results)
    assert [each["id"] for each in results[0]] == [str(i + 1) for i in range(len(outcomes))]


def ids(result):
    return [row["id"] for row in result.to_dicts("documents")]


def test_ids_are_the_column_the_index_or_the_position():
    texts = ["I recognised the fraud.", "We sang."]
    one = ["It protects from fraud"]
    assert ids(bearout.run(one, texts)) == ["0", "1"]
    assert ids(bearout.run(one, [{"text": texts[0]}, {"id": 7, "text": texts[1]}])) == ["0", "7"]
    assert ids(bearout.run(one, pandas.Series(texts, index=["a", "b"]))) == ["a", "b"]
    assert ids(bearout.run(one, pandas.Series(texts, index=[5, 5]))) == ["0", "1"]
    assert ids(bearout.run(one, pandas.DataFrame({"comment": texts}, index=[8, 9]))) == ["8", "9"]
    assert ids(bearout.run(one, pandas.DataFrame({"comment": texts, "Comment ID": [3, 4]}))) == ["3", "4"]
    assert ids(bearout.run(one, pandas.DataFrame({"comment": texts, "key": ["x", "y"]}), id_column="key")) == ["x", "y"]
    assert ids(bearout.run(one, pyarrow.array(texts))) == ["0", "1"]
    assert ids(bearout.run(one, pyarrow.chunked_array([texts[:1], texts[1:]]))) == ["0", "1"]
    assert ids(bearout.run(one, pandas.Series(texts).to_numpy())) == ["0", "1"]


def test_several_text_columns_are_a_question_each():
    frame = pandas.DataFrame({"liked": ["The tea.", None], "better": ["More tea.", "Less fraud."], "age": [70, 81]})
    documents = bearout.run(["It serves tea"], frame, text_column=["liked", "better"]).to_dicts("documents")
    assert [(each["id"], each["question"], each["attributes"]) for each in documents] == [
        ("0/liked", "liked", {"age": "70"}), ("0/better", "better", {"age": "70"}), ("1/better", "better", {"age": "81"})]


def test_values_of_all_kinds_become_attributes():
    frame = pandas.DataFrame({"text": ["Good tea.", "Bad tea."], "when": pandas.to_datetime(["2024-01-02 03:04:05", None]),
                              "stars": [4.5, None], "again": [True, False], "mixed": [1, "two"]})
    first, second = bearout.run(["It serves tea"], frame).to_dicts("documents")
    assert first["attributes"] == {"when": "2024-01-02T03:04:05", "stars": "4.5", "again": "True", "mixed": "1"}
    assert second["attributes"] == {"again": "False", "mixed": "two"}


def test_times_at_midnight_alone_are_dates_as_pandas_has_it():
    days = pandas.to_datetime(["2024-01-02", None, "1867-10-14"])
    frame = pandas.DataFrame({"text": ["Good tea."] * 3, "date": days, "seen": pandas.to_datetime(["2024-01-02 00:01"] * 3),
                              "sent": pandas.to_datetime(["2024-01-02"] * 3, utc=True), "never": pandas.to_datetime([None] * 3)})
    documents = bearout.run(["It serves tea"], frame).to_dicts("documents")
    assert [each["date"] for each in documents] == ["2024-01-02", "", "1867-10-14"]
    assert documents[0]["attributes"] == {"seen": "2024-01-02T00:01:00", "sent": "2024-01-02T00:00:00Z"}


def test_what_is_missing_is_skipped_with_one_warning():
    with pytest.warns(UserWarning, match=r"^2 records were skipped \(first: comments:2: the text is empty\); see result.skipped$"):
        result = bearout.run(["It serves tea"], ["Good tea.", None, float("nan"), "Bad tea."])
    assert result.skipped == ["comments:2: the text is empty", "comments:3: the text is empty"]
    assert ids(result) == ["0", "3"]
    with pytest.warns(UserWarning):
        result = bearout.run(["It serves tea"], pandas.Series(["Good tea.", None, pandas.NA], dtype="string"))
    assert result.skipped == ["comments:2: the text is empty", "comments:3: the text is empty"]


def test_text_of_every_kind_comes_back_as_it_was():
    texts = ["Tea \U0001f375 and caf\u00e9", "A\x00B", "line one\r\nline two", "\u202eright to left"]
    documents = bearout.run(["It serves tea"], texts).to_dicts("documents")
    assert [each["text"] for each in documents] == [texts[0], "AB", "line one\nline two", texts[3]]
    with pytest.warns(UserWarning, match="comments:2"):
        bearout.run(["It serves tea"], ["Good tea.", "half a \ud83c character"])
    for comments in (pandas.Series(texts), pyarrow.array(texts)):
        assert bearout.run(["It serves tea"], comments).to_dicts("documents")[0]["text"] == texts[0]


def test_offsets_count_characters_of_python(outcomes):
    texts = ["\U0001f375\U0001f375 caf\u00e9! After the scam morning I recognised the fraud straight off."]
    rows = bearout.run(outcomes, texts).to_dicts("mappings")
    assert rows and all(texts[0][row["start"]:row["end"]] == row["text"] for row in rows)


@pytest.mark.parametrize("arguments, keywords", [
    (["--comments", "missing.jsonl"], {"comments": "missing.jsonl"}),
    (["--comments", "words.csv"], {"comments": "words.csv"}),
    (["--comments", "words.csv", "--text-column", "txt"], {"comments": "words.csv", "text_column": "txt"}),
    (["--comments", "broken.json"], {"comments": "broken.json"}),
    (["--comments", "good.csv", "--matches-per-document", "1", "--group-by", "ward"],
     {"comments": "good.csv", "group_by": "ward"}),
    (["--comments", "good.csv", "--decisions", "missing.jsonl"], {"comments": "good.csv", "decisions": "missing.jsonl"}),
    ([], {}),
])
def test_errors_are_the_command_lines(arguments, keywords, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pathlib.Path("words.csv").write_text("id,words\n1,Tea\n")
    pathlib.Path("good.csv").write_text("id,text\n1,Tea\n")
    pathlib.Path("broken.json").write_text('[{"text": ')
    pathlib.Path("outcomes.txt").write_text("1. It serves tea.\n")
    said = command("run", "--outcomes", "outcomes.txt", "--out", "results", *arguments, code=2).strip()
    with pytest.raises(bearout.Error) as error:
        bearout.run("outcomes.txt", **keywords)
    if keywords:
        assert str(error.value) == said
    else:
        assert str(error.value) == "there is nothing to read; give comments or case_studies"
    assert isinstance(error.value, ValueError) and "\n" not in str(error.value)


@pytest.mark.parametrize("keywords, message", [
    ({"unit": "word"}, 'unit: "word" is none of passage, document'),
    ({"review_for": "fun"}, 'review_for: "fun" is none of balance, learning, finding'),
    ({"min_score": 2}, "min_score: must be within 0 and 1"),
    ({"threads": 0}, "threads: must be within 1 and 1024"),
    ({"text_column": "words"},
     'comments: no column "words"; the columns are "id", "text"; name one with --text-column'),
    ({"id_column": "key"}, 'comments: no column "key"; the columns are "text"; name one with --id-column'),
])
def test_refused_values_are_named(keywords, message):
    with pytest.raises(bearout.Error) as error:
        bearout.run(["It serves tea"], pandas.DataFrame({"text": ["Tea."]}), **keywords)
    assert str(error.value) == message
    with pytest.raises(TypeError, match="seed: 'x' is no value for it"):
        bearout.run(["It serves tea"], ["Tea."], seed="x")
    with pytest.raises(TypeError, match=r"comments\[1\] is int"):
        bearout.run(["It serves tea"], ["Tea.", 7])


def test_wrong_lists_are_named():
    with pytest.warns(UserWarning), pytest.raises(bearout.Error, match='language: "xx" is none of ar, '):
        bearout.run(["It serves tea"], ["Tea."], language="xx")
    with pytest.raises(bearout.Error, match='^outcomes: outcome "1" stands twice; give each an id of its own$'):
        bearout.run([{"id": "1", "text": "a"}, {"id": "1", "text": "b"}], ["Tea."])
    with pytest.raises(bearout.Error, match='^comments: holds no record$'):
        bearout.run(["It serves tea"], [])
    with pytest.raises(bearout.Error, match='column "tags" has the Arrow type'):
        bearout.run(["It serves tea"], pyarrow.table({"text": ["Tea."], "tags": [["a"]]}))


def iter_that_must_not_be_read():
    pytest.fail("comments were read before the folder was looked at")
    yield


def test_a_folder_is_written_and_replaced_as_the_command_line_does(tmp_path):
    out = tmp_path / "results"
    assert bearout.run(["It serves tea"], ["Good tea."], out=out).folder == out
    with pytest.raises(bearout.Error, match="holds another run"):
        bearout.run(["It serves tea"], iter_that_must_not_be_read(), out=out)
    bearout.run(["It serves tea"], ["Good tea."], out=out, force=True, keep_documents=False)
    assert not (out / "documents.jsonl.zst").exists()


def test_decisions_may_be_dictionaries(outcomes, comments, tmp_path):
    first = bearout.run(outcomes, comments)
    row = next(row for row in first.to_dicts("mappings") if row["band"] == "unsure")
    decision = {"document": row["document"], "start": row["start"], "end": row["end"], "text": row["text"],
                "outcome": row["outcome"], "decision": "accept"}
    (tmp_path / "decisions.jsonl").write_text(json.dumps(decision) + "\n")
    second = bearout.run(outcomes, comments, decisions=[decision])
    same_results(bearout.run(outcomes, comments, decisions=tmp_path / "decisions.jsonl"), second)
    frame = pandas.DataFrame([decision])  # NumPy's numbers, as a table gives them
    same_results(bearout.run(outcomes, comments, decisions=[frame.iloc[0]]), second)
    key = ("document", "start", "outcome")
    decided = [each for each in second.to_dicts("mappings") if all(each[k] == row[k] for k in key)]
    assert decided[0]["decided"] == "accept" and decided[0]["score"] > row["score"]


def test_a_run_without_outcomes_proposes_new_ones(comments):
    result = bearout.run([], comments)
    assert result.to_dicts("mappings") == [] and result.to_dicts("candidates")


def turns_during(call):
    """How often another thread gets its turn during a call that takes a while, and what the call gives."""
    turns = []
    done = threading.Event()

    def take_turns():
        while not done.wait(0.0005):
            turns.append(len(turns))

    other = threading.Thread(target=take_turns)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)  # nobody gets the lock but from one who lets it go
    try:
        other.start()
        begin = len(turns)
        result = call()
        return len(turns) - begin, result
    finally:
        sys.setswitchinterval(interval)
        done.set()
        other.join()


def test_other_threads_go_on_while_it_works(outcomes, comments, tmp_path):
    many = [{**each, "id": f"{copy}-{each['id']}"} for copy in range(5) for each in comments]
    given = bearout._comments.outcomes_of(outcomes)

    def lines():  # read once
        return [("jsonl", "comments", bearout._comments._lines(many, "", True))]

    core = bearout._core
    count, _ = turns_during(lambda: core.run(given, lines(), str(tmp_path / "results"),
                                             {"force": False, "keep_documents": True, "group_by": ""}))
    assert count > 10
    inputs = lines()
    count, (statistics, *_) = turns_during(lambda: core.observe(inputs, {}))
    assert count > 0
    count, (model, _) = turns_during(lambda: core.fit(statistics, given, {}))
    assert count > 10
    # Short ones are called until there was a turn, and have much to do: who waits must have woken up before they end.
    words = [f"w{number}x" for number in range(40_000)]
    large = [{"id": f"{copy}-{at}", "text": " ".join(words[at:at + 50])} for copy in range(2) for at in range(0, len(words), 50)]
    statistics, *_ = core.observe([("jsonl", "comments", bearout._comments._lines(large, "", True))], {})
    model, _ = core.fit(statistics, given, {"candidates": False})
    for call in (statistics.to_bytes, model.to_bytes, lambda: model.fingerprint,
                 lambda state=statistics.to_bytes(): core.Statistics.from_bytes(state),
                 lambda state=model.to_bytes(): core.Model.from_bytes(state)):
        assert any(turns_during(call)[0] > 0 for _ in range(200))


def test_threads_may_run_at_the_same_time(outcomes, comments, sample_run):
    results = {}

    def work(number):
        results[number] = bearout.run(outcomes, comments)

    workers = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    for result in results.values():
        same_results(sample_run, result)


def test_ctrl_c_ends_it_and_leaves_nothing(tmp_path):
    script = f"""
import os, signal, sys, threading
import bearout
texts = ["We talked about tea number %d and the fraud of day %d, and of the council." % (i, i * 7919 % 1000) for i in range(400000)]
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may ignore it
threading.Timer(2.0, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    bearout.run(["It serves tea", "It protects from fraud"], texts, out={str(tmp_path / 'results')!r})
    print("finished")
except KeyboardInterrupt:
    print("interrupted")
"""
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, timeout=300)
    assert done.stdout.strip() == "interrupted"
    assert not (tmp_path / "results").exists()


def test_knowledge_of_words_comes_with_the_package_and_can_be_left_out(monkeypatch):
    assert bearout._core.knowledge_file() is not None
    assert "knowledge" in bearout.run(["It serves tea"], ["Good tea."]).record["channels"]
    monkeypatch.setenv("BEAROUT_KNOWLEDGE", "")
    with pytest.warns(UserWarning, match="without WordNet"):
        assert "knowledge" not in bearout.run(["It serves tea"], ["Good tea."]).record["channels"]


def test_words_alone_can_be_compared():
    result = bearout.run(["It serves tea"], ["Good tea.", "We sang."], channels="words", candidates=False)
    assert result.record["channels"] == ["words", "reference"]
    assert [row["text"] for row in result.to_dicts("mappings")] == ["Good tea."]
    with pytest.raises(bearout.Error, match='channels: "parts" is none of all, words'):
        bearout.run(["It serves tea"], ["Tea."], channels="parts")


def test_another_language_says_what_is_off():
    with pytest.warns(UserWarning, match='for "de" the knowledge channel is off'):
        bearout.run(["Es gibt Tee"], ["Guter Tee."], language="de")


def test_version():
    assert bearout.__version__ == bearout._core.version()
    from importlib import metadata
    assert metadata.version("bearout") == bearout.__version__


def test_columns_that_are_no_text_number_or_date_become_text():
    frame = pandas.DataFrame({"id": [1.0, 100000.0], "text": ["I like the tea.", "The tea was cold."], "tags": [["a"], ["b", "c"]],
                              "huge": [2**70, 1]})
    result = bearout.run(["It serves tea"], frame)
    assert {row["document"] for row in result.to_dicts("mappings")} <= {"1.0", "100000.0"}
    assert result.record["counts"]["documents"] == 2


def test_what_is_no_list_is_told_by_what_it_is():
    with pytest.raises(TypeError, match="^comments is a dictionary; give a list of texts"):
        bearout.run(["It serves tea"], {"id": ["1"], "text": ["Tea."]})
    with pytest.raises(TypeError, match="^comments is of type int; give a list of texts"):
        bearout.run(["It serves tea"], 5)
    with pytest.raises(TypeError, match="^outcomes is a dictionary; give a list of texts"):
        bearout.run({"A": "It serves tea"}, ["Tea."])
    with pytest.raises(TypeError, match="^outcomes is None; give a list of texts"):
        bearout.run(None, ["Tea."])


def test_an_id_column_is_found_in_whatever_exports_arrow():
    table = pyarrow.table({"id": ["x", "y"], "text": ["I like the tea.", "The tea was cold."]})

    class Stream:
        def __arrow_c_stream__(self, requested_schema=None):
            return table.__arrow_c_stream__(requested_schema)

    class Array:
        def __arrow_c_array__(self, requested_schema=None):
            return table.to_struct_array().chunk(0).__arrow_c_array__(requested_schema)

    for holder in (Stream(), Array()):
        result = bearout.run(["It serves tea"], holder, all_pairs=True)
        assert {row["document"] for row in result.to_dicts("mappings")} == {"x", "y"}

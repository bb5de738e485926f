"""bearout.spark on a cluster whose executors are processes of their own, held to one bearout.run."""

import json
import os
import pathlib
import signal
import sys
import threading
import time

import pytest

import bearout

pytest.importorskip("pyspark")
if os.environ.get("BEAROUT_SPARK") != "1":
    pytest.skip("scripts/test --spark runs these", allow_module_level=True)  # a cluster takes minutes

from pyspark.sql import SparkSession  # noqa: E402

from bearout import spark as bearout_spark  # noqa: E402

SCHEMA = "id string, text string, author string, role string, parent string"


@pytest.fixture(scope="module")
def session():
    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    session = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("bearout")
               .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
               .config("spark.executor.memory", "1g").config("spark.task.maxFailures", "8").getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def many(comments):
    """The sample six times over, with ids of their own."""
    return [{**each, "id": f"{copy}-{each['id']}", "parent": f"{copy}-{each['parent']}" if each.get("parent") else ""}
            for copy in range(6) for each in comments]


@pytest.fixture(scope="module")
def one(many, outcomes):
    """One run over the same comments."""
    keys = ("id", "text", "author", "role", "parent")
    return bearout.run(outcomes, [{key: each[key] for key in keys if each.get(key)} for each in many])


def frame_of(session, comments, partitions):
    rows = [tuple(each.get(key) or None for key in ("id", "text", "author", "role", "parent")) for each in comments]
    return session.createDataFrame(session.sparkContext.parallelize(rows, partitions), SCHEMA)


def plain(rows, without=("priority",)):
    """Rows as sorted JSON, so that their order does not matter."""
    return sorted(json.dumps({key: value for key, value in row.items() if key not in without}, sort_keys=True) for row in rows)


def check(result, one):
    for table in ("mappings", "framing"):
        found = [row.asDict(recursive=True) for row in getattr(result, table).collect()]
        assert plain(found) == plain(one.to_dicts(table)), table


@pytest.mark.parametrize("partitions", [1, 3, 16])
def test_rows_are_those_of_one_run_whatever_the_partitions(partitions, session, many, outcomes, one):
    result = bearout_spark.run(outcomes, frame_of(session, many, partitions), keep_documents=True)
    check(result, one)
    whole = result.collect()
    for name in ("mappings.jsonl", "outcomes.json", "candidates.json", "framing.jsonl", "memberships.jsonl"):
        assert (whole.folder / name).read_bytes() == (one.folder / name).read_bytes(), name
    assert result.skipped.count() == 0
    result.unpersist()


def test_empty_and_skewed_partitions_change_nothing(session, many, outcomes, one):
    context = session.sparkContext
    rows = [tuple(each.get(key) or None for key in ("id", "text", "author", "role", "parent")) for each in many]
    parts = context.union([context.parallelize(rows[:3], 1), context.parallelize([], 4), context.parallelize(rows[3:], 1)])
    assert parts.getNumPartitions() == 6
    check(bearout_spark.run(outcomes, session.createDataFrame(parts, SCHEMA)), one)


def test_records_that_say_nothing_are_skipped_also_where_a_partition_holds_nothing_else(session, outcomes):
    frame = frame_of(session, [{"id": "a", "text": ""}, {"id": "b", "text": "I recognised the fraud."}], 2)
    result = bearout_spark.run(outcomes, frame)
    assert [row["message"] for row in result.skipped.collect()] == ["the text is empty"]
    assert {row["document"] for row in result.mappings.collect()} == {"b"}
    with pytest.raises(bearout.Error, match="holds no record"):
        bearout_spark.run(outcomes, frame_of(session, [], 2))
    with pytest.raises(TypeError, match="case_studies: there is no such option"):
        bearout_spark.run(outcomes, frame, case_studies="x")


def test_tables_are_what_spark_writes(session, many, outcomes, one, tmp_path):
    result = bearout_spark.run(outcomes, frame_of(session, many, 3))
    result.mappings.write.parquet(str(tmp_path / "mappings"))
    assert session.read.parquet(str(tmp_path / "mappings")).count() == len(one.to_dicts("mappings"))
    by_outcome = {row["outcome"]: row["count"] for row in result.mappings.groupBy("outcome").count().collect()}
    assert sum(by_outcome.values()) == len(one.to_dicts("mappings"))


def executors():
    """Processes of executors that this test started."""
    parents, found = {}, []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            parents[int(process.name)] = int((process / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if b"CoarseGrainedExecutorBackend" in (process / "cmdline").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue  # it has ended

    def is_mine(process):
        while process in parents and process != os.getpid():
            process = parents[process]
        return process == os.getpid()

    return [process for process in found if is_mine(process)]


def test_an_executor_killed_in_the_middle_changes_nothing(session, many, outcomes, one):
    killed = []

    def kill():
        while not killed:
            time.sleep(0.2)
            busy = session.sparkContext.statusTracker().getActiveStageIds()
            running = executors()
            if busy and running:
                os.kill(running[0], signal.SIGKILL)
                killed.append(running[0])

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    result = bearout_spark.run(outcomes, frame_of(session, many, 16))
    check(result, one)
    killer.join(timeout=10)
    assert killed
    second = executors()
    if second:  # and one that holds rows which were scored already
        os.kill(second[0], signal.SIGKILL)
    check(result, one)

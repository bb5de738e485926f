"""The job on a Spark cluster: where one machine is not enough.

    from bearout import spark
    result = spark.run(outcomes, comments_df, question="...")
    result.mappings.write.parquet("mappings")

Every partition is counted where it lies (``mapInArrow``), the counts are added up in a tree, the model is fitted on the driver and
broadcast, and every partition is scored where it lies. The answer is that of one ``bearout.run`` over all partitions, whatever
their number and sizes, and whatever was lost and done again on the way. The driver holds the sum of the counts (the vocabulary and
a sample of at most 50,000 passages) and the model, never the corpus. ``bearout`` must be installed where the executors' Python is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Optional

from . import _core
from ._comments import NAME, text_columns
from ._model import Model, Statistics, fit, joined_questions
from ._options import Counting, Fitting, Job, Path_, ReviewFor, Scoring
from ._result import Result, new_folder
from ._tables import TABLES, spark_schema

if TYPE_CHECKING:
    import pyarrow
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, Row
    from typing_extensions import Unpack

__all__ = ["SparkResult", "observe", "run", "score"]

#: Schemas of the tables, as Spark writes them. All columns may be null.
SCHEMAS = {
    "mappings": spark_schema({name: kind for name, kind in TABLES["mappings"].items() if name != "priority"}),
    "framing": spark_schema(TABLES["framing"]),
    "skipped": "source string, message string",
}
_KINDS = {"mappings": "mapping", "framing": "negative", "skipped": "skipped"}

# Rows of a batch that Arrow carries between Python and Spark.
_BATCH = 10_000


def run(outcomes: Any, comments: DataFrame, **options: Unpack[Job]) -> SparkResult:
    """Maps comments to outcomes: ``bearout.run`` for a Spark DataFrame.

    ``comments``: a column is the text, one the id (found by name or named, as in ``bearout.run``); the id must be unique in the
    whole DataFrame (``dropDuplicates``), and the DataFrame gives the same rows when it is read twice. ``options`` are those of
    ``bearout.run`` but for ``case_studies``, files, ``group_by`` and ``threads``; ``keep_documents`` (default False) is for
    ``SparkResult.collect``. Raises bearout.Error, in an executor wrapped by Spark.
    """
    _check(options, Job)
    statistics = observe(comments, **_of(options, Counting))
    model = fit(outcomes, statistics, **_of(options, Fitting))
    return score(model, comments, **_of(options, Scoring))


def observe(comments: DataFrame, **options: Unpack[Counting]) -> Statistics:
    """Counts all partitions and adds the counts up: ``bearout.Statistics`` of the whole DataFrame."""
    _check(options, Counting)

    def count(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        stream = _stream_of(batches)
        if stream is not None:
            counted = Statistics(stream, **options, threads=1)
            yield pyarrow.RecordBatch.from_arrays(
                [pyarrow.array([counted._core.to_bytes()], pyarrow.binary()),
                 pyarrow.array([counted._questions], pyarrow.list_(pyarrow.string()))], ["statistics", "questions"])

    parts = comments.mapInArrow(count, "statistics binary, questions array<string>").rdd
    total = parts.map(tuple).treeAggregate(None, _add, _add)
    if total is None:
        raise _core.Error(f"{NAME}: holds no record")
    return Statistics._of(_core.Statistics.from_bytes(bytes(total[0])), [], [], list(total[1]))


_Counted = Optional[tuple[bytes, list[str]]]


def _add(one: _Counted, other: _Counted) -> _Counted:
    """The sum of two shards, as bytes and questions."""
    if one is None or other is None:
        return one or other
    total = _core.Statistics.from_bytes(bytes(one[0])).plus(_core.Statistics.from_bytes(bytes(other[0])))
    return total.to_bytes(), joined_questions(one[1], other[1])


def score(model: Model, comments: DataFrame, **options: Unpack[Scoring]) -> SparkResult:
    """Scores all partitions with a fitted model."""
    _check(options, Scoring)
    settings = {**options, "text_column": text_columns(options.get("text_column")), "require_ids": True, "may_be_empty": True,
                "threads": 1, "keep_documents": options.get("keep_documents", False)}
    shared: Broadcast[Model] = comments.sparkSession.sparkContext.broadcast(model)

    def rows_of(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        stream = _stream_of(batches)
        if stream is None:
            return
        with new_folder() as scratch:
            file = os.path.join(scratch, "rows.jsonl")
            shared.value._core.score_rows([("arrow", NAME, stream.__arrow_c_stream__(), False)], file, settings)
            with open(file, encoding="utf-8") as lines:
                yield from _batches_of(lines)

    return SparkResult(model, comments.mapInArrow(rows_of, "row string, line string").persist(), shared)


class SparkResult:
    """What was found, as DataFrames of Spark with the schemas of ``SCHEMAS``. They are worked out when they are first used, and
    kept by Spark until ``unpersist``."""

    def __init__(self, model: Model, rows: DataFrame, shared: Broadcast[Model]) -> None:
        self.model = model
        self._rows = rows
        self._shared = shared

    @property
    def mappings(self) -> DataFrame:
        """A row for each suggested pair, as ``Result.mappings`` but for ``priority``, which only all rows together can tell."""
        return self._table("mappings")

    @property
    def framing(self) -> DataFrame:
        """Negatively framed passages, as ``Result.framing``."""
        return self._table("framing")

    @property
    def skipped(self) -> DataFrame:
        """Records that could not be used, and why."""
        return self._table("skipped")

    def collect(self, out: Optional[Path_] = None, *, force: bool = False, review_for: ReviewFor = "balance") -> Result:
        """The whole results folder on the driver's disk, one partition at a time in memory: coverage of the outcomes, candidates,
        priorities, the report. ``keep_documents=True`` in the run puts the texts into it, which ``bearout review`` needs."""
        temporary: Optional[tempfile.TemporaryDirectory[str]] = None
        if out is None:
            temporary = new_folder()
            out = os.path.join(temporary.name, "results")
        _core.check_free(os.fspath(out), force)  # before the rows come
        with new_folder() as scratch:
            files = _write_shards(self._rows.toLocalIterator(), scratch)
            self.model._core.assemble(files, os.fspath(out), [], {"force": force, "review_for": review_for})
        return Result(out, temporary)

    def unpersist(self) -> None:
        """Lets go of what Spark keeps of it."""
        self._rows.unpersist()
        self._shared.unpersist()

    def _table(self, name: str) -> DataFrame:
        from pyspark.sql.functions import col, from_json

        rows = self._rows.where(col("row") == _KINDS[name])
        return rows.select(from_json("line", SCHEMAS[name]).alias("content")).select("content.*")


def _stream_of(batches: Iterable[pyarrow.RecordBatch]) -> Optional[pyarrow.RecordBatchReader]:
    """The batches of a partition as a stream; nothing if it is empty, for then nobody knows its columns."""
    import pyarrow

    iterator = iter(batches)
    first = next(iterator, None)
    if first is None:
        return None
    return pyarrow.RecordBatchReader.from_batches(first.schema, chain([first], iterator))


def _batches_of(lines: Iterable[str]) -> Iterator[pyarrow.RecordBatch]:
    """Rows with their kind, which stands first in each, in batches."""
    import pyarrow

    start = len('{"row":"')
    rest = iter(lines)
    while batch := [line.rstrip("\n") for line in islice(rest, _BATCH)]:
        kinds = [line[start:line.index('"', start)] for line in batch]
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(kinds), pyarrow.array(batch)], ["row", "line"])


def _write_shards(rows: Iterable[Row], folder: str) -> list[str]:
    """A file for each partition's rows, which begin with a `shard` row and end with an `end` row."""
    files: list[str] = []
    iterator = iter(rows)
    for first in iterator:
        files.append(os.path.join(folder, f"rows{len(files)}.jsonl"))
        with open(files[-1], "w", encoding="utf-8") as lines:
            lines.write(first["line"] + "\n")
            for row in iterator:
                lines.write(row["line"] + "\n")
                if row["row"] == "end":
                    break
    return files


def _of(options: Mapping[str, Any], kind: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in kind.__optional_keys__}


def _check(options: Mapping[str, Any], kind: Any) -> None:
    unknown = sorted(set(options) - kind.__optional_keys__)
    if unknown:
        raise TypeError(f"{', '.join(unknown)}: there is no such option")

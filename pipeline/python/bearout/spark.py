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
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, Optional, Union

from . import _core
from ._comments import NAME, text_columns
from ._model import Model, Statistics, fit, joined_questions
from ._result import Result, new_folder

if TYPE_CHECKING:
    import pyarrow
    from pyspark import Broadcast
    from pyspark.sql import DataFrame

__all__ = ["SparkResult", "observe", "run", "score"]

_SPAN = "document string, passage long, start long, end long"

#: Schemas of the tables, as Spark writes them. All columns may be null.
SCHEMAS = {
    "mappings": f"{_SPAN}, text string, outcome string, score double, band string, framing string, framing_score double, "
                "decided string, evidence array<struct<term: string, start: long, end: long, weight: double, via: string>>, "
                "base double",
    "framing": f"{_SPAN}, text string, outcome string, score double, "
               "cues array<struct<cue: string, start: long, end: long, kind: string>>",
    "skipped": "source string, message string",
}
_KINDS = {"mappings": "mapping", "framing": "negative", "skipped": "skipped"}

_READING = ("text_column", "id_column", "author_column", "date_column", "parent_column", "url_column", "role_column",
            "report_author")
_COUNTING = (*_READING, "unit", "language")
_FITTING = ("question", "decisions", "matches_per_document", "candidates", "candidate_count", "seed")
_SCORING = (*_READING, "all_pairs", "min_score", "top", "keep_documents")


def run(outcomes: Any, comments: DataFrame, **options: Any) -> SparkResult:
    """Maps comments to outcomes: ``bearout.run`` for a Spark DataFrame.

    ``comments``: a column is the text, one the id (found by name or named, as in ``bearout.run``); the id must be unique in the
    whole DataFrame (``dropDuplicates``), and the DataFrame gives the same rows when it is read twice. ``options`` are those of
    ``bearout.run`` but for ``case_studies``, files, ``group_by`` and ``threads``; ``keep_documents`` (default False) is for
    ``SparkResult.collect``. Raises bearout.Error, in an executor wrapped by Spark.
    """
    _check(options, {*_COUNTING, *_FITTING, *_SCORING})
    statistics = observe(comments, **_of(options, _COUNTING))
    model = fit(outcomes, statistics, **_of(options, _FITTING))
    return score(model, comments, **_of(options, _SCORING))


def observe(comments: DataFrame, **options: Any) -> Statistics:
    """Counts all partitions and adds the counts up: ``bearout.Statistics`` of the whole DataFrame."""
    _check(options, _COUNTING)

    def count(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        stream = _stream_of(batches)
        if stream is not None:
            counted = Statistics(stream, **options, threads=1, _may_be_empty=True)
            state = counted.__getstate__()
            yield pyarrow.RecordBatch.from_pylist([{"statistics": state["bytes"], "questions": state["questions"]}])

    parts = comments.mapInArrow(count, "statistics binary, questions array<string>").rdd
    total = parts.map(tuple).treeAggregate(None, _add, _add)
    if total is None:
        raise _core.Error(f"{NAME}: holds no record")
    return Statistics._of(_core.Statistics.from_bytes(bytes(total[0])), [], list(total[1]))


def _add(one: Optional[tuple], other: Optional[tuple]) -> Optional[tuple]:
    """The sum of two shards, as bytes and questions."""
    if one is None or other is None:
        return one or other
    total = _core.Statistics.from_bytes(bytes(one[0])).plus(_core.Statistics.from_bytes(bytes(other[0])))
    return total.to_bytes(), joined_questions(one[1], other[1])


def score(model: Model, comments: DataFrame, **options: Any) -> SparkResult:
    """Scores all partitions with a fitted model."""
    _check(options, _SCORING)
    settings = {**options, "text_column": text_columns(options.get("text_column")), "require_ids": True, "may_be_empty": True,
                "threads": 1, "keep_documents": options.get("keep_documents", False)}
    shared: Broadcast = comments.sparkSession.sparkContext.broadcast(model)

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

    def __init__(self, model: Model, rows: DataFrame, shared: Broadcast) -> None:
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

    def collect(self, out: Union[str, os.PathLike, None] = None, *, force: bool = False,
                review_for: str = "balance") -> Result:
        """The whole results folder on the driver's disk, one partition at a time in memory: coverage of the outcomes, candidates,
        priorities, the report. ``keep_documents=True`` in the run puts the texts into it, which ``bearout review`` needs."""
        temporary: Optional[tempfile.TemporaryDirectory] = None
        if out is None:
            temporary = new_folder()
            out = os.path.join(temporary.name, "results")
        with new_folder() as scratch:
            files = _write_shards(self._rows.toLocalIterator(), scratch)
            self.model._core.assemble(files, os.fspath(out), {"force": force, "review_for": review_for})
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

    most = 10_000
    kinds: list[str] = []
    held: list[str] = []
    for line in lines:
        kinds.append(line[len('{"row":"'):line.index('"', len('{"row":"'))])
        held.append(line.rstrip("\n"))
        if len(held) == most:
            yield pyarrow.RecordBatch.from_arrays([pyarrow.array(kinds), pyarrow.array(held)], ["row", "line"])
            kinds, held = [], []
    if held:
        yield pyarrow.RecordBatch.from_arrays([pyarrow.array(kinds), pyarrow.array(held)], ["row", "line"])


def _write_shards(rows: Iterable[Any], folder: str) -> list[str]:
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


def _of(options: dict, names: Iterable[str]) -> dict:
    return {name: options[name] for name in names if name in options}


def _check(options: dict, names: Iterable[str]) -> None:
    unknown = sorted(set(options) - set(names))
    if unknown:
        raise TypeError(f"{', '.join(unknown)}: there is no such option")

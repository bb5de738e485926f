"""Whatever holds comments or outcomes in Python, as what ``_core`` reads.

Frames and arrays are read as a table is from a file: columns are found by name or named, the others become attributes. Lists of
dictionaries are read as JSON lines are. So there is one reading of each, in C++, and none here.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from . import _core

Input = tuple[Any, ...]  # what comments.hpp says
NAME = "comments"  # of what is in memory, in messages and as `source` of its documents


def inputs_of(comments: Any, case_studies: Any, columns: Mapping[str, Any], number: bool = True) -> list[Input]:
    """Inputs for ``_core``. ``number``: records without an id of their own get their position, from 0, as their id;
    otherwise they are refused."""
    inputs = _comments(comments, columns.get("id_column") or "", number)
    for path in _paths(case_studies):
        inputs.append(("case_study", os.fspath(path)))
    if not inputs:
        raise _core.Error("there is nothing to read; give comments or case_studies")
    return inputs


def outcomes_of(outcomes: Any) -> Any:
    """The path of a list, or the list as JSON."""
    if isinstance(outcomes, (str, os.PathLike)):
        return os.fspath(outcomes)
    if _is_frame(outcomes):
        outcomes = [{key: value for key, value in row.items() if not _is_missing(value)} for row in _rows_of(outcomes)]
    elif _is_pandas(outcomes) or hasattr(outcomes, "tolist"):
        outcomes = outcomes.tolist()
    elif hasattr(outcomes, "to_pylist") or hasattr(outcomes, "to_list"):  # Arrow, polars
        outcomes = outcomes.to_pylist() if hasattr(outcomes, "to_pylist") else outcomes.to_list()
    if isinstance(outcomes, Mapping) or not isinstance(outcomes, Iterable):
        raise TypeError(f"outcomes is {_kind_of(outcomes)}; give a list of texts, a list of dictionaries, a table or a path")
    return json.dumps(list(outcomes), default=plain_value).encode()


def text_columns(value: Any) -> list[str]:
    """The names of one or several columns."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(name) for name in value]


def plain_value(value: Any) -> Any:
    """What JSON takes for a value that it does not know: NumPy's numbers as numbers, all else as text."""
    return value.item() if hasattr(value, "item") and getattr(value, "ndim", 1) == 0 else str(value)


def _paths(value: Any) -> list[Any]:
    if value is None:
        return []
    return [value] if isinstance(value, (str, os.PathLike)) else list(value)


def _comments(comments: Any, id_column: str, number: bool) -> list[Input]:
    if comments is None:
        return []
    if isinstance(comments, (str, os.PathLike)):
        return [("comments", os.fspath(comments))]
    if _is_pandas(comments):
        return [_pandas(comments, id_column, number)]
    if hasattr(comments, "__arrow_c_stream__"):
        return [_arrow(*_stream_of(comments), id_column, number)]
    if hasattr(comments, "__arrow_c_array__"):
        return [_arrow(*_stream_of_array(comments), id_column, number)]
    if hasattr(comments, "tolist"):  # NumPy
        comments = comments.tolist()
    if isinstance(comments, Mapping) or not isinstance(comments, Iterable):
        raise TypeError(f"comments is {_kind_of(comments)}; give a list of texts, a list of dictionaries, a table or a path")
    records = list(comments)
    if records and all(isinstance(record, os.PathLike) for record in records):
        return [("comments", os.fspath(record)) for record in records]
    return [("jsonl", NAME, _lines(records, id_column, number))]


def _lines(records: list[Any], id_column: str, number: bool) -> bytes:
    has_id: dict[tuple[str, ...], bool] = {}
    lines = []
    for position, record in enumerate(records):
        if isinstance(record, Mapping):
            keys = tuple(map(str, record))
            if keys not in has_id:
                has_id[keys] = bool(id_column) or _core.names_id(list(keys), "")
            row = {str(key): value for key, value in record.items() if not _is_missing(value)}
        else:
            keys = ()  # a text
            has_id[keys] = bool(id_column)
            row = {"text": "" if _is_missing(record) else record}
            if not isinstance(row["text"], str):
                raise TypeError(f"comments[{position}] is {type(record).__name__}, neither text nor a dictionary")
        if not has_id[keys]:
            row = {"id": _position(position, number), **row}
        lines.append(json.dumps(row, default=plain_value))
    return "\n".join(lines).encode()


def _position(position: int, number: bool) -> str:
    if not number:
        raise _core.Error(
            f'{NAME}: documents of a shard need ids of their own; give a column "id", a Series or DataFrame with an index, '
            "or name one with id_column")
    return str(position)


def _kind_of(value: Any) -> str:
    return "a dictionary" if isinstance(value, Mapping) else "None" if value is None else f"of type {type(value).__name__}"


def _is_missing(value: Any) -> bool:
    """None, NaN, NaT, pandas.NA: all but None are unlike themselves, or won't say."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"


def _is_pandas(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))


def _is_frame(value: Any) -> bool:
    pandas = sys.modules.get("pandas")
    if pandas is not None and isinstance(value, pandas.DataFrame):
        return True
    return hasattr(value, "__arrow_c_stream__") and hasattr(value, "columns") and not _is_pandas(value)


def _rows_of(frame: Any) -> Iterable[Mapping[str, Any]]:
    rows: Iterable[Mapping[str, Any]] = (frame.to_dict("records") if _is_pandas(frame) else
                                         frame.to_pylist() if hasattr(frame, "to_pylist") else frame.to_dicts())
    return rows


def _pandas(comments: Any, id_column: str, number: bool) -> Input:
    """The index is the id where there is no column for it and no label stands twice."""
    import pandas

    if isinstance(comments, pandas.Series):
        comments = pandas.DataFrame({"text": comments})
    frame = comments.set_axis([str(name) for name in comments.columns], axis=1)
    if not id_column and not _core.names_id(list(frame.columns), ""):
        labels = frame.index
        if not labels.is_unique:
            labels = [_position(position, number) for position in range(len(frame))]
        frame.insert(0, "id", [str(label) for label in labels])
    try:
        import pyarrow

        # A column of mixed values is text to us; Arrow would refuse it.
        columns = [_column(frame.iloc[:, place], pyarrow) for place in range(frame.shape[1])]
    except (ImportError, UnicodeEncodeError):  # half a character: the records that hold it are to be skipped, not all
        return "csv", NAME, frame.to_csv(index=False).encode("utf-8", "surrogatepass")
    return "arrow", NAME, pyarrow.Table.from_arrays(columns, names=list(frame.columns)).__arrow_c_stream__(), False


def _column(column: Any, pyarrow: Any) -> Any:
    try:
        array = pyarrow.array(column, from_pandas=True)
        if pyarrow.types.is_timestamp(array.type) and _are_days(column):
            return array.cast(pyarrow.date32())
        if _is_readable(array.type, pyarrow.types):
            return array
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError, pyarrow.ArrowNotImplementedError, OverflowError):
        pass
    return pyarrow.array([None if _is_missing(value) else str(value) for value in column], pyarrow.string())


def _are_days(column: Any) -> bool:
    """Times of no zone that are all midnight: pandas' only way to hold dates, which it shows and writes as dates."""
    times = column.dropna()
    return getattr(times.dtype, "tz", None) is None and len(times) > 0 and bool((times == times.dt.normalize()).all())


def _is_readable(kind: Any, types: Any) -> bool:
    """What corpus/arrow_rows reads; lists, decimals and the like become text."""
    if types.is_dictionary(kind):
        return types.is_integer(kind.index_type) and _is_readable(kind.value_type, types)
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_integer(kind) or types.is_float32(kind)
                or types.is_float64(kind) or types.is_boolean(kind) or types.is_date(kind) or types.is_timestamp(kind)
                or types.is_null(kind))


def _names_of(frame: Any) -> list[str]:
    names = getattr(frame, "column_names", None) or getattr(frame, "columns", None)  # pyarrow, polars
    if names is None and hasattr(frame, "schema"):
        names = getattr(frame.schema, "names", None)
    return [name for name in names or [] if isinstance(name, str)]


def _arrow(stream: Any, names: list[str], id_column: str, number: bool) -> Input:
    numbered = not id_column and not _core.names_id(names, "")
    if numbered:
        _position(0, number)
    return "arrow", NAME, stream, numbered


def _stream_of(holder: Any) -> tuple[Any, list[str]]:
    """A stream, and the names of its columns; of holders that do not tell them, as pyarrow reads them."""
    names = _names_of(holder)
    if not names:
        try:
            import pyarrow

            reader = pyarrow.RecordBatchReader.from_stream(holder)
            return reader.__arrow_c_stream__(), list(reader.schema.names)
        except (ImportError, AttributeError, TypeError, ValueError):  # a column alone has no names
            pass
    return holder.__arrow_c_stream__(), names


def _stream_of_array(array: Any) -> tuple[Any, list[str]]:
    import pyarrow

    wrapped = pyarrow.array(array) if not isinstance(array, (pyarrow.Array, pyarrow.RecordBatch)) else array
    if isinstance(wrapped, pyarrow.StructArray):
        wrapped = pyarrow.RecordBatch.from_struct_array(wrapped)
    if isinstance(wrapped, pyarrow.RecordBatch):
        return pyarrow.Table.from_batches([wrapped]).__arrow_c_stream__(), list(wrapped.schema.names)
    return pyarrow.chunked_array([wrapped]).__arrow_c_stream__(), []

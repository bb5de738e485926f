"""The tables of a result and their columns, for pandas, Arrow and Spark alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import pyarrow

_SPAN = {"start": "long", "end": "long"}
_PLACE = {"document": "string", "passage": "long", **_SPAN}

#: Table -> column -> type, by Spark's names: string, long, double, boolean; [item] is an array, {field: type} a struct, "map" a
#: map of strings. What may be null is told by Result.
TABLES: dict[str, dict[str, Any]] = {
    "mappings": {**_PLACE, "text": "string", "outcome": "string", "score": "double", "band": "string", "framing": "string",
                 "framing_score": "double", "priority": "double", "decided": "string",
                 "evidence": [{"term": "string", **_SPAN, "weight": "double", "via": "string"}], "base": "double"},
    "outcomes": {"id": "string", "text": "string", "for": "long", "against": "long", "unsure": "long", "requests": "long",
                 "needs_example": "boolean", "examples": [{"document": "string", **_SPAN, "text": "string"}]},
    "candidates": {"id": "string", "statement": "string", "terms": ["string"], "size": "long", "cohesion": "double",
                   "novelty": "double", "source": "string", "nearest_outcome": "string", "proposed_by": ["string"],
                   "accepted_by_author": "boolean", "members": [{**_PLACE, "score": "double"}],
                   "quotes": [{**_PLACE, "text": "string"}]},
    "framing": {**_PLACE, "text": "string", "outcome": "string", "score": "double",
                "cues": [{"cue": "string", **_SPAN, "kind": "string"}]},
    "memberships": {"candidate": "string", **_PLACE, "score": "double"},
    "documents": {"id": "string", "text": "string", "author": "string", "role": "string", "date": "string", "parent": "string",
                  "url": "string", "source": "string", "question": "string", "attributes": "map"},
}


def spark_schema(columns: Mapping[str, Any]) -> str:
    """As Spark writes it: ``document string, passage long, ...``."""
    return ", ".join(f"{name} {_spark_type(kind)}" for name, kind in columns.items())


def _spark_type(kind: Any) -> str:
    if isinstance(kind, list):
        return f"array<{_spark_type(kind[0])}>"
    if isinstance(kind, dict):
        return f"struct<{', '.join(f'{name}: {_spark_type(each)}' for name, each in kind.items())}>"
    return "map<string, string>" if kind == "map" else str(kind)


def arrow_schema(columns: Mapping[str, Any]) -> pyarrow.Schema:
    import pyarrow

    return pyarrow.schema([(name, _arrow_type(kind)) for name, kind in columns.items()])


def _arrow_type(kind: Any) -> pyarrow.DataType:
    import pyarrow

    if isinstance(kind, list):
        return pyarrow.list_(_arrow_type(kind[0]))
    if isinstance(kind, dict):
        return pyarrow.struct([(name, _arrow_type(each)) for name, each in kind.items()])
    return {"string": pyarrow.string(), "long": pyarrow.int64(), "double": pyarrow.float64(), "boolean": pyarrow.bool_(),
            "map": pyarrow.map_(pyarrow.string(), pyarrow.string())}[kind]


def data_frame(rows: list[dict[str, Any]], columns: Mapping[str, Any]) -> pandas.DataFrame:
    """Rows as a frame whose columns have the same types whatever the rows are; where a text may be missing, and for arrays and
    structs, they are pandas' own choice."""
    import pandas

    types = {"string": "str", "long": "int64", "double": "float64", "boolean": "bool"}
    if not rows:
        return pandas.DataFrame({name: pandas.Series([], dtype=types.get(kind, "object") if isinstance(kind, str) else "object")
                                 for name, kind in columns.items()})
    frame = pandas.DataFrame(rows, columns=list(columns))
    return frame.astype({name: "float64" for name, kind in columns.items() if kind == "double"})

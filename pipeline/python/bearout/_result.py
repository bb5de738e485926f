"""A results folder, looked at from Python."""

from __future__ import annotations

import html
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from . import _core

if TYPE_CHECKING:
    import pandas
    import pyarrow

TABLES = ("mappings", "outcomes", "candidates", "framing", "memberships", "documents")

# Columns of a table without rows, and the order of those of one with rows.
COLUMNS = {
    "mappings": ["document", "passage", "start", "end", "text", "outcome", "score", "band", "framing", "framing_score",
                 "priority", "decided", "evidence", "base"],
    "outcomes": ["id", "text", "for", "against", "unsure", "requests", "needs_example", "examples"],
    "candidates": ["id", "statement", "terms", "size", "cohesion", "novelty", "source", "nearest_outcome", "proposed_by",
                   "accepted_by_author", "members", "quotes"],
    "framing": ["document", "passage", "start", "end", "text", "outcome", "score", "cues"],
    "memberships": ["candidate", "document", "passage", "start", "end", "score"],
    "documents": ["id", "text"],
}

_COLOURS = "color:#555"


class Result:
    """What a run found, in a results folder: the one named, or one of its own that goes away with this object.

    Tables are pandas DataFrames (``to_dicts`` and ``to_arrow`` give the same without pandas); they are read when they are asked
    for. ``start`` and ``end`` count Unicode code points of the document's text, so that ``text[start:end]`` is the passage;
    scores are probabilities in [0, 1], framing scores lie in [-1, 1].

    >>> import bearout
    >>> result = bearout.run(["Residents learn to recognise fraud"], ["I recognised the fraud at once."])
    >>> row = result.to_dicts("mappings")[0]
    >>> row["document"], row["start"], row["end"], row["outcome"], row["evidence"][0]["via"]
    ('0', 0, 31, '1', 'words')
    """

    def __init__(self, folder: Union[str, os.PathLike], _temporary: Optional[tempfile.TemporaryDirectory] = None) -> None:
        _core.check_results(os.fspath(folder))
        self._folder = Path(folder)
        self._temporary = _temporary
        self._tables: dict[str, list[dict]] = {}

    @property
    def folder(self) -> Path:
        """The results folder, as the command line writes and reads it. One that nobody named goes when this object does."""
        return self._folder

    @property
    def mappings(self) -> pandas.DataFrame:
        """A row for each suggested pair of passage and outcome: document, passage (its number in the document, from 0), start,
        end, text, outcome (id), score, band (likely, unsure), framing (supports, contrary, unclear), framing_score, priority,
        decided, evidence (a list of ``{"term", "start", "end", "weight", "via"}``) and base; evidence and base add up to the
        logit of the score."""
        return self.to_pandas("mappings")

    @property
    def outcomes(self) -> pandas.DataFrame:
        """A row for each outcome: id, text, for, against, unsure (passages), requests, needs_example, examples."""
        return self.to_pandas("outcomes")

    @property
    def candidates(self) -> pandas.DataFrame:
        """What the list misses, best first: id, statement, terms, size, cohesion, novelty, source (proposed, recurring),
        nearest_outcome, proposed_by, accepted_by_author, members (the best 50), quotes."""
        return self.to_pandas("candidates")

    @property
    def framing(self) -> pandas.DataFrame:
        """Negatively framed passages: document, passage, start, end, text, outcome (the one that is turned round, or None),
        score (below 0), cues."""
        return self.to_pandas("framing")

    @property
    def memberships(self) -> pandas.DataFrame:
        """Every passage of every candidate: candidate, document, passage, start, end, score."""
        return self.to_pandas("memberships")

    @property
    def documents(self) -> pandas.DataFrame:
        """The documents as they were read. Raises Error if the run kept none."""
        return self.to_pandas("documents")

    @property
    def record(self) -> dict[str, Any]:
        """run.json: version, options in force, inputs, counts, skipped records, notes, timings."""
        return json.loads((self._folder / "run.json").read_text(encoding="utf-8"))

    @property
    def skipped(self) -> list[str]:
        """Records that could not be used, one line each: where and why (the first 10,000)."""
        return [_line_of(each) for each in self.record["skipped"]]

    def to_dicts(self, table: str) -> list[dict[str, Any]]:
        """The rows of ``"mappings"``, ``"outcomes"``, ``"candidates"``, ``"framing"``, ``"memberships"`` or ``"documents"``."""
        if table not in TABLES:
            raise _core.Error(f'"{table}" is none of the tables {", ".join(TABLES)}')
        if table not in self._tables:
            self._tables[table] = self._read(table)
        return self._tables[table]

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """A table as a DataFrame. Raises ImportError without pandas."""
        try:
            import pandas
        except ImportError:
            raise ImportError(f'result.{table} is a pandas DataFrame, and pandas is not installed; use '
                              f'result.to_dicts("{table}")') from None
        rows = self.to_dicts(table)
        return pandas.DataFrame(rows) if rows else pandas.DataFrame(columns=COLUMNS[table])

    def to_arrow(self, table: str) -> pyarrow.Table:
        """A table as an Arrow table. Raises ImportError without pyarrow."""
        import pyarrow

        rows = self.to_dicts(table)
        return pyarrow.Table.from_pylist(rows) if rows else pyarrow.table({name: [] for name in COLUMNS[table]})

    def report(self, path: Union[str, os.PathLike]) -> Path:
        """Writes the report, one self-contained page, to a file; gives its path."""
        shutil.copyfile(self._folder / "report.html", path)
        return Path(path)

    def save(self, folder: Union[str, os.PathLike], force: bool = False) -> Path:
        """Copies the results folder, so that it stays; ``bearout review FOLDER`` opens it. Raises Error if the folder holds
        something else, or another run and not ``force``."""
        _core.copy_results(os.fspath(self._folder), os.fspath(folder), force)
        return Path(folder)

    def _read(self, table: str) -> list[dict]:
        if table in ("outcomes", "candidates"):
            return json.loads((self._folder / f"{table}.json").read_text(encoding="utf-8"))
        if table == "documents":
            documents = _core.stored_documents(os.fspath(self._folder)).split(b"\n")
            return [json.loads(document) for document in documents if document]
        with open(self._folder / f"{table}.jsonl", "rb") as lines:
            return [json.loads(line) for line in lines]

    def __repr__(self) -> str:
        counts = self.record["counts"]
        return (f"<bearout.Result: {counts['documents']} documents, {counts['likely']} likely and {counts['unsure']} unsure "
                f"matches, {counts['candidates']} candidates>")

    def _repr_html_(self) -> str:
        counts = self.record["counts"]
        rows = "".join(
            f"<tr><td>{html.escape(row['id'])}</td><td style='text-align:left'>{html.escape(row['text'])}"
            f"{' <b>needs an example</b>' if row['needs_example'] else ''}</td>"
            f"<td>{row['for']}</td><td>{row['against']}</td><td>{row['unsure']}</td></tr>"
            for row in self.to_dicts("outcomes"))
        candidates = "".join(f"<li>{html.escape(row['statement'])} <span style='{_COLOURS}'>({row['source']})</span></li>"
                             for row in self.to_dicts("candidates")[:10])
        return (f"<p>{counts['documents']} documents, {counts['passages']} passages: {counts['likely']} likely and "
                f"{counts['unsure']} unsure matches, {counts['framing']} negatively framed passages</p>"
                "<table><thead><tr><th></th><th style='text-align:left'>outcome</th><th>for</th><th>against</th><th>unsure</th>"
                f"</tr></thead><tbody>{rows}</tbody></table>"
                + (f"<p>Not on the list:</p><ul>{candidates}</ul>" if candidates else ""))


def _line_of(diagnostic: dict) -> str:
    line = f":{diagnostic['line']}" if diagnostic["line"] else ""
    return f"{diagnostic['source']}{line}: {diagnostic['message']}"


def open_results(folder: Union[str, os.PathLike]) -> Result:
    """A results folder that is there already, made by ``run(out=...)``, ``Result.save`` or the command line. Raises Error if it
    is not whole."""
    return Result(folder)


def new_folder() -> tempfile.TemporaryDirectory:
    return tempfile.TemporaryDirectory(prefix="bearout-")

"""A results folder, looked at from Python."""

from __future__ import annotations

import html
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from . import _core
from ._options import Path_
from ._tables import TABLES, arrow_schema, data_frame

if TYPE_CHECKING:
    import pandas
    import pyarrow

_LINES = ("mappings", "framing", "memberships")  # files of JSON lines
_BLOCK = 1 << 24  # bytes that Arrow parses at a time; lines are far shorter, for passages are cut and ids end at 10,000
_GREY = "color:#555"


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

    def __init__(self, folder: Path_, _temporary: Optional[tempfile.TemporaryDirectory[str]] = None) -> None:
        _core.check_results(os.fspath(folder))
        self._folder = Path(folder)
        self._temporary = _temporary
        self._tables: dict[str, list[dict[str, Any]]] = {}

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
        """The documents as they were read: id, text, author, role, date, parent, url, source, question, attributes (a
        dictionary). Raises Error if the run kept none."""
        return self.to_pandas("documents")

    @property
    def record(self) -> dict[str, Any]:
        """run.json: version, options in force, inputs, counts, skipped records, notes, timings."""
        record: dict[str, Any] = json.loads((self._folder / "run.json").read_text(encoding="utf-8"))
        return record

    @property
    def skipped(self) -> list[str]:
        """Records that could not be used, one line each: where and why (the first 10,000)."""
        return [_line_of(each) for each in self.record["skipped"]]

    @property
    def notes(self) -> list[str]:
        """What is worth knowing about how the inputs were read and is no fault, one line each."""
        return [_line_of(each) for each in self.record["notes"]]

    def to_dicts(self, table: str) -> list[dict[str, Any]]:
        """The rows of ``"mappings"``, ``"outcomes"``, ``"candidates"``, ``"framing"``, ``"memberships"`` or ``"documents"``."""
        _columns_of(table)
        if table not in self._tables:
            self._tables[table] = self._read(table)
        return self._tables[table]

    def to_pandas(self, table: str) -> pandas.DataFrame:
        """A table as a DataFrame. Raises ImportError without pandas."""
        rows = self.to_dicts(table)
        try:
            return data_frame(rows, TABLES[table])
        except ImportError:
            raise ImportError(f'result.{table} is a pandas DataFrame, and pandas is not installed; install it, or use '
                              f'result.to_dicts("{table}")') from None

    def to_arrow(self, table: str) -> pyarrow.Table:
        """A table as an Arrow table, always with the same schema (docs/python.md has it), with rows and without. Rows of
        ``mappings``, ``framing`` and ``memberships`` never become Python's objects on the way. Raises ImportError without
        pyarrow."""
        try:
            import pyarrow
            import pyarrow.json
        except ImportError:
            raise ImportError('an Arrow table takes pyarrow, which is not installed; install it, or use '
                              f'result.to_dicts("{table}")') from None

        schema = arrow_schema(_columns_of(table))
        file = self._folder / f"{table}.jsonl"
        if table not in _LINES:
            rows = self.to_dicts(table)
            if table == "documents":
                rows = [{**row, "attributes": list(row["attributes"].items())} for row in rows]
            return pyarrow.Table.from_pylist(rows, schema=schema)
        if file.stat().st_size == 0:
            return schema.empty_table()
        return pyarrow.json.read_json(
            file, pyarrow.json.ReadOptions(block_size=_BLOCK),
            pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"))

    def report(self, path: Path_) -> Path:
        """Writes the report, one self-contained page, to a file; gives its path."""
        shutil.copyfile(self._folder / "report.html", path)
        return Path(path)

    def save(self, folder: Path_, force: bool = False) -> Path:
        """Copies the results folder, so that it stays; ``bearout review FOLDER`` opens it. Raises Error if the folder holds
        something else, or another run and not ``force``."""
        _core.copy_results(os.fspath(self._folder), os.fspath(folder), force)
        return Path(folder)

    def _read(self, table: str) -> list[dict[str, Any]]:
        if table == "documents":
            lines = _core.stored_documents(os.fspath(self._folder)).split(b"\n")
            documents = [json.loads(line) for line in lines if line]
            return [{name: document.get(name, "") for name in TABLES[table]} for document in documents]
        if table not in _LINES:
            rows: list[dict[str, Any]] = json.loads((self._folder / f"{table}.json").read_text(encoding="utf-8"))
            return rows
        with open(self._folder / f"{table}.jsonl", "rb") as file:
            return [json.loads(line) for line in file]

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
        candidates = "".join(f"<li>{html.escape(row['statement'])} <span style='{_GREY}'>({row['source']})</span></li>"
                             for row in self.to_dicts("candidates")[:10])
        return (f"<p>{counts['documents']} documents, {counts['passages']} passages: {counts['likely']} likely and "
                f"{counts['unsure']} unsure matches, {counts['framing']} negatively framed passages</p>"
                "<table><thead><tr><th></th><th style='text-align:left'>outcome</th><th>for</th><th>against</th><th>unsure</th>"
                f"</tr></thead><tbody>{rows}</tbody></table>"
                + (f"<p>Not on the list:</p><ul>{candidates}</ul>" if candidates else ""))


def _columns_of(table: str) -> dict[str, Any]:
    if table not in TABLES:
        raise _core.Error(f'"{table}" is none of the tables {", ".join(TABLES)}')
    return TABLES[table]


def _line_of(diagnostic: dict[str, Any]) -> str:
    line = f":{diagnostic['line']}" if diagnostic["line"] else ""
    return f"{diagnostic['source']}{line}: {diagnostic['message']}"


def open_results(folder: Path_) -> Result:
    """A results folder that is there already, made by ``run(out=...)``, ``Result.save`` or the command line. Raises Error if it
    is not whole."""
    return Result(folder)


def new_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="bearout-")

"""The job, whole and in its moves."""

from __future__ import annotations

import json
import logging
import os
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from . import _core
from ._comments import inputs_of, outcomes_of, plain_value, text_columns
from ._options import Channels, Columns, Observing, Path_, ReviewFor, Unit
from ._result import Result, new_folder

if TYPE_CHECKING:
    from typing_extensions import Unpack

_log = logging.getLogger("bearout")  # notes on what was read: no fault, and nothing that other code would avoid


def run(outcomes: Any, comments: Any = None, *, case_studies: Any = None, question: str = "", decisions: Any = None,
        out: Optional[Path_] = None, force: bool = False, text_column: Columns = None, id_column: str = "",
        author_column: str = "", date_column: str = "", parent_column: str = "", url_column: str = "", role_column: str = "",
        sheet: str = "", report_author: str = "", include_unapproved: bool = False, group_by: str = "",
        unit: Unit = "passage", language: str = "en", matches_per_document: float = 1,
        channels: Channels = "all", candidates: bool = True, candidate_count: int = 0,
        max_terms: int = 100_000, seed: int = 1, all_pairs: bool = False, min_score: float = 0.1, top: int = 0,
        keep_documents: bool = True, review_for: ReviewFor = "balance", threads: Optional[int] = None) -> Result:
    """Maps comments and case studies to outcomes: the whole job of ``bearout run``, with the same results to the byte.

    ``outcomes``: a list of texts or of dictionaries (``id``, ``text``, ``title``, ``keywords``), a Series, a DataFrame, or the
    path of a list; without an id it is the position, from 1.

    ``comments``: a list of texts or of dictionaries, a NumPy array, a pandas Series or DataFrame, anything that exports Arrow
    (pyarrow, polars), the path of a file, or a list of ``pathlib.Path``. Columns are found by name (``id``, ``text`` or
    ``comment``, ``author``, ...) or named, several text columns are a question each. Without a column for it the id is the label
    of the index, or the position from 0, as text. ``case_studies``: paths of files or folders.

    ``decisions``: what reviewers decided, a path or a list of dictionaries. ``out``: the results folder to write (else one that
    goes away with the result). ``matches_per_document``: how many outcomes a document bears out on average, above 0.
    ``min_score``: least probability of a mapping, in [0, 1]; ``top``: at most so many outcomes a passage, 0 without limit;
    ``candidate_count``: recurring themes to propose, 0: found. ``max_terms``: at most so many of the comments' words are told apart, the
    most frequent ones. ``channels``: what passages and outcomes are compared by; "words" alone are faster and find less.
    ``threads``: all, by default; results do not depend on it. The others are the options of the command line.

    Raises Error for what ends a run, at once if ``out`` holds something already. Records that can't be used are skipped with one
    warning, and listed in ``Result.skipped``; what is worth knowing about how inputs were read goes to the logger ``bearout``, a
    line each, and into ``Result.notes``.

    >>> import bearout
    >>> result = bearout.run(["Residents learn to recognise fraud"], [{"id": "a", "text": "I recognised the fraud at once."}])
    >>> [(row["document"], row["outcome"], row["text"]) for row in result.to_dicts("mappings")]
    [('a', '1', 'I recognised the fraud at once.')]
    """
    options = dict(force=force, text_column=text_columns(text_column), id_column=id_column, author_column=author_column,
                   date_column=date_column, parent_column=parent_column, url_column=url_column, role_column=role_column,
                   sheet=sheet, report_author=report_author, include_unapproved=include_unapproved, group_by=group_by, unit=unit,
                   language=language, matches_per_document=matches_per_document, channels=channels,
                   candidates=candidates, candidate_count=candidate_count, max_terms=max_terms, question=question, seed=seed,
                   all_pairs=all_pairs, min_score=min_score, top=top, keep_documents=keep_documents, review_for=review_for,
                   threads=threads)
    folder, temporary = _place(out, force)
    inputs = inputs_of(comments, case_studies, options)
    if channels != "words":
        _warn_without_knowledge(language)
    with _Decisions(decisions) as file:
        _core.run(outcomes_of(outcomes), inputs, folder, {**options, "decisions": file})
    return _tell(Result(folder, temporary))


def fit(outcomes: Any, comments: Any = None, *, question: str = "", decisions: Any = None, matches_per_document: float = 1,
        channels: Channels = "all", candidates: bool = True, candidate_count: int = 0,
        max_terms: int = 100_000, seed: int = 1, **reading: Unpack[Observing]) -> Model:
    """Learns a model from outcomes and comments (or :class:`Statistics`) without scoring anything yet.

    ``reading``: how comments are read and counted, for :class:`Statistics`. The rest is as in :func:`run`. Raises Error.

    >>> import bearout
    >>> model = bearout.fit(["Residents learn to recognise fraud"], ["I recognised the fraud at once.", "We sang."])
    >>> model
    <bearout.Model: 1 outcomes, fitted on 2 documents>
    """
    if isinstance(comments, Statistics):
        if reading:
            raise TypeError(f"{', '.join(reading)}: statistics are counted already; say so where they are")
        statistics = comments
    else:
        statistics = Statistics(comments, **reading, _number=True)
    if not question:
        question = " ".join(statistics._questions).replace("\n", " ")
    options = dict(question=question, matches_per_document=matches_per_document, channels=channels, candidates=candidates,
                   candidate_count=candidate_count, max_terms=max_terms, seed=seed)
    with _Decisions(decisions) as file:
        model, notes = _core.fit(statistics._core, outcomes_of(outcomes), {**options, "decisions": file})
    _log_notes(notes)
    return Model(model, statistics.notes + notes)


def load(path: Path_) -> Model:
    """A model that ``Model.save``, ``bearout fit`` or a run (model.bearout) wrote. Raises Error."""
    return Model(_core.Model.load(os.fspath(path)))


def joined_questions(one: list[str], other: list[str]) -> list[str]:
    """What people were asked in two shards, each question once; the same whichever comes first."""
    return sorted({*one, *other})


class Statistics:
    """What a shard of the comments holds: counts and a sample of passages. They add up exactly, in any order and grouping, so
    the model of the sum is that of the whole. Can be pickled.

    Documents need ids of their own: a column, or the index of a Series or DataFrame. A shard may be empty. ``unit``,
    ``language``, columns and ``case_studies`` are as in :func:`run`. ``skipped`` and ``notes`` are lists of lines. Raises Error;
    shards counted with other options can't be added.

    >>> import bearout
    >>> a = bearout.Statistics([{"id": "c1", "text": "I recognised the fraud."}])
    >>> b = bearout.Statistics([{"id": "c2", "text": "We sang."}])
    >>> (a + b).documents, a + b == b + a
    (2, True)
    """

    def __init__(self, comments: Any = None, *, case_studies: Any = None, unit: Unit = "passage",
                 language: str = "en", text_column: Columns = None, id_column: str = "", author_column: str = "",
                 date_column: str = "", parent_column: str = "", url_column: str = "", role_column: str = "", sheet: str = "",
                 report_author: str = "", include_unapproved: bool = False, threads: Optional[int] = None,
                 _number: bool = False) -> None:
        options = dict(unit=unit, language=language, text_column=text_columns(text_column), id_column=id_column,
                       author_column=author_column, date_column=date_column, parent_column=parent_column, url_column=url_column,
                       role_column=role_column, sheet=sheet, report_author=report_author,
                       include_unapproved=include_unapproved, threads=threads, require_ids=not _number,
                       may_be_empty=not _number)
        inputs = inputs_of(comments, case_studies, options, number=_number)
        if _number:
            _warn_without_knowledge(language)
        self._core, self.notes, self.skipped, count, self._questions = _core.observe(inputs, options)
        _warn_of_skipped(count, self.skipped, "its .skipped", 3)
        _log_notes(self.notes)

    @classmethod
    def _of(cls, core: _core.Statistics, skipped: list[str], notes: list[str], questions: list[str]) -> Statistics:
        statistics = cls.__new__(cls)
        statistics._core, statistics.skipped, statistics.notes, statistics._questions = core, skipped, notes, questions
        return statistics

    @classmethod
    def load(cls, path: Path_) -> Statistics:
        """Reads what ``save``, ``bearout observe`` or ``bearout merge`` wrote."""
        return cls._of(_core.Statistics.load(os.fspath(path)), [], [], [])

    def save(self, path: Path_) -> None:
        """Writes a file that ``bearout merge`` and ``bearout fit`` read too. What people were asked is not in it: give
        ``question`` to :func:`fit`."""
        self._core.save(os.fspath(path))

    @property
    def documents(self) -> int:
        """How many documents were counted; those by the author of the page are not."""
        return self._core.documents

    @property
    def passages(self) -> int:
        """How many passages (documents, with ``unit="document"``)."""
        return self._core.passages

    def __add__(self, other: Statistics) -> Statistics:
        if not isinstance(other, Statistics):
            return NotImplemented
        return Statistics._of(self._core.plus(other._core), self.skipped + other.skipped, self.notes + other.notes,
                              joined_questions(self._questions, other._questions))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Statistics) and self._core.equals(other._core)

    __hash__ = None  # type: ignore[assignment]

    def __getstate__(self) -> dict[str, Any]:
        return {"bytes": self._core.to_bytes(), "skipped": self.skipped, "notes": self.notes, "questions": self._questions}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._core = _core.Statistics.from_bytes(state["bytes"])
        self.skipped, self.notes, self._questions = state["skipped"], state["notes"], state["questions"]

    def __repr__(self) -> str:
        return f"<bearout.Statistics: {self.documents} documents, {self.passages} passages>"


class Model:
    """A fitted model: never changes, may be shared by threads, can be pickled. Made by :func:`fit` and :func:`load`. ``notes``
    tells what is worth knowing about how its inputs were read, one line each; a file does not keep them.

    >>> import bearout
    >>> model = bearout.fit(["Residents learn to recognise fraud"], ["I recognised the fraud at once.", "We sang."])
    >>> result = model.score(["They taught us to recognise fraud."])
    >>> [(row["document"], row["outcome"]) for row in result.to_dicts("mappings")]
    [('0', '1')]
    """

    def __init__(self, core: _core.Model, notes: Iterable[str] = ()) -> None:
        self._core = core
        self.notes = list(notes)

    def score(self, comments: Any = None, *, case_studies: Any = None, out: Optional[Path_] = None, force: bool = False,
              text_column: Columns = None, id_column: str = "", author_column: str = "", date_column: str = "",
              parent_column: str = "", url_column: str = "", role_column: str = "", sheet: str = "", report_author: str = "",
              include_unapproved: bool = False, all_pairs: bool = False, min_score: float = 0.1, top: int = 0,
              keep_documents: bool = True, review_for: ReviewFor = "balance",
              threads: Optional[int] = None) -> Result:
        """Scores comments that the model need not have seen: ``bearout score`` and ``bearout assemble``. There may be none of
        them. Everything is as in :func:`run`. Raises Error."""
        options = dict(force=force, text_column=text_columns(text_column), id_column=id_column, author_column=author_column,
                       date_column=date_column, parent_column=parent_column, url_column=url_column, role_column=role_column,
                       sheet=sheet, report_author=report_author, include_unapproved=include_unapproved, all_pairs=all_pairs,
                       min_score=min_score, top=top, keep_documents=keep_documents, review_for=review_for, threads=threads,
                       may_be_empty=True)
        folder, temporary = _place(out, force)
        inputs = inputs_of(comments, case_studies, options)
        with new_folder() as scratch:
            rows = os.path.join(scratch, "rows.jsonl.zst")
            notes = self._core.score_rows(inputs, rows, options)
            self._core.assemble([rows], folder, notes, options)
        return _tell(Result(folder, temporary))

    def save(self, path: Path_) -> None:
        """Writes a file that :func:`load` and the command line (``--model``) read."""
        self._core.save(os.fspath(path))

    @property
    def outcomes(self) -> list[dict[str, Any]]:
        """The list: id, text, title, keywords; after decisions, as reviewers left it."""
        return self._core.outcomes

    @property
    def question(self) -> str:
        """What people were asked."""
        return self._core.question

    @property
    def documents(self) -> int:
        """How many documents it was fitted on."""
        return self._core.documents

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits that change with anything that could change a score."""
        return self._core.fingerprint

    def __getstate__(self) -> dict[str, Any]:
        return {"bytes": self._core.to_bytes(), "notes": self.notes}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._core, self.notes = _core.Model.from_bytes(state["bytes"]), state["notes"]

    def __repr__(self) -> str:
        return f"<bearout.Model: {len(self.outcomes)} outcomes, fitted on {self.documents} documents>"


class _Decisions:
    """A file of decisions, whatever they were given as."""

    def __init__(self, decisions: Any) -> None:
        self._decisions = decisions
        self._folder: Optional[tempfile.TemporaryDirectory[str]] = None

    def __enter__(self) -> Optional[str]:
        if self._decisions is None or isinstance(self._decisions, (str, os.PathLike)):
            return None if self._decisions is None else os.fspath(self._decisions)
        self._folder = new_folder()
        file = Path(self._folder.name) / "decisions.jsonl"
        lines: Iterable[Mapping[str, Any]] = self._decisions
        file.write_text("".join(json.dumps(dict(line), default=plain_value) + "\n" for line in lines), encoding="utf-8")
        return os.fspath(file)

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()


def _place(out: Optional[Path_], force: bool) -> tuple[str, Optional[tempfile.TemporaryDirectory[str]]]:
    """Where results go; refused at once if something lies there."""
    if out is not None:
        _core.check_free(os.fspath(out), force)
        return os.fspath(out), None
    temporary = new_folder()
    return os.path.join(temporary.name, "results"), temporary


def _tell(result: Result) -> Result:
    record = result.record
    _warn_of_skipped(record["counts"]["skipped"], result.skipped, "result.skipped", 4)
    _log_notes(result.notes)
    lost, decided = record["decisions"]["lost"], record["decisions"]["decided"]
    if lost:
        _log_notes([f"{lost} of {decided} decisions match no passage and outcome of this run any more; "
                    'result.record["decisions"] lists them'])
    return result


def _log_notes(notes: Iterable[str]) -> None:
    for note in notes:
        _log.warning("%s", note)


def _warn_of_skipped(count: int, skipped: list[str], where: str, level: int) -> None:
    if count:
        records = "1 record was" if count == 1 else f"{count} records were"
        first = f" ({'first: ' if count > 1 else ''}{skipped[0]})" if skipped else ""
        warnings.warn(f"{records} skipped{first}; see {where}", stacklevel=level)


def _warn_without_knowledge(language: str) -> None:
    if language != "en":
        warnings.warn(f'related words are recognised in English only; for "{language}" the knowledge channel is off',
                      stacklevel=3)
    elif _core.knowledge_file() is None:
        warnings.warn("this bearout was built without WordNet: the knowledge channel is off, related words are not recognised",
                      stacklevel=3)

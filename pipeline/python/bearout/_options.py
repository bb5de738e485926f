"""Options that several functions pass on, for type checkers. What they mean is told by ``bearout.run``."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Literal, Optional, TypedDict, Union

Path_ = Union[str, "os.PathLike[str]"]
Columns = Union[str, Iterable[str], None]
Unit = Literal["passage", "document"]
Channels = Literal["all", "words"]
ReviewFor = Literal["balance", "learning", "finding"]


class Reading(TypedDict, total=False):
    """How a table is read."""

    text_column: Columns
    id_column: str
    author_column: str
    date_column: str
    parent_column: str
    url_column: str
    role_column: str
    report_author: str


class Counting(Reading, total=False):
    """... and counted."""

    unit: Unit
    language: str


class Observing(Counting, total=False):
    """All that ``bearout.Statistics`` takes beside the comments."""

    case_studies: Any
    sheet: str
    include_unapproved: bool
    threads: Optional[int]


class Fitting(TypedDict, total=False):
    """How a model is learned."""

    question: str
    decisions: Any
    matches_per_document: float
    channels: Channels
    candidates: bool
    candidate_count: int
    max_terms: int
    seed: int


class Choosing(TypedDict, total=False):
    """Which suggestions are kept."""

    all_pairs: bool
    min_score: float
    top: int
    keep_documents: bool


class Scoring(Reading, Choosing, total=False):
    """How a table is scored."""


class Job(Counting, Fitting, Choosing, total=False):
    """The whole job on a table."""

"""An estimator for scikit-learn: texts in, the probability of each outcome out."""

from __future__ import annotations

import warnings
from typing import Any, Literal, Optional

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from . import _core
from ._comments import _is_missing, inputs_of
from ._model import Model, fit
from ._options import Unit

__all__ = ["OutcomeMatcher"]


class OutcomeMatcher(TransformerMixin, BaseEstimator):
    """How likely each text bears out each of a list of outcomes.

    It needs no labels: ``fit(X)`` learns from the texts alone. With labels, ``fit(X, y)``, it learns from them too, as a run learns
    from reviewers' decisions. It is a multilabel classifier (``predict``) and a transformer: in a Pipeline, where scores are
    features for something else and ``y`` is not about outcomes, say ``labels="ignore"``.

    Parameters
    ----------
    outcomes : list of n_outcomes texts, or whatever else ``bearout.run`` takes for them
    question : what people were asked; its words count half
    matches_per_document : how many outcomes a text bears out on average, above 0
    labels : "learn" learns from ``y``, "ignore" doesn't
    threshold : probability from which ``predict`` says 1, in [0, 1]
    unit : "document" judges a text as a whole, "passage" by its best passage
    language : ISO 639-1 code
    seed : of everything that draws lots
    n_jobs : threads; None: all. Results do not depend on it

    Attributes
    ----------
    model_ : the fitted ``bearout.Model``
    classes_ : ids of the outcomes, shape (n_outcomes,)

    Examples
    --------
    >>> from bearout.sklearn import OutcomeMatcher
    >>> matcher = OutcomeMatcher(["It protects residents from fraud", "It eases loneliness"])
    >>> texts = ["I recognised the fraud at once.", "I was lonely before, the loneliness has gone."]
    >>> matcher.fit(texts).predict(texts)
    array([[1, 0],
           [0, 1]])
    """

    def __init__(self, outcomes: Any = None, *, question: str = "", matches_per_document: float = 1,
                 labels: Literal["learn", "ignore"] = "learn", threshold: float = 0.5, unit: Unit = "document",
                 language: str = "en", seed: int = 1, n_jobs: Optional[int] = None) -> None:
        self.outcomes = outcomes
        self.question = question
        self.matches_per_document = matches_per_document
        self.labels = labels
        self.threshold = threshold
        self.unit = unit
        self.language = language
        self.seed = seed
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None) -> OutcomeMatcher:
        """Learns from texts, shape (n_texts,), and labels, shape (n_texts, n_outcomes): 1 bears the outcome out, 0 does not, -1
        is not known. Raises bearout.Error."""
        texts = _texts(X)
        if self.outcomes is None:
            raise _core.Error("outcomes: there is no list; give OutcomeMatcher a list of outcomes")
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r".* skipped", category=UserWarning)  # they just have no score
            arguments: dict[str, Any] = dict(
                question=self.question, matches_per_document=self.matches_per_document, candidates=False, seed=self.seed,
                unit=self.unit, language=self.language, threads=self.n_jobs)
            model = fit(self.outcomes, texts, **arguments)
            if y is not None and self.labels != "ignore":
                model = fit(self.outcomes, texts, decisions=_decisions(y, len(texts), model), **arguments)
        self.model_ = model
        self.classes_ = np.array([outcome["id"] for outcome in model.outcomes], dtype=object)
        return self

    def predict_proba(self, X: Any) -> np.ndarray:
        """Probabilities, shape (n_texts, n_outcomes); 0 for a text without anything to read."""
        check_is_fitted(self)
        texts = _texts(X)
        scores = np.zeros((len(texts), len(self.classes_)))
        if not texts:
            return scores
        found, skipped = self.model_._core.score_matrix(inputs_of(texts, None, {}), {"threads": self.n_jobs})
        read = np.ones(len(texts), dtype=bool)
        read[np.array(skipped, dtype=int) - 1] = False
        scores[read] = np.frombuffer(found).reshape(-1, len(self.classes_))
        return scores

    def transform(self, X: Any) -> np.ndarray:
        """``predict_proba``, for a Pipeline in which scores are features."""
        return self.predict_proba(X)

    def predict(self, X: Any) -> np.ndarray:
        """1 where the probability is at least the threshold, else 0; shape (n_texts, n_outcomes)."""
        return (self.predict_proba(X) >= self.threshold).astype(int)

    def score(self, X: Any, y: Any, sample_weight: Any = None) -> float:
        """Average precision over all pairs of text and outcome, in [0, 1]."""
        from sklearn.metrics import average_precision_score

        return float(average_precision_score(np.asarray(y), self.predict_proba(X), average="micro",
                                             sample_weight=sample_weight))

    def get_feature_names_out(self, input_features: Any = None) -> np.ndarray:
        """Names for the columns of ``transform``: the outcomes' ids."""
        check_is_fitted(self)
        return np.array([f"outcome{id}" for id in self.classes_], dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.input_tags.allow_nan = True
        tags.target_tags.required = False
        tags.target_tags.multi_output = True
        return tags

    def _more_tags(self) -> dict[str, Any]:  # scikit-learn before 1.6
        return {"X_types": ["string"], "requires_y": False, "multioutput": True, "allow_nan": True}


def _texts(X: Any) -> list[str]:
    if isinstance(X, str):
        raise ValueError("X is one text; give a list of texts")
    if getattr(X, "ndim", 1) != 1:
        raise ValueError(f"X has {X.ndim} dimensions; give one column of texts")
    texts = X.tolist() if hasattr(X, "tolist") else list(X)
    for text in texts:
        if not isinstance(text, str) and not _is_missing(text):
            raise ValueError(f"X holds {type(text).__name__}, and only texts can be matched")
    return [text if isinstance(text, str) else "" for text in texts]


def _decisions(y: Any, texts: int, model: Model) -> list[dict[str, Any]]:
    labels = np.asarray(y)
    ids = [outcome["id"] for outcome in model.outcomes]
    if labels.shape != (texts, len(ids)):
        raise ValueError(f"y has the shape {labels.shape}, and must have ({texts}, {len(ids)}), texts and outcomes; "
                         'or say labels="ignore"')
    return [{"document": str(i), "outcome": ids[j], "decision": "accept" if labels[i, j] == 1 else "reject"}
            for i, j in zip(*np.nonzero(labels >= 0))]

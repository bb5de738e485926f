"""OutcomeMatcher in scikit-learn's own hands."""

import json
import pickle

import pytest
from conftest import SAMPLES

import bearout

np = pytest.importorskip("numpy")
pytest.importorskip("sklearn")

from sklearn.base import clone  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.model_selection import GridSearchCV, cross_val_predict  # noqa: E402
from sklearn.multioutput import MultiOutputClassifier  # noqa: E402
from sklearn.pipeline import Pipeline  # noqa: E402
from sklearn.utils.estimator_checks import parametrize_with_checks  # noqa: E402

from bearout.sklearn import OutcomeMatcher  # noqa: E402


# All of them that apply, none is expected to fail. scikit-learn leaves out those whose data are numbers by itself: the estimator's
# tags say that it takes texts.
@parametrize_with_checks([OutcomeMatcher(["It protects from fraud", "It eases loneliness"])])
def test_scikit_learns_own_checks(estimator, check):
    check(estimator)


@pytest.fixture(scope="module")
def labelled(comments, outcomes):
    """Texts of the sample and what its reader found in them, shape (texts, outcomes)."""
    participants = [each for each in comments if each.get("role") != "author"]
    place = {each["id"]: i for i, each in enumerate(participants)}
    labels = np.zeros((len(participants), len(outcomes)), dtype=int)
    for line in (SAMPLES / "reading.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["match"] and row["document"] in place:
            labels[place[row["document"]], int(row["outcome"]) - 1] = 1
    return [each["text"] for each in participants], labels


def test_probabilities_are_those_of_a_run(labelled, outcomes):
    texts, _ = labelled
    matcher = OutcomeMatcher(outcomes).fit(texts)
    found = matcher.predict_proba(texts)
    assert found.shape == (len(texts), len(outcomes)) and (found >= 0).all() and (found <= 1).all()
    rows = bearout.run(outcomes, texts, unit="document", all_pairs=True, candidates=False).to_dicts("mappings")
    for row in rows:
        assert found[int(row["document"]), int(row["outcome"]) - 1] == pytest.approx(row["score"], abs=5e-7)
    assert list(matcher.get_feature_names_out())[:2] == ["outcome1", "outcome2"]
    assert (OutcomeMatcher(outcomes, n_jobs=1).fit(np.array(texts, dtype=object)).predict_proba(texts) == found).all()


def test_labels_teach(labelled, outcomes):
    texts, labels = labelled
    without = OutcomeMatcher(outcomes, matches_per_document=0.5)
    taught = cross_val_predict(without, texts, labels, cv=2, method="predict_proba")
    assert taught.shape == labels.shape
    assert without.fit(texts, labels).score(texts, labels) > without.fit(texts).score(texts, labels)
    unknown = np.full_like(labels, -1)
    assert (without.fit(texts, unknown).predict_proba(texts) == without.fit(texts).predict_proba(texts)).all()


def test_in_a_pipeline_and_a_grid_search(labelled, outcomes):
    texts, labels = labelled
    often = np.flatnonzero(labels.sum(axis=0) >= 6)
    pipeline = Pipeline([("match", OutcomeMatcher(outcomes, labels="ignore")),
                         ("learn", MultiOutputClassifier(LogisticRegression()))])
    pipeline.fit(texts, labels[:, often])
    assert pipeline.predict(texts).shape == (len(texts), len(often))


def test_grid_search_over_its_own_options(labelled, outcomes):
    texts, labels = labelled
    search = GridSearchCV(OutcomeMatcher(outcomes), {"unit": ["document", "passage"]}, cv=2)
    search.fit(texts, labels)
    assert search.best_params_["unit"] in ("document", "passage") and 0 < search.best_score_ <= 1
    assert search.predict(texts).shape == labels.shape


def test_texts_that_say_nothing_have_no_score(outcomes):
    matcher = OutcomeMatcher(outcomes).fit(["I recognised the fraud.", "", "We sang."])
    found = matcher.predict_proba(["", "I recognised the fraud.", None, float("nan"), " \u200b "])
    assert found[1].max() > 0 and not found[[0, 2, 3]].any()
    assert matcher.predict_proba([]).shape == (0, len(outcomes))


def test_cloned_and_pickled(outcomes):
    matcher = OutcomeMatcher(outcomes, threshold=0.3).fit(["I recognised the fraud.", "We sang."])
    assert clone(matcher).threshold == 0.3
    other = pickle.loads(pickle.dumps(matcher))
    texts = ["Fraud, again."]
    assert (other.predict_proba(texts) == matcher.predict_proba(texts)).all()
    assert (other.predict(texts) == (other.predict_proba(texts) >= 0.3)).all()


def test_what_is_no_text_is_refused(outcomes):
    with pytest.raises(ValueError, match="X is one text"):
        OutcomeMatcher(outcomes).fit("fraud")
    with pytest.raises(ValueError, match="X holds int"):
        OutcomeMatcher(outcomes).fit([1, 2])
    with pytest.raises(ValueError, match=r"y has the shape \(2,\)"):
        OutcomeMatcher(outcomes).fit(["a b", "c d"], [0, 1])
    with pytest.raises(bearout.Error, match="there is no list"):
        OutcomeMatcher().fit(["a b"])


def test_tables_are_refused_and_missing_texts_are_not():
    with pytest.raises(ValueError, match="X has 2 dimensions"):
        OutcomeMatcher(["It serves tea"]).fit(np.array([["Tea."], ["Coffee."]], dtype=object))
    pandas = pytest.importorskip("pandas")
    texts = pandas.Series(["I like the tea.", pandas.NA, "We sang."], dtype="string")
    assert OutcomeMatcher(["It serves tea"]).fit(texts).predict(texts).shape == (3, 1)

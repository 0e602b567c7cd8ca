"""Fits the model to the lessons with scikit-learn. Runs in a process of its own: the library is large."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from bot.thai.features import LOUDNESS, Seen
from bot.thai.model import Floats, Head, Model, Places, numbered, vector
from handlers.teaching.lessons import Lesson

# Letter runs and pairs are many: a rarer one says little that its neighbours do not say.
_RARELY = {"c": 9, "b": 3}
_RARE = 2
_LOOSENESS = 0.25
_NEVER = -6.0
_RARE_LABELS = {0: 1.0, 1: 2.0}
_FOLDS = 3

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Vocabulary:
    features: Sequence[str]
    places: Places
    rarity: Floats

    def matrix(self, seen: Sequence[Seen]) -> csr_matrix:
        """Shape (texts, features), in the values that the model will see."""
        ends, rows, values = [0], [], []
        for one in seen:
            places, numbers = vector(one, self.places, self.rarity)
            rows.append(places)
            values.append(numbers)
            ends.append(ends[-1] + len(places))
        shape = (len(seen), len(self.features))
        return csr_matrix((np.concatenate(values), np.concatenate(rows), ends), shape=shape)


@dataclass(frozen=True)
class Learnt:
    """One head's columns, and what makes its scores honest."""

    weights: NDArray[np.float64]
    bias: NDArray[np.float64]
    scale: float
    shift: float


def vocabulary(seen: Sequence[Seen]) -> Vocabulary:
    """Features of several texts at least; how telling each is (kinds that count by themselves: 1)."""
    counted: Counter[str] = Counter()
    for one in seen:
        counted.update(f"{kind} {what}" for kind, features in one.items() for what in set(features))
    kept = sorted(feature for feature, many in counted.items() if many >= _RARELY.get(feature[0], _RARE))
    rarity = [
        np.log((1 + len(seen)) / (1 + counted[feature])) + 1 if feature[0] in LOUDNESS else 1.0
        for feature in kept
    ]
    return Vocabulary(kept, numbered(kept), np.array(rarity, np.float32))


def fit(
    seen: Sequence[Seen],
    voices: Sequence[str],
    lessons: Sequence[Lesson],
    made_from: str,
    say: Progress,
    own: int | None = None,
) -> Model:
    """`voices` says who wrote each text: probabilities are made honest on voices that were left out.

    The first `own` texts are counted for the vocabulary; what follows repeats their words.
    """
    words = vocabulary(seen[:own])
    table = words.matrix(seen)
    say(f"{table.shape[0]} texts, {table.shape[1]} features")
    learnt: list[Learnt] = []
    for lesson in lessons:
        learnt.append(_learn(table, words, np.array(voices), lesson))
        say(f"{lesson.name}: {len(lesson.labels)} labels from {len(lesson.rows)} texts")
    return _model(words, lessons, learnt, made_from)


def _learn(table: csr_matrix, words: Vocabulary, voices: NDArray[np.str_], lesson: Lesson) -> Learnt:
    x = (table if lesson.asked else _blind(table, words))[lesson.rows]
    weights, bias = _columns(x, lesson)
    left_out = _left_out(x, voices[lesson.rows], lesson)
    return Learnt(weights, bias, *honest(left_out, lesson.truth, lesson.alone))


def _model(words: Vocabulary, lessons: Sequence[Lesson], learnt: Sequence[Learnt], made_from: str) -> Model:
    """The heads side by side, each beginning where the one before ends."""
    heads, first = {}, 0
    for lesson, one in zip(lessons, learnt, strict=True):
        heads[lesson.name] = Head(lesson.labels, first, lesson.alone, one.scale, one.shift)
        first += len(lesson.labels)
    weights, steps = _in_steps(np.hstack([one.weights for one in learnt]))
    bias = np.concatenate([one.bias for one in learnt]).astype(np.float32)
    return Model(words.places, words.rarity, weights, steps, bias, heads, made_from)


def _in_steps(weights: NDArray[np.float64]) -> tuple[NDArray[np.int8], Floats]:
    """A byte a weight, in steps of each label: a quarter of the size, and the same codes."""
    steps = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-9)
    return np.round(weights / steps).astype(np.int8), steps.astype(np.float32)


def _blind(table: csr_matrix, words: Vocabulary) -> csr_matrix:
    """The same texts without their questions."""
    hidden = np.array([not feature.startswith("q ") for feature in words.features], np.float32)
    return csr_matrix(table.multiply(hidden))


def _columns(x: csr_matrix, lesson: Lesson) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights and bias of each label, learnt side by side in processes: in threads of one process the solver's lots
    would mix, and the same texts give another model."""
    learnt = Parallel(n_jobs=-1)(delayed(_one)(x, truth, lesson.weight) for truth in lesson.truth.T)
    return np.stack([weights for weights, _ in learnt], axis=1), np.array([bias for _, bias in learnt])


def _one(
    x: csr_matrix, truth: NDArray[np.int8], weight: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    if not truth.any() or truth.all():
        return np.zeros(x.shape[1]), -_NEVER if truth.all() else _NEVER
    one = LinearSVC(C=_LOOSENESS, class_weight=_RARE_LABELS, random_state=0)
    one.fit(x, truth, sample_weight=weight)
    return one.coef_[0], float(one.intercept_[0])


def _left_out(x: csr_matrix, voices: NDArray[np.str_], lesson: Lesson) -> NDArray[np.float64]:
    """Scores of each text by a model that never met its voice."""
    scores = np.zeros(lesson.truth.shape)
    for learn, test in GroupKFold(_FOLDS).split(x, groups=voices):
        part = Lesson(
            lesson.name, lesson.labels, lesson.alone, learn, lesson.truth[learn], lesson.weight[learn]
        )
        weights, bias = _columns(x[learn], part)
        scores[test] = x[test] @ weights + bias
    return scores


def honest(scores: NDArray[np.float64], truth: NDArray[np.int8], alone: bool) -> tuple[float, float]:
    """Scale and shift by which scores become probabilities that hold on strangers."""
    if alone:
        one = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), truth.reshape(-1))
        return float(one.coef_[0, 0]), float(one.intercept_[0])
    scales = np.linspace(0.3, 4.0, 75)
    return float(min(scales, key=lambda scale: _surprise(scores * scale, truth))), 0.0


def _surprise(scores: NDArray[np.float64], truth: NDArray[np.int8]) -> float:
    odds = scores - scores.max(axis=1, keepdims=True)
    odds = odds - np.log(np.exp(odds).sum(axis=1, keepdims=True))
    return -float((odds * truth).sum())

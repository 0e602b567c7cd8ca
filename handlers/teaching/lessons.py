"""What each head of the model has to learn, as tables of ones and zeros. Fits nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.reading import STANCES
from bot.thai.facets import FREE
from handlers.teaching.labelled import Labelled, Message

FEWEST = 12
"""A label that occurs less often cannot be learnt."""
# Short answers are written in a row for one theme: they teach words, but people speak otherwise.
_SHORT = 0.3
# The codebook's own examples and collisions are few, and right by definition.
_CODEBOOK = 5.0
# What short answers say stays true under other questions.
_CROSSED = 0.2
# One in so many answers is taken into a lesson that needs few of them.
_SELDOM, _RARELY = 2, 15


@dataclass(frozen=True)
class Lesson:
    """`rows` are the places of the texts it learns from, `truth` has a row each and a column a label.

    `asked` is false where the question must not be looked at, because the question was the answer.
    """

    name: str
    labels: tuple[str, ...]
    alone: bool
    rows: NDArray[np.int32]
    truth: NDArray[np.int8]
    weight: NDArray[np.float64]
    asked: bool = True


@dataclass(frozen=True)
class Texts:
    """All that is learnt from, in the order of the rows."""

    answers: Sequence[Labelled]
    messages: Sequence[Message] = ()
    crossed: Sequence[Labelled] = ()
    unasked: Sequence[Message] = ()

    def __iter__(self) -> Iterator[Labelled | Message]:
        return chain(self.answers, self.messages, self.crossed, self.unasked)


def lessons(texts: Texts, codes: Sequence[str]) -> list[Lesson]:
    """`codes` are the codebook's."""
    answers = texts.answers
    themes = [one.themes for one in answers]
    loud = np.array([_loud(one) for one in answers])
    return [
        _lesson("theme", _often(codes, themes), True, themes, loud),
        _stances(texts, loud),
        _facets(answers),
        _main(answers),
        _intents(texts),
    ]


def _stances(texts: Texts, loud: NDArray[np.float64]) -> Lesson:
    nothing: list[tuple[str, ...]] = [()] * len(texts.messages)
    said = [(one.stance,) for one in texts.answers] + nothing + [(one.stance,) for one in texts.crossed]
    weight = np.concatenate([loud, np.ones(len(nothing)), np.full(len(texts.crossed), _CROSSED)])
    return _lesson("stance", STANCES, False, said, weight)


def _loud(one: Labelled) -> float:
    if one.is_rule:
        return _CODEBOOK
    return _SHORT if one.is_short else 1.0


def _facets(answers: Sequence[Labelled]) -> Lesson:
    """Which further facets an answer touches, beside the one that was asked or that it is mainly about."""
    said = [one.facets if _is_asked(one) else one.facets[1:] for one in answers]
    return _lesson("facet", _often(sorted({f for one in said for f in one}), said), True, said)


def _main(answers: Sequence[Labelled]) -> Lesson:
    """What an answer that nobody asked for answers: learnt from those, and a little from what questions bring forth."""
    said = [
        one.facets[:1] if not _is_asked(one) else (one.asking,) if place % _RARELY == 0 else ()
        for place, one in enumerate(answers)
    ]
    labels = _often(sorted({f for one in said for f in one} - {"understanding", "fit"}), said)
    return _lesson("main", labels, False, said, asked=False)


def _intents(texts: Texts) -> Lesson:
    """To tell commands from answers takes fewer answers than to tell answers apart."""
    said = [() if place % _SELDOM else (_kind(one),) for place, one in enumerate(texts.answers)]
    nothing: list[tuple[str, ...]] = [()] * len(texts.crossed)
    told = [
        *said,
        *((one.intent,) for one in texts.messages),
        *nothing,
        *((one.intent,) for one in texts.unasked),
    ]
    return _lesson("intent", tuple(sorted({intent for one in told for intent in one})), False, told)


def _kind(one: Labelled) -> str:
    return "none" if one.themes == ("none",) else "answer"


def _lesson(
    name: str,
    labels: tuple[str, ...],
    alone: bool,
    said: Sequence[tuple[str, ...]],
    weight: NDArray[np.float64] | None = None,
    asked: bool = True,
) -> Lesson:
    """A head whose labels exclude each other learns only from texts that have one of them."""
    truth = np.array([[label in one for label in labels] for one in said], np.int8)
    rows = np.arange(len(said)) if alone else np.flatnonzero(truth.any(axis=1))
    weights = np.ones(len(said)) if weight is None else weight
    return Lesson(name, labels, alone, rows.astype(np.int32), truth[rows], weights[rows], asked)


def _often(labels: Sequence[str], said: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    counted = Counter(label for one in said for label in one)
    return tuple(label for label in labels if counted[label] >= FEWEST)


def _is_asked(one: Labelled) -> bool:
    return one.asking not in FREE

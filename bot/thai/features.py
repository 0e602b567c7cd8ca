"""What the model sees of a text: words, pairs, letters, signs of the codebook, the question. Weighs nothing."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from bot.thai.runs import Runs
from bot.thai.signs import Sign
from bot.thai.view import View

LOUDNESS = {"w": 1.0, "b": 0.6, "c": 1.5}
"""How loud all words, all pairs of neighbours, all letter runs of a text speak together, whatever its length."""
_SIGN, _ASKED = 0.4, 0.3

Seen = Mapping[str, Iterable[str]]
"""Features by kind; those of kind "s" (signs) and "q" (the question) each count by themselves."""


def seen(view: View, asking: str) -> Seen:
    words = view.cut.words
    return {
        "w": words,
        "b": tuple(map(" ".join, pairwise(words))),
        "c": Runs(f"^{''.join(words)}$"),
        "s": (
            *(_term(sign) for _, sign in view.signs),
            *_hints(view.hints),
            *_manner(view.said, "" if asking == "nothing" else asking),
        ),
        "q": _question(asking, words),
    }


def loudness(kind: str) -> float:
    """The length of all features of a kind together, or the value of each where they count by themselves."""
    if kind in LOUDNESS:
        return LOUDNESS[kind]
    return _SIGN if kind == "s" else _ASKED


def _term(sign: Sign) -> str:
    return f"{'well' if sign.well else 'term' if sign.weight > 0.9 else 'weak'} {sign.theme}"


def _hints(hints: Mapping[str, float]) -> Iterable[str]:
    """How strongly the lexicon speaks for a theme, in three steps, and for which most."""
    for theme, weight in hints.items():
        yield f"hint {theme}"
        if weight >= 0.8:
            yield f"hint+ {theme}"
        if weight >= 1.5:
            yield f"hint++ {theme}"
    if hints:
        yield f"most {max(hints, key=lambda theme: hints[theme])}"


def _manner(said: Mapping[str, int], asking: str) -> Iterable[str]:
    """A wish means more under a question about problems than under one about wishes."""
    for kind, many in said.items():
        yield f"said {kind}"
        yield f"said {kind} asked {asking}"
        if many > 1:
            yield f"said {kind} again"
    if not any(said.values()):
        yield f"said nothing asked {asking}"


def _question(asking: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The question, and the question with how long the answer is: short answers lean on it."""
    length = "short" if len(words) <= 3 else "long" if len(words) > 25 else "middle"
    unasked = ("asked ", f"asked  {length}") if asking == "nothing" else ()
    return f"asked {asking}", f"asked {asking} {length}", *unasked

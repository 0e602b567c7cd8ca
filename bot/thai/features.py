"""What the model sees of a text: words, pairs, letters, signs of the codebook, the question. Weighs nothing."""

from collections.abc import Iterable, Iterator, Mapping

from bot.thai.cues import Cues
from bot.thai.lexicon import Lexicon
from bot.thai.segment import Cut
from bot.thai.signs import Signs

LOUDNESS = {"w": 1.0, "b": 0.6, "c": 1.5}
"""How loud all words, all pairs of neighbours, all letter runs of a text speak together, whatever its length."""
_SIGN, _ASKED = 0.4, 0.3
_RUNS = (2, 3, 4, 5)

Seen = dict[str, tuple[str, ...]]
"""Features by kind; those of kind "s" (signs) and "q" (the question) each count by themselves."""


def seen(cut: Cut, asking: str, signs: Signs, lexicon: Lexicon, cues: Cues) -> Seen:
    """By the codebook's terms (`signs`), people's words for them (`lexicon`) and how they speak (`cues`)."""
    return {
        "w": cut.words,
        "b": tuple(f"{left} {right}" for left, right in zip(cut.words, cut.words[1:], strict=False)),
        "c": tuple(_runs("".join(cut.words))),
        "s": (
            *_terms(signs, cut),
            *_hints(lexicon.hints(cut.words)),
            *_manner(cues.said(cut.words), "" if asking == "nothing" else asking),
        ),
        "q": _question(asking, cut.words),
    }


def loudness(kind: str) -> float:
    """The length of all features of a kind together, or the value of each where they count by themselves."""
    if kind in LOUDNESS:
        return LOUDNESS[kind]
    return _SIGN if kind == "s" else _ASKED


def _terms(signs: Signs, cut: Cut) -> Iterator[str]:
    for _, sign in signs.among(cut):
        yield f"{'well' if sign.well else 'term' if sign.weight > 0.9 else 'weak'} {sign.theme}"


def _runs(joined: str) -> Iterator[str]:
    closed = f"^{joined}$"
    for size in _RUNS:
        yield from (closed[at : at + size] for at in range(len(closed) - size + 1))


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

"""All figures of reading, as a page that anybody can make anew with `make eval`. Rounds; hides nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from bot.reading import Reading
from bot.thai.facets import FOCUS_OF, FREE
from handlers.data import load_form, load_reader
from handlers.teaching.labelled import Labelled, answers
from tests.reading import baselines, personal_data
from tests.reading.held_out import held_out, held_out_messages, second_coding
from tests.reading.measures import Themes, bins, each, f1, off, share, themes


@cache
def readings() -> tuple[tuple[Labelled, Reading], ...]:
    reader = load_reader()
    return tuple((one, reader.read(one.text, one.asking)) for one in held_out())


@cache
def theme_rows() -> tuple[tuple[str, Themes], ...]:
    """By coder; the baselines learn here, which takes a while."""
    return tuple(_theme_rows())


def _theme_rows() -> Iterator[tuple[str, Themes]]:
    told, learn = held_out(), answers()
    true = [one.themes for one in told]
    yield "the commonest code", themes(true, baselines.commonest(learn, told))
    yield "key words alone", themes(true, baselines.key_words(told))
    yield "words, TF-IDF, linear", themes(true, baselines.plain_linear(learn, told))
    yield "**Siang Kan**", themes(true, [got.themes for _, got in readings()])
    first, second = pairs()
    yield "a second person (400 of them)", themes([a.themes for a, _ in first], [b.themes for b in second])
    yield "Siang Kan on these 400", themes([a.themes for a, _ in first], [got.themes for _, got in first])


def pairs() -> tuple[list[tuple[Labelled, Reading]], list[Labelled]]:
    """The answers that two people coded: the first coding with our reading, and the second."""
    known = {(one.asking, one.text): (one, got) for one, got in readings()}
    second = second_coding()
    return [known[one.asking, one.text] for one in second], second


def manner_rows() -> Iterator[tuple[str, float, float, float]]:
    """Name, the commonest label's share, ours, and how often a second person agrees."""
    first, second = pairs()
    stances = [one.stance for one, _ in readings()]
    yield (
        "stance",
        Counter(stances).most_common(1)[0][1] / len(stances),
        share(one.stance == got.stance for one, got in readings()),
        share(one.stance == other.stance for (one, _), other in zip(first, second, strict=True)),
    )
    free = [(one, got) for one, got in readings() if one.asking in FREE]
    told = [focus_of(one) for one, _ in free]
    yield (
        "focus of free talk",
        Counter(told).most_common(1)[0][1] / len(told),
        share(focus_of(one) == got.focus for one, got in free),
        share(
            focus_of(a) == focus_of(b) for (a, _), b in zip(first, second, strict=True) if a.asking in FREE
        ),
    )


def facet_figures() -> tuple[float, float]:
    """F1 of the further facets of asked answers: ours, and a second person's."""
    asked = [(one, got) for one, got in readings() if one.asking not in FREE]
    first, second = pairs()
    both = [(a, b) for (a, _), b in zip(first, second, strict=True) if a.asking not in FREE]
    return (
        _facets(
            [one.facets for one, _ in asked],
            [[f for f in got.facets if f != one.asking] for one, got in asked],
        ),
        _facets([a.facets for a, _ in both], [b.facets for _, b in both]),
    )


def focus_of(one: Labelled) -> int:
    return FOCUS_OF.get(one.asking, 0) or FOCUS_OF.get("".join(one.facets[:1]), 0)


@cache
def intent_figures() -> tuple[float, int, int, dict[str, tuple[int, float, float]]]:
    """Accuracy, commands that fired inside answers, how many answers there were, and each intent."""
    told = held_out_messages()
    got = [load_reader().read(one.text, one.asking).intent for one in told]
    inside = [said for one, said in zip(told, got, strict=True) if one.intent == "answer"]
    right = share(one.intent == said for one, said in zip(told, got, strict=True))
    table = each([(one.intent,) for one in told], [(said,) for said in got])
    return right, sum(said not in ("answer", "none") for said in inside), len(inside), table


def calibration() -> tuple[list[tuple[float, float, int]], float]:
    kept = bins([got.sure for _, got in readings()], [_first_is_right(one, got) for one, got in readings()])
    return kept, off(kept)


def unsure() -> tuple[int, float]:
    """How many were left to people as unclear, and how often the likeliest code would have been right there."""
    waiting = [(one, got) for one, got in readings() if "unclear" in got.themes]
    guesses = [load_reader().explain(one.text, one.asking).reasons for one, _ in waiting]
    right = [bool(g) and g[0].theme in one.themes for (one, _), g in zip(waiting, guesses, strict=True)]
    return len(waiting), share(right)


def hardest(most: int) -> list[tuple[Labelled, Reading]]:
    """Wrong in the first code, and surest of it."""
    wrong = [(one, got) for one, got in readings() if not _first_is_right(one, got)]
    return sorted(wrong, key=lambda pair: -pair[1].sure)[:most]


def swaps(most: int) -> list[tuple[tuple[str, str], int]]:
    wrong = (
        (one.themes[0], got.themes[0] if got.themes else got.intent)
        for one, got in readings()
        if not _first_is_right(one, got)
    )
    return Counter(wrong).most_common(most)


def labels() -> dict[str, str]:
    return {theme.code: theme.label for theme in load_form().themes}


@cache
def personal_figures() -> personal_data.Figures:
    return personal_data.figures()


def _first_is_right(one: Labelled, got: Reading) -> bool:
    return bool(got.themes) and got.themes[0] in one.themes


def _facets(true: Sequence[Sequence[str]], said: Sequence[Sequence[str]]) -> float:
    right = sum(len(set(a) & set(b)) for a, b in zip(true, said, strict=True))
    return f1(right, sum(map(len, said)), sum(map(len, true)))

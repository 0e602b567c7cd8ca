"""A summary as lines of text, for PCs, screen readers and terminals: no signs, every figure with its unit.

Counts nothing. `words` are the phrases of `bot/data/organising`; what comes out fits one LINE message.
"""

from collections.abc import Iterator, Sequence

from bot.cutting import clipped
from bot.summaries import figures, quoting
from bot.summaries.figures import Words
from bot.summaries.sharing import shared
from bot.summaries.trimming import ROOMS, cut, fitting, quote_cut, trimmed
from bot.summaries.values import Bar, Part, Quote, Step, Summary

Lines = tuple[str, ...]
MOST_WORTH = 3
_MOST_ALT = 400


def lines(summary: Summary, words: Words) -> Lines:
    """At most 5,000 UTF-16 units once joined with line breaks; an empty line stands between two subjects."""
    return fitting(lambda room: _told(trimmed(summary, room), words), quoting.fits_text)


def alt(summary: Summary, words: Words) -> str:
    """What a notification shows: at most 400 UTF-16 units."""
    about = cut(figures.about(summary, words), 120)
    said = words["sum_alt"].format(about=about, figures=_voices(summary, words))
    bars = (bar for part in summary.parts for bar in part.bars if bar.count)
    top = max(bars, key=lambda bar: bar.count.people if bar.count else 0, default=None)
    return clipped(f"{said} {_top(top, summary.fewest, words)}" if top else said, _MOST_ALT)


def digest_lines(summary: Summary, worth: Sequence[str], missing: str, act: str, words: Words) -> Lines:
    """The weekly report; below each thing worth knowing the quote of the same place."""
    head = week_head(summary, words)
    if not worth:
        return *head, quiet(summary, words)
    changed = figures.change(trimmed(summary, ROOMS[1]), words)
    told = [*head, _voices(summary, words), *_kept(changed), "", words["week_worth"]]
    for number, (thing, quote) in enumerate(worth_quoted(summary, worth), 1):
        told += [f"{number}. {thing}", *_kept(quoting.line(quote, words) if quote else "")]
    for phrase, text in (("week_missing", missing), ("week_act", act)):
        told += ["", f"{words[phrase]}: {cut(text, 300)}"] if text.strip() else []
    return tuple(told)


def digest_alt(summary: Summary, words: Words) -> str:
    head = " ".join(week_head(summary, words))
    return clipped(words["week_alt"].format(head=head, figures=_voices(summary, words)), _MOST_ALT)


def week_head(summary: Summary, words: Words) -> list[str]:
    return [words["week_title"], *_kept(cut(summary.dates, 100))]


def quiet(summary: Summary, words: Words) -> str:
    """The one line of a week of which there is nothing to tell."""
    if figures.is_empty(summary):
        return words["week_quiet"]
    if not summary.count:
        return words["week_hidden"]
    return words["week_few"].format(figure=figures.people(summary.count.people, summary.fewest, words))


def worth_quoted(summary: Summary, worth: Sequence[str]) -> list[tuple[str, Quote | None]]:
    """Up to three things worth knowing, each with the quote of its place; a quote without words leaves it empty."""
    quotes = [*summary.quotes[:MOST_WORTH], None, None, None]
    pairs = zip(worth[:MOST_WORTH], quotes, strict=False)
    return [
        (cut(thing, 300) or "–", quote_cut(quote, ROOMS[1]) if quote and quote.text.strip() else None)
        for thing, quote in pairs
    ]


def _told(summary: Summary, words: Words) -> Lines:
    quotes, rest = shared(summary)
    sections = [
        [figures.about(summary, words), *_kept(summary.title if summary.about else "", summary.dates)],
        _heard(summary, words),
        *(_part(part, beside, summary, words) for part, beside in zip(summary.parts, quotes, strict=True)),
        _list(words["sum_quotes"], [quoting.line(quote, words) for quote in rest]),
        _gaps(summary, words),
        _list(words["sum_nudge"], _kept(summary.nudge)),
        _kept(summary.note if summary.count else ""),
    ]
    return tuple(_joined(section for section in sections if section))


def _joined(sections: Iterator[list[str]]) -> Iterator[str]:
    for number, section in enumerate(sections):
        yield from [""] * bool(number)
        yield from section


def _heard(summary: Summary, words: Words) -> list[str]:
    told = [_voices(summary, words), *_kept(figures.change(summary, words))]
    told += _kept(figures.why_hidden(summary, words))
    told += [words["sum_nothing"]] if figures.is_empty(summary) else []
    told += _kept(_funnel(summary, words))
    steps = ", ".join(_step(step, summary.fewest, words) for step in summary.trend)
    return [*told, f"{words['sum_trend']}: {steps}"] if steps else told


def _funnel(summary: Summary, words: Words) -> str:
    steps = figures.funnel_steps(summary, words)
    return ", ".join(f"{label} {figures.people(number, summary.fewest, words)}" for label, number in steps)


def _step(step: Step, fewest: int, words: Words) -> str:
    return (
        words["sum_step"].format(label=step.label, figure=figures.people(step.people, fewest, words)).strip()
    )


def _part(part: Part, quotes: Sequence[Quote], summary: Summary, words: Words) -> list[str]:
    fewest = summary.fewest
    head = " ".join(_kept(words["sum_focus"].format(focus=part.focus) if part.focus else "", part.title))
    told = [f"{head}: {figures.of_part(part.count, fewest, words)}"]
    told += [_bar(number, bar, fewest, words) for number, bar in enumerate(part.bars, 1)]
    told += [words["sum_new"].format(phrases=", ".join(part.fresh))] if part.fresh else []
    return told + [quoting.line(quote, words) for quote in quotes]


def _bar(number: int, bar: Bar, fewest: int, words: Words) -> str:
    return f"{number}. {bar.label} {figures.both(bar.count, fewest, words)}"


def _top(bar: Bar, fewest: int, words: Words) -> str:
    figure = figures.people(bar.count.people if bar.count else None, fewest, words)
    return words["sum_alt_top"].format(label=cut(bar.label, 80), figure=figure)


def _gaps(summary: Summary, words: Words) -> list[str]:
    told = [f"{gap.label} {figures.of_target(gap, summary.fewest, words)}" for gap in summary.gaps]
    return _list(words["sum_silent"], told)


def _list(head: str, told: list[str]) -> list[str]:
    return [f"{head}:", *told] if told else []


def _voices(summary: Summary, words: Words) -> str:
    return figures.voices(summary.count, words)


def _kept(*texts: str) -> list[str]:
    return [text for text in texts if text.strip()]

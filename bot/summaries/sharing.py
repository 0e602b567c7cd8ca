"""Which quotes stand beside which focus area: where they were given, or what they are about. Leaves none out."""

from bot.summaries.values import Part, Quote, Summary

_BESIDE = 2
Shared = tuple[tuple[Quote, ...], ...]


def shared(summary: Summary) -> tuple[Shared, tuple[Quote, ...]]:
    """The quotes of each part, at most two, and those that belong to none."""
    beside: list[list[Quote]] = [[] for _ in summary.parts]
    rest: list[Quote] = []
    for quote in summary.quotes:
        place = next((n for n, part in enumerate(summary.parts) if _takes(part, beside[n], quote)), None)
        (rest if place is None else beside[place]).append(quote)
    return tuple(tuple(quotes) for quotes in beside), tuple(rest)


def _takes(part: Part, there: list[Quote], quote: Quote) -> bool:
    if quote.focus:
        return len(there) < _BESIDE and part.focus == quote.focus
    about = {name for bar in part.bars for name in (bar.code, bar.label)}
    return len(there) < _BESIDE and not about.isdisjoint(quote.themes)

"""Composes the weekly report of a round: what changed, what is worth knowing, who is missing. Sends it to nobody."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection

from bot.organising.orders import Order
from bot.organising.periods import Days
from bot.organising.scope import ALL, Scope
from bot.organising.weeks import period_of
from bot.summaries import wording
from bot.summaries.figures import of_target
from bot.summaries.telling import ANY, what_of
from bot.summaries.values import Count, Gap, Quote, Summary
from bot.thai.summing.heard import Heard as Cut
from handlers.data import load_summing, load_targets
from handlers.organising.asked import Message
from handlers.organising.cards.digest import bubble
from handlers.organising.pool import Pool
from handlers.organising.saying import ways
from handlers.organising.summarising import Summariser
from handlers.organising.words import desk_words, worded
from handlers.services import Services
from models.voices import Heard

_MOST = wording.MOST_WORTH
_LOOKED_AT = 5
_MORE, _SHARE = 3, 4
"""So many people more, and a quarter more at least, is growth that is worth a word."""
_NO_QUOTE = Quote("", (), "", "")
_Told = Mapping[str, Count | None]
"""By theme, and of all together as ANY; None is hidden."""


@dataclass(frozen=True, slots=True)
class Report:
    """`summary.quotes` belong to what is `worth` knowing, by place."""

    summary: Summary
    worth: tuple[str, ...]
    missing: str
    act: str

    @property
    def message(self) -> Message:
        scope = self.summary.scope
        after = ways(
            ("digest_way_week", Order("summary", scope)),
            ("digest_way_silent", Order("silent")),
            ("digest_way_off", Order("digest_off")),
        )
        return bubble(self.summary, self.worth, self.missing, self.act, after)

    @property
    def text(self) -> str:
        told = wording.digest_lines(self.summary, self.worth, self.missing, self.act, desk_words())
        return "\n".join(told)


def report(services: Services, conn: Connection, round: str, days: Days, now: int) -> Report:
    return compose(Summariser(conn, services.form, load_summing(), load_targets(), round, now), days)


def compose(summariser: Summariser, days: Days) -> Report:
    """Of a week with too few people there is nothing worth knowing: then the report is one line."""
    summary = summariser.of(Scope(period=period_of(days)))
    if summary.scope.period:  # unless it was widened to the whole round
        summary = replace(summary, before_label=worded("digest_before"))
    things = tuple(_things(summariser, days)) if summary.count and summary.count.people else ()
    missing, act = _missing(summary.gaps, summary.fewest)
    return Report(
        replace(summary, quotes=tuple(thing.quote for thing in things)),
        tuple(thing.told for thing in things),
        missing,
        act,
    )


class _Thing(NamedTuple):
    told: str
    quote: Quote


class _Worth(NamedTuple):
    """`says`: whether an answer speaks of it."""

    told: str
    says: Callable[[Heard], bool]


def _things(summariser: Summariser, days: Days) -> Iterator[_Thing]:
    """No quote is shown twice."""
    heard, earlier = summariser.pool(ALL, days), summariser.pool(ALL, _before(days))
    shown: set[str] = set()
    for worth in _worth(summariser, days, summariser.fresh(heard, earlier))[:_MOST]:
        found = summariser.quotes(_of(heard, worth.says), _LOOKED_AT)
        quote = next((each for each in found if each.code not in shown), _NO_QUOTE)
        shown.add(quote.code)
        yield _Thing(worth.told, quote)


def _worth(summariser: Summariser, days: Days, fresh: tuple[str, ...]) -> list[_Worth]:
    """What is new, then what grew, then new phrases, then what most people speak of; each once."""
    form = summariser.form
    now, before = _themes(summariser, days), _themes(summariser, _before(days))
    labels = {theme.code: theme.label for theme in form.themes}
    phrases = [each for each in fresh if each not in labels.values()]
    told: dict[str, _Worth] = {}
    for phrase, codes in _ordered(now, before, phrases):
        for code in codes:
            slots = {"theme": labels.get(code, ""), "said": code}
            slots |= {"people": _number(now.get(code)), "before": _number(before.get(code))}
            told.setdefault(code, _Worth(worded(phrase, **slots), _speaks_of(code, theme=code in labels)))
    return list(told.values())


def _ordered(now: _Told, before: _Told, phrases: list[str]) -> Iterator[tuple[str, list[str]]]:
    """How it is told, and of what, most people first. Beside a week in which nobody spoke nothing is new."""
    people = {code: count.people for code, count in now.items() if code != ANY and count and count.people}
    was = {code: count.people for code, count in before.items() if count}
    more = {code: people[code] - was[code] for code in people if was.get(code)}
    most_first = sorted(people, key=lambda code: (-people[code], code))
    yield "digest_new", [code for code in most_first if was.get(code) == 0 and was.get(ANY) != 0]
    grown = [code for code in more if more[code] >= _MORE and more[code] * _SHARE >= was[code]]
    yield "digest_grown", sorted(grown, key=lambda code: (-more[code], code))
    yield "digest_fresh", phrases
    yield "digest_top", most_first


def _themes(summariser: Summariser, days: Days) -> _Told:
    codes = {ANY: ANY}
    codes |= {what_of(theme=theme.code): theme.code for theme in summariser.form.themes if theme.focus}
    span = days.first.toordinal(), days.after.toordinal()
    return {codes[what]: count for what, count in summariser.figures.of(ALL, list(codes), span).items()}


def _speaks_of(code: str, *, theme: bool) -> Callable[[Heard], bool]:
    return (lambda one: code in one.themes) if theme else (lambda one: code in one.text)


def _of(heard: Pool, says: Callable[[Heard], bool]) -> Pool:
    kept = tuple(one for one in heard.heard if says(one))
    codes = {one.code for one in kept}
    return Pool(kept, Cut(tuple(said for said in heard.cut.said if said.voice.code in codes)))


def _missing(gaps: tuple[Gap, ...], fewest: int) -> tuple[str, str]:
    """Who is missing most, and what could be done about it."""
    if not gaps:
        return "", ""
    first = gaps[0]
    figure = of_target(first, fewest, desk_words())
    # Where nobody was heard, nobody is there either to forward anything.
    act = "digest_act_poster" if first.people == 0 else "digest_act_nudge"
    return worded("digest_missing", label=first.label, figure=figure), worded(act, label=first.label)


def _before(days: Days) -> Days:
    return Days(days.first - (days.after - days.first), days.first)


def _number(count: Count | None) -> str:
    return f"{count.people:,}" if count else ""

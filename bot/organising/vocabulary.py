"""The words of organisers and what each stands for, out of the data files. Reads no message."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.form import Form
from bot.organising.letters import sound_of
from bot.organising.near import NearMisses

FILTERS = ("round", "focus", "facet", "theme", "district", "zone", "role", "sector")
_NAMES = frozenset({*FILTERS, "period", "before"})
_YEARS = re.compile("25[0-9]{2}")
_EVERYWHERE = "all"


@dataclass(frozen=True, slots=True)
class Word:
    """`name` is a filter of `Scope`, order, period, since, until, plain, ending or small; before is the round before
    this one, with no code where there is none."""

    name: str
    code: str = ""


Said = tuple[str, Word]
SMALL, ENDING, PLAIN = Word("small"), Word("ending"), Word("plain")
SINCE, UNTIL = Word("since"), Word("until")


class Vocabulary:
    """Words as they sound, looked up at a place in a text; `near` finds names of filters that are one letter off."""

    def __init__(self, form: Form, table: Mapping[str, Any]) -> None:
        self._known = {sound: word for said, word in _words(form, table) if (sound := sound_of(said))}
        filters = ((sound, word) for sound, word in self._known.items() if word.name in _NAMES)
        self.near = NearMisses(filters)
        self.heads = tuple(sound for sound, word in self._known.items() if word.name == "order")
        sizes: dict[str, set[int]] = {}
        for sound in self._known:
            sizes.setdefault(sound[0], set()).add(len(sound))
        self._sizes = {first: sorted(lengths) for first, lengths in sizes.items()}

    def at(self, said: str, at: int) -> Iterator[tuple[int, Word]]:
        """Every word that begins there, and where it ends."""
        for size in self._sizes.get(said[at], ()):
            word = self._known.get(said[at : at + size])
            if word and at + size <= len(said):
                yield at + size, word


def _words(form: Form, table: Mapping[str, Any]) -> Iterator[Said]:
    """The same word twice: what comes later counts."""
    summary, small = form.commands.summary, table["small"]
    yield from _all((*small["fillers"], *small["polite"]), SMALL)
    yield from _themes(form, table)
    yield from _people(form, table)
    yield from _places(form)
    yield from ((said, Word("focus", str(focus))) for said, focus in summary.focuses.items())
    yield from _coded("focus", table["focuses"])
    yield from _coded("facet", table["facets"])
    yield from _times(form, table)
    yield from _rounds(form, table["rounds"])
    yield from _all(small["plain"], PLAIN)
    yield from _all(small["endings"], ENDING)
    yield from _all(summary.heads, Word("order", "summary"))
    for kind, told in table["orders"].items():
        yield from _all(told["heads"], Word("order", kind))


def _themes(form: Form, table: Mapping[str, Any]) -> Iterator[Said]:
    for theme in form.themes:
        yield from _all((theme.label, theme.button), Word("theme", theme.code))
    yield from _coded("theme", table["themes"])


def _people(form: Form, table: Mapping[str, Any]) -> Iterator[Said]:
    for role in form.roles.values():
        yield from _all((role.label, role.formal, *role.names, *role.whole), Word("role", role.code))
    yield from ((said, Word("role", code)) for said, code in form.commands.summary.roles.items())
    yield from _coded("role", table["roles"])
    for sector in form.sectors.values():
        yield sector.label, Word("sector", sector.code)
    yield from _coded("sector", table["sectors"])


def _places(form: Form) -> Iterator[Said]:
    """The whole province is no filter."""
    for zone in form.zones.values():
        word = SMALL if zone.code == _EVERYWHERE else Word("zone", zone.code)
        yield from _all((zone.label, *zone.names, *zone.whole), word)
    for place in form.districts.values():
        yield from _all((place.label, *place.names, *place.whole), Word("district", place.code))
    yield from ((said, Word("district", code)) for said, code in form.commands.summary.districts.items())


def _times(form: Form, table: Mapping[str, Any]) -> Iterator[Said]:
    for said, code in form.commands.summary.periods.items():
        yield said, SMALL if code == _EVERYWHERE else Word("period", code)
    yield from _coded("period", table["periods"])
    yield from _all(table["dates"]["since"], SINCE)
    yield from _all(table["dates"]["until"], UNTIL)


def _rounds(form: Form, table: Mapping[str, Any]) -> Iterator[Said]:
    years = [set(_YEARS.findall(each.title)) for each in form.rounds.values()]
    for code, each in form.rounds.items():
        own = [year for year in _YEARS.findall(each.title) if sum(year in some for some in years) == 1]
        named = (name.format(code=code, year=year) for name in table["names"] for year in own or [code])
        yield from _all((each.title, *named), Word("round", code))
    yield from _all(table["all"], SMALL)
    yield from _all(table["before"], Word("before", _round_before(form)))


def _round_before(form: Form) -> str:
    codes = list(form.rounds)
    at = codes.index(form.current) if form.current in codes else 0
    return codes[at - 1] if at else ""


def _coded(name: str, table: Mapping[str, Iterable[str]]) -> Iterator[Said]:
    return ((said, Word(name, code)) for code, names in table.items() for said in names)


def _all(names: Iterable[str], word: Word) -> Iterator[Said]:
    return ((said, word) for said in names)

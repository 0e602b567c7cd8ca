"""The newest voices of a scope, for quotes and news. Shows no more of who spoke than enough others share."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from bot.form import Form
from bot.organising.periods import Days
from bot.organising.scope import Scope
from bot.places import Zone
from bot.summaries.cells import Cell, districts, roles
from bot.summaries.telling import ANY, who_of
from bot.summaries.values import Quote
from bot.thai.summing.heard import Heard as Cut
from bot.thai.summing.summing import Summing
from bot.thai.summing.voice import Voice
from handlers.organising.figures import Figures
from handlers.thai_dates import midnight_of
from models import voices
from models.voices import Heard

MOST = 240
_EVER = 1 << 62
_SAYS_NOTHING = frozenset({"none"})


@dataclass(frozen=True, slots=True)
class Pool:
    """`heard` newest first; `cut` are the newest of them with their words cut, which costs most and is done once."""

    heard: tuple[Heard, ...]
    cut: Cut

    @property
    def people(self) -> int:
        return len({one.person_id for one in self.heard})

    def of_focus(self, focus: int) -> "Pool":
        kept = tuple(one for one in self.heard if one.focus == focus)
        codes = {one.code for one in kept}
        return Pool(kept, Cut(tuple(said for said in self.cut.said if said.voice.code in codes)))

    def by_code(self, code: str) -> Heard:
        return next(one for one in self.heard if one.code == code)


NOBODY = Pool((), Cut(()))


def pool(conn: Connection, form: Form, summing: Summing, round: str, scope: Scope, days: Days | None) -> Pool:
    since, before = (midnight_of(days.first), midnight_of(days.after)) if days else (0, _EVER)
    found = narrowed(voices.newest(conn, round, since, before), scope, form)
    return Pool(tuple(found), summing.hear(_voice(one) for one in found[:MOST]))


def _voice(one: Heard) -> Voice:
    return Voice(one.code, str(one.person_id), one.text, one.themes, one.stance, one.given_at)


def narrowed(heard: Iterable[Heard], scope: Scope, form: Form) -> list[Heard]:
    cell = Cell.of(scope, form)
    role = set(cell.role.leaves) if cell.role else None
    district = set(cell.district.leaves) if cell.district else None
    return [
        one
        for one in heard
        if not _SAYS_NOTHING.issuperset(one.themes)
        and one.text
        and (role is None or one.role in role)
        and (district is None or one.district in district)
        and (not scope.focus or one.focus == scope.focus)
        and (not scope.facet or scope.facet in one.facets)
        and (not scope.theme or scope.theme in one.themes)
    ]


@dataclass(frozen=True, slots=True)
class Speakers:
    """Tells who spoke: a role, a zone, both or nothing, as long as enough people of the round share it."""

    people: dict[str, int]
    form: Form
    fewest: int

    @classmethod
    def of(cls, figures: Figures) -> "Speakers":
        form = figures.form
        every = [who_of(r, d) for r in roles(form).leaves for d in districts(form).leaves]
        told = figures.told([ANY], every)
        return cls({who: count.people for (_, who), count in told.items()}, form, figures.fewest)

    def who(self, one: Heard) -> str:
        """ "ครู/บุคลากร · โซนไทรโยค–สังขละ" """
        role = self.form.roles.get(one.role)
        zone = self._zone(one.district)
        if role and zone and self._shared([one.role], zone.districts):
            return f"{role.label} · {zone.label}"
        if role and self._shared([one.role], districts(self.form).leaves):
            return role.label
        return zone.label if zone and self._shared(roles(self.form).leaves, zone.districts) else ""

    def quote(self, one: Heard) -> Quote:
        labels = {theme.code: theme.label for theme in self.form.themes}
        named = tuple(labels[code] for code in one.themes if code in labels)
        return Quote(one.text, named, self.who(one), one.code, one.focus)

    def _zone(self, district: str) -> Zone | None:
        known = self.form.districts.get(district)
        return self.form.zones.get(known.zone) if known else None

    def _shared(self, role_codes: Iterable[str], district_codes: Iterable[str]) -> bool:
        places = list(district_codes)
        return sum(self.people.get(who_of(r, d), 0) for r in role_codes for d in places) >= self.fewest

"""What one person adds to the tallies: pure arithmetic over their answers. Reads and keeps nothing.

A tally tells how many people said something on a `day` and not again before `next_day` (0: not again). So the people of
any run of days are a plain sum: those of each day in it whose next day lies outside it. `day` 0 is the whole round.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

ANY = ""
JOINED, CONSENTED, ANSWERED, FINISHED = "@joined", "@consented", "@answered", "@finished"
WHOLE, NEVER = 0, 0


class Key(NamedTuple):
    """`what` and `who` are made by `what_of` and `who_of`; days are ordinals of `datetime.date`."""

    round: str
    what: str
    who: str
    day: int
    next_day: int


Tally = dict[Key, tuple[int, int]]
"""People and mentions, by key."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One answer, as far as it is counted."""

    round: str
    day: int
    role: str = ""
    district: str = ""
    focus: int = 0
    facets: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """All that is counted of one person. `joined` is the day they came to `round`, 0 for nobody's answers."""

    round: str = ""
    joined: int = 0
    consented: bool = False
    finished: bool = False
    spoken: tuple[Spoken, ...] = ()

    def as_json(self) -> str:
        said = [[getattr(one, name) for name in Spoken.__slots__] for one in self.spoken]
        told = [self.round, self.joined, self.consented, self.finished, said]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def told_of(text: str) -> Told:
    round, joined, consented, finished, said = json.loads(text)
    return Told(round, joined, consented, finished, tuple(_spoken(*one) for one in said))


def what_of(focus: int = 0, facet: str = "", theme: str = "") -> str:
    """A facet names its focus area, so that both together are never asked for."""
    about = [f"q={facet}"] if facet else [f"f={focus}"] if focus else []
    return " ".join([*about, f"t={theme}"] if theme else about)


def who_of(role: str | None = None, district: str | None = None) -> str:
    """None for all; an empty code for those who did not say."""
    named = [f"r={role}"] if role is not None else []
    return " ".join([*named, f"d={district}"] if district is not None else named)


def tally(told: Told) -> Tally:
    """What this person adds to every tally they are in."""
    made: Tally = dict(_funnel(told))
    for round, spoken in _by_round(told.spoken).items():
        who = _who(spoken)
        for what, days in _days_of(spoken).items():
            for name in who:
                made |= _run(round, what, name, days)
    return made


def difference(after: Tally, before: Tally) -> Tally:
    """What has to be added to the tallies; keys that do not change are left out."""
    changed: Tally = {}
    for key in after.keys() | before.keys():
        people, mentions = after.get(key, (0, 0))
        people_before, mentions_before = before.get(key, (0, 0))
        if (people, mentions) != (people_before, mentions_before):
            changed[key] = people - people_before, mentions - mentions_before
    return changed


def added(tallies: Iterable[Tally]) -> Tally:
    total: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for each in tallies:
        for key, (people, mentions) in each.items():
            sums = total[key]
            sums[0] += people
            sums[1] += mentions
    return {key: (people, mentions) for key, (people, mentions) in total.items() if people or mentions}


def _funnel(told: Told) -> Iterator[tuple[Key, tuple[int, int]]]:
    """By the day on which the person came: of those who came then, so many went so far."""
    if not told.joined:
        return
    answered = any(one.round == told.round for one in told.spoken)
    went = {JOINED: True, CONSENTED: told.consented, ANSWERED: answered, FINISHED: told.finished and answered}
    for what, so_far in went.items():
        if so_far:
            for day in (told.joined, WHOLE):
                yield Key(told.round, what, "", day, NEVER), (1, 1)


def _by_round(spoken: Iterable[Spoken]) -> dict[str, list[Spoken]]:
    rounds: dict[str, list[Spoken]] = defaultdict(list)
    for one in spoken:
        rounds[one.round].append(one)
    return rounds


def _who(spoken: list[Spoken]) -> tuple[str, ...]:
    """A person is in one cell of a round, so that cells add up: what they told last of themselves."""
    role = next((one.role for one in reversed(spoken) if one.role), "")
    district = next((one.district for one in reversed(spoken) if one.district), "")
    return who_of(), who_of(role), who_of(None, district), who_of(role, district)


def _days_of(spoken: list[Spoken]) -> dict[str, dict[int, int]]:
    """What was said how often on which day."""
    days: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for one in spoken:
        for what in _whats(one):
            days[what][one.day] += 1
    return days


def _whats(one: Spoken) -> set[str]:
    abouts = [(0, ""), (one.focus, ""), *((0, facet) for facet in one.facets)]
    return {what_of(*about, theme) for about in abouts for theme in ("", *one.themes)}


def _run(round: str, what: str, who: str, days: dict[int, int]) -> Tally:
    ordered = sorted(days)
    nexts = [*ordered[1:], NEVER]
    made = {
        Key(round, what, who, day, following): (1, days[day])
        for day, following in zip(ordered, nexts, strict=True)
    }
    return made | {Key(round, what, who, WHOLE, NEVER): (1, sum(days.values()))}


def _spoken(
    round: str, day: int, role: str, district: str, focus: int, facets: list[str], themes: list[str]
) -> Spoken:
    return Spoken(round, day, role, district, focus, tuple(facets), tuple(themes))

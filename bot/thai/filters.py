"""What a summary is asked for: "สรุปประเด็น 2 ไทรโยค ครู สัปดาห์นี้". Anything else it says makes it an answer."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from bot.commands import SummaryWords
from bot.places import District, Role, plain_name
from bot.reading import Filters

_LONGEST = 120


class SummaryFilters:
    def __init__(self, words: SummaryWords, roles: Iterable[Role], districts: Iterable[District]) -> None:
        self._words = words
        self._roles, self._districts = tuple(roles), tuple(districts)

    def read(self, text: str) -> Filters | None:
        """None when the message is not a summary with filters and nothing else."""
        said = plain_name(text) if len(text) <= _LONGEST else ""
        head = next((head for head in self._words.heads if said.startswith(head)), "")
        return self._filters(said.removeprefix(head)) if head else None

    def _filters(self, rest: str) -> Filters | None:
        filters = Filters()
        while rest:
            word = next(
                (rest[:size] for size in range(min(len(rest), 40), 0, -1) if rest[:size] in self._known), ""
            )
            if not word:
                return None
            name, value = self._known[word]
            filters = replace(filters, **{name: value}) if name else filters
            rest = rest[len(word) :]
        return filters

    @cached_property
    def _known(self) -> dict[str, tuple[str, Any]]:
        known: dict[str, tuple[str, Any]] = {plain_name(word): ("", None) for word in self._words.fillers}
        for role in self._roles:
            known |= {
                plain_name(name): ("role", role.code) for name in (role.label, *role.names, *role.whole)
            }
        for place in self._districts:
            known |= {plain_name(name): ("district", place.code) for name in (place.label, *place.names)}
        known |= {plain_name(said): ("period", code) for said, code in self._words.periods.items()}
        known |= {plain_name(said): ("focus", focus) for said, focus in self._words.focuses.items()}
        return {word: value for word, value in known.items() if word}

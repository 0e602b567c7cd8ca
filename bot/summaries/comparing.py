"""Two times or rounds side by side: which themes more of the people speak of now, and which fewer. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.summaries.values import Count


@dataclass(frozen=True, slots=True)
class Change:
    """People who spoke of a theme, before and now, and of how many: shares in per cent."""

    code: str
    before: int
    now: int
    share_before: int
    share_now: int


def changes(
    now: Mapping[str, Count | None], before: Mapping[str, Count | None], all_now: int, all_before: int
) -> tuple[Change, ...]:
    """The greatest change of share first; where either figure is hidden, nothing is told."""
    found = [
        Change(
            code, there.people, here.people, _share(there.people, all_before), _share(here.people, all_now)
        )
        for code, here in now.items()
        if here and (there := before.get(code)) and (here.people or there.people)
    ]
    return tuple(sorted(found, key=lambda one: (-abs(one.share_now - one.share_before), -one.now, one.code)))


def _share(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0

"""The long names of พระครู and พระมหา, which are in no list. They end with the run, or where a verb follows."""

from bot.thai.candidates import Candidate
from bot.thai.everyday import GO_ON, OF_PERSONS
from bot.thai.name_lists import NameLists
from bot.thai.no_names import OF_MONKS

_SHORTEST = 6


class MonkNames:
    def __init__(self, lists: NameLists) -> None:
        self._lists = lists

    def size(self, seen: Candidate) -> int:
        """Letters of the name at the beginning of the run; 0 for none, or for one that a list has."""
        letters, listed = seen.letters, seen.listed
        known = listed > 0 and (
            listed == len(letters) or self._lists.begins_with(letters[listed:], GO_ON) > 0
        )
        if seen.is_said or known or letters.startswith(OF_MONKS):
            return 0
        return next((at for at in range(_SHORTEST, len(letters) + 1) if self._is_end(letters[at:])), 0)

    def _is_end(self, rest: str) -> bool:
        said = self._lists.begins_with(rest, GO_ON)
        does = said == 2 and self._lists.begins_with(rest, OF_PERSONS) > 0
        return not rest or said > 2 or (does and self._lists.goes_on(rest, 2))

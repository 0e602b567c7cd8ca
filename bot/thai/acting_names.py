"""Names in no list, told by what their bearer does: กำนันโชแปงด่า, อ.จีรนันท์ สอนดี. Takes no word for one."""

from bot.thai.candidates import Run
from bot.thai.name_lists import NameLists
from bot.thai.no_names import is_slip
from bot.thai.titles import Title
from bot.thai.word_names import ACTS, TEACHES

_LONGEST = 12
_SHORTEST_TEACHER = 5
# Villages and rivers stand behind these as well, so that other rules take no unknown letters there.
_OF_PLACES = ("parent", "office", "post")


class ActingNames:
    def __init__(self, lists: NameLists) -> None:
        self._lists = lists

    def size(self, run: Run, title: Title) -> int:
        """Letters of the name at the beginning of the run; 0 for none."""
        if title.kind == "district":
            return self._of_teacher(run)
        found = None if run.spaced or title.kind == "introduced" else ACTS.search(run.letters, 3)
        end = found.start() if found else 0
        if not end or end > _LONGEST or not self._lists.goes_on(run.letters[end:], 1):
            return 0
        return end if self._is_made(run.letters, end) or self._is_unknown(run.letters, end, title) else 0

    def _of_teacher(self, run: Run) -> int:
        """อ. is short for a teacher where somebody teaches, else for a district."""
        letters, after = run.letters, run.after.strip()
        acts = TEACHES.match(after) or ACTS.match(after)
        whole = len(letters) >= _SHORTEST_TEACHER and self._lists.put_together(letters) == len(letters)
        return len(letters) if whole and acts else 0

    def _is_made(self, letters: str, end: int) -> bool:
        return self._lists.put_together(letters) == end and letters[:end] not in self._lists.words

    def _is_unknown(self, letters: str, end: int, title: Title) -> bool:
        unknown = title.kind in _OF_PLACES and not self._lists.first_word(letters)
        return unknown and not is_slip(letters, letters[:end])

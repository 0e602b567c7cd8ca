"""People's names in running text: where one begins and ends. Never takes a word of everyday speech for one."""

from collections.abc import Iterator

from bot.thai.called_by_words import CalledByWords
from bot.thai.candidates import SIGN, SPACES, Run, run_at
from bot.thai.everyday import GO_ON
from bot.thai.further_names import FurtherNames
from bot.thai.given_names import GivenNames
from bot.thai.introductions import Introductions
from bot.thai.latin_names import latin_names, name_at
from bot.thai.name_lists import NameLists
from bot.thai.nicknames import ALSO_VERBS, OF_ELDERLY
from bot.thai.segment import Segmenter
from bot.thai.surnames import Surnames
from bot.thai.titles import TITLE, Title
from bot.thai.torn_titles import TornTitles

_Place = tuple[int, int]
_FAR_BEFORE = 16
# No rule looks farther from a title than this.
_SEEN_BEFORE, _SEEN_BEHIND = 20, 150
_MOST_REMEMBERED = 2048
# Behind these stand many words, and now and then a name.
_BEFORE_GIVEN = ("หัวหน้า", "เจ้า")
_BEFORE_SIGNS = ("teacher", "young", "kin", "honour")


class Names:
    def __init__(self, segmenter: Segmenter) -> None:
        self._lists = NameLists(lambda: segmenter.known)
        self._given = GivenNames(self._lists)
        self._surnames = Surnames(self._lists)
        self._torn = TornTitles(self._lists)
        self._further = FurtherNames(self._lists, self._surnames)
        self._by_words = CalledByWords(self._lists)
        self._introductions = Introductions(self._lists, self._surnames)
        # People repeat themselves, and texts made to keep the bot busy even more so.
        self._nobody: set[tuple[str, int, int, str]] = set()

    def spans(self, text: str) -> Iterator[_Place]:
        """Places of names, without their titles; one may lie in another."""
        if "เเ" not in text:
            yield from self._spans(text)
            return
        # Typed as two letters what is one: the names are found in the text as it should be.
        places = [at for at in range(len(text)) if text[at : at + 2] != "เเ"]
        typed = "".join("แ" if text[at - 1 : at + 1] == "เเ" else text[at] for at in places)
        for start, end in self._spans(typed):
            yield (places[start - 1] + 1 if start else 0), places[end - 1] + 1

    def _spans(self, text: str) -> Iterator[_Place]:
        at = since = 0
        while found := TITLE.search(text, at):
            title = Title(found.lastgroup or "", found.start(), found.end(), found[0])
            place = self._remembered(text, title, since)
            at = found.start() + 1
            if place:
                places = [place, *self._further.listed(text, place[1])]
                yield from places
                at = since = places[-1][1]
        yield from self._surnames.pairs(text)
        yield from self._introductions.spans(text)
        yield from latin_names(text)

    def _remembered(self, text: str, title: Title, since: int) -> _Place | None:
        """As `_behind`, but what was nobody within the same letters is nobody again."""
        first = max(0, title.start - _SEEN_BEFORE)
        around = text[first : title.end + _SEEN_BEHIND]
        seen = (around, title.start - first, min(title.start - since, _SEEN_BEFORE), title.text)
        if seen in self._nobody:
            return None
        place = self._behind(text, title, since)
        if place is None:
            if len(self._nobody) >= _MOST_REMEMBERED:
                self._nobody.clear()
            self._nobody.add(seen)
        return place

    def _behind(self, text: str, title: Title, since: int) -> _Place | None:
        """`since` is where the last name ended: before it nothing can tear this title."""
        if title.takes_latin and (latin := name_at(text, title.end, title.is_sure)):
            return latin
        if title.kind == "introduced" and (inner := self._introduced(text, title)):
            return inner
        if title.text == "นายก" and (place := self._behind_mister(text, title.end - 1)):
            return place
        run = run_at(text, title.end)
        if not run:
            return self._behind_sign(text, title)
        if called := self._called_by_word(text, run, title, since):
            return called
        if self._torn.is_no_title(text, title, run.spaced):
            return None
        size = self._surnames.told(run) if title.text == "นามสกุล" else self._given.size(run, title)
        if title.text in _BEFORE_GIVEN and not self._lists.is_sure_name(run.letters[:size]):
            return None
        if (
            not size
            or (size == len(run.letters) and (run.is_before_mark or run.after.startswith("ๆ")))
            or self._torn.is_torn_off(text, title, since)
        ):
            return None
        end = self._surnames.end(text, run.start, run.start + size, title.is_formal, title.is_sure)
        return run.start, self._further.end(text, run.start, end, title.is_sure)

    def _called_by_word(self, text: str, run: Run, title: Title, since: int) -> _Place | None:
        before = text[max(since, title.start - _FAR_BEFORE) : title.start]
        size = self._by_words.size(before, run, title)
        if not size or title.text in _BEFORE_GIVEN:
            return None
        if self._torn.is_torn_off(text, title, since) or self._torn.is_of_word(text, title, size):
            return None
        return run.start, self._surnames.end(text, run.start, run.start + size, False)

    def _behind_sign(self, text: str, title: Title) -> _Place | None:
        """ครู"แอน", ครู-แอน, ครู (แอน): only a whole listed name."""
        sign = SIGN.match(text, title.end) if title.kind in _BEFORE_SIGNS else None
        run = run_at(text, sign.end()) if sign else None
        if (
            not run
            or run.spaced
            or not run.stands_alone
            or self._lists.called(run.letters) != len(run.letters)
        ):
            return None
        return None if run.letters in GO_ON else (run.start, run.end)

    def _introduced(self, text: str, title: Title) -> _Place | None:
        """The name behind a second title: ชื่อนายชูชาติ, ชื่อลุงหวัง."""
        space = SPACES.match(text, title.end)
        found = TITLE.match(text, space.end() if space else title.end)
        if not found or title.text == "นามสกุล":
            return None
        second = Title(found.lastgroup or "", found.start(), found.end(), found[0])
        if second.is_sure:
            return self._behind(text, second, second.start)
        run = run_at(text, second.end)
        known = run and not run.spaced and run.goes_on and run.letters in OF_ELDERLY | ALSO_VERBS
        return (run.start, run.end) if run and known and second.kind == "kin" else None

    def _behind_mister(self, text: str, at: int) -> _Place | None:
        """นายกมล is no mayor."""
        run = run_at(text, at)
        size = max(self._lists.formal(run.letters), self._lists.called(run.letters)) if run else 0
        if not run or size < 3 or run.letters[:size] in GO_ON:
            return None
        return at, self._surnames.end(text, at, at + size, True)

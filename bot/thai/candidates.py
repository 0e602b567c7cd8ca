"""What stands behind a title, as the rules for names look at it. Decides nothing."""

import re
from dataclasses import dataclass

from bot.thai.everyday import GO_ON
from bot.thai.titles import Title

_THAI = "[\u0e01-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]"
# Thai letters up to a space, a sign, or an abbreviation with its dot (ม.3, อสม.).
RUN = re.compile(
    rf"(?:(?!(?:[ปมตอจ]|[ก-ฮ](?:\.[ก-ฮ]){{1,3}}|รร|ผอ|ศน|อสม|อบต|อบจ|กศน|ตชด|รพ|สพป|สพฐ|ชม|กม)\.){_THAI}){{2,40}}"
)
SPACES = re.compile(r"[ \u00a0\u200b]{1,2}")
SIGN = re.compile(r" ?[.\-:\"“'‘(]{1,2} ?(?=[\u0e01-\u0e45])")
_BLANKS = " \u00a0\u200b"
_MARK = re.compile(r"\[[\u0e01-\u0e4e]{4,10}\]")
_CLASS = re.compile(r"[ปม]\. ?[0-9]|อนุบาล")
_FAR_ENOUGH = 24
_STARTS = tuple(GO_ON)


def is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e"


@dataclass(frozen=True, slots=True)
class Run:
    """Thai letters without a gap from `start` to `end`; `after` is the text that follows."""

    letters: str
    start: int
    end: int
    spaced: bool
    after: str

    @property
    def is_before_mark(self) -> bool:
        return _MARK.match(self.after) is not None

    @property
    def stands_alone(self) -> bool:
        """No Thai letter and no mark follows at once."""
        return not is_thai(self.after[:1]) and not self.is_before_mark

    @property
    def goes_on(self) -> bool:
        """What follows is no Thai, or goes on as a sentence does after a name."""
        after = self.after.strip()
        return not is_thai(after[:1]) or after.startswith(_STARTS) or _CLASS.match(after) is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """`listed` letters of the run are a name in a list, `word` letters are a word; `is_said`: speech goes on here."""

    letters: str
    title: Title
    spaced: bool
    goes_on: bool
    listed: int
    word: int
    is_said: bool

    @property
    def name(self) -> str:
        return self.letters[: self.listed]

    @property
    def rest(self) -> str:
        return self.letters[self.listed :]

    @property
    def first_word(self) -> str:
        return self.letters[: self.word]

    @property
    def after_word(self) -> str:
        return self.letters[self.word :]


def run_at(text: str, at: int) -> Run | None:
    """The run that begins at `at`, or behind one or two spaces."""
    space = SPACES.match(text, at) if text[at : at + 1] in _BLANKS else None
    found = RUN.match(text, space.end() if space else at)
    if not found:
        return None
    after = text[found.end() : found.end() + _FAR_ENOUGH]
    return Run(found[0], found.start(), found.end(), space is not None, after)

"""What a message in a group asks of the bot. Almost always nothing: people talk with each other there.

Only whole messages count. Knows neither who spoke nor what was said before, and says nothing itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from bot.commands import Commands
from bot.words import distance, peeled

LINK = "เชื่อมกลุ่ม"
HELP = "ช่วยเหลือ"
LONGEST = 200
"""Whatever is longer is talk and need not be looked at."""
_LEAVE = frozenset(("ออกจากกลุ่ม", "ออกจากกลุ่มนี้", "ออกจากกลุ่มได้เลย", "ออกจากกลุ่มไปเลย"))
_ABOUT_ONESELF = frozenset(("my_data", "delete_data", "withdraw"))
"""Answered even when nobody called us: silence would let somebody believe that it was done."""
_PERSONAL = _ABOUT_ONESELF | {"copy", "edit", "restart", "back", "skip"}
_RESULTS = frozenset(("results", "summary"))
_TONES = re.compile("[\u0e48-\u0e4b]")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_POLITE = "(?:(?:นะ)?(?:ครับ|คับ|คาบ|คะ|คา)|นะ|จา|จะ)?"  # as compared here: without tone marks
_HEAD = _TONES.sub("", LINK)
# Twice as long as a code: one that was typed wrong deserves an answer too.
_LINKING = re.compile(f"{_HEAD}(?P<code>[0-9A-Z]{{0,20}}){_POLITE}")


@dataclass(frozen=True, slots=True)
class Wish:
    """`private` is a wish about oneself, which is no matter for a group. `code` is what was typed for one."""

    what: Literal["nothing", "hello", "private", "help", "results", "goodbye", "link"]
    code: str = ""


NOTHING = Wish("nothing")


def wish(words: str, mentioned: bool, linked: bool, commands: Commands) -> Wish:
    """`mentioned`: the bot was called by name, and its name is cut out of `words`."""
    code = code_in(words)
    if code is not None:
        return Wish("link", code)
    intent = commands.understand(words).intent if words.strip() else ""
    if intent in _ABOUT_ONESELF:
        return Wish("private")
    called = mentioned or (intent == "help" and _calls_for_help(words))
    if not linked:
        return Wish("hello") if called else NOTHING
    if any(form.replace(" ", "") in _LEAVE for form in peeled(words)):
        return Wish("goodbye")
    if intent in _RESULTS:
        return Wish("results")
    if mentioned and intent in _PERSONAL:
        return Wish("private")
    return Wish("help") if called else NOTHING


def _calls_for_help(words: str) -> bool:
    """People say "งง" and "ทำยังไง" to each other; the bot is called by the word itself, or nearly."""
    return any(distance(form.replace(" ", ""), HELP, 2) <= 2 for form in peeled(words))


def code_in(words: str) -> str | None:
    """What follows "เชื่อมกลุ่ม", perhaps empty; None when the message says anything else.

    Spaces, dashes, tone marks, case and Thai digits do not matter, nor whom an "@" at the beginning names.
    """
    wide = unicodedata.normalize("NFKC", words[:LONGEST]).upper().translate(_THAI_DIGITS)
    bare = _TONES.sub("", "".join(letter for letter in wide if unicodedata.category(letter)[0] in "LMN"))
    start = bare.find(_HEAD) if words.lstrip().startswith("@") else 0
    found = _LINKING.fullmatch(bare, max(start, 0))
    return found["code"] if found else None

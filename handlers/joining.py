"""The message that a poster's QR code writes into the chat, and how it is known again. Decides nothing else.

Only a whole message counts: a sentence that has a code in it is an answer. A code alone counts too, for those who
type it from the poster, but only when such a poster was made.
"""

import re
import unicodedata
from dataclasses import replace
from functools import cache
from urllib.parse import quote

from sqlalchemy import Connection

from bot.events import Came, Event, Said
from bot.words import distance, key
from handlers.poster_words import poster_words
from handlers.services import Services
from models import answers, joins
from models.codes import LENGTH, LETTERS
from models.joins import is_telling

_LONGEST = 80
_SLIPS = 2
_LETTER = f"[{LETTERS.casefold()}]"
# People write long codes in groups: "K7F 3Q2", "K7F-3Q2".
_CODE = re.compile(f"(?<![0-9a-z]){_LETTER}(?:[ -]?{_LETTER}){{{LENGTH - 1}}}(?![0-9a-z])")


def join_text(code: str) -> str:
    return f"{poster_words().join} {code}"


def code_in(text: str) -> str:
    """The code, when the whole message is the poster's message or a code alone; "" otherwise."""
    return _read(text)[1]


def by_poster(services: Services, conn: Connection, person_id: int, event: Event) -> Event:
    """The message that a poster wrote into the chat says where somebody comes from; it is no answer."""
    head, code = _read(event.text) if isinstance(event, Said) else ("", "")
    join = joins.find(conn, code) if code else None
    if not code or (join is None and not head):
        return event  # six letters that are no code of ours are an answer
    came = Came(at=event.at, now=event.now, redelivered=event.redelivered, code="", round="", title="")
    if join is None or not join.is_open(event.now):
        return came
    given = answers.mine(conn, person_id, join.round)
    here = replace(
        came, code=join.code, round=join.round, title=join.title, answered=tuple(a.slot for a in given)
    )
    picked = tuple(f"{each.slot}={' '.join(each.chosen)}" for each in given if each.chosen)
    return replace(here, district=join.district, school=join.school, picked=picked)


def chat_link(basic_id: str, text: str) -> str:
    """Opens the chat with this account on a phone, the text typed in and not yet sent."""
    return f"https://line.me/R/oaMessage/{quote(basic_id, safe='')}/?{quote(text, safe='')}"


def _read(text: str) -> tuple[str, str]:
    """What is written before the code, and the code; both are empty when the message is anything else."""
    plain = _plain(text) if len(text) <= _LONGEST else ""
    found = _CODE.search(plain)
    if not found or not _is_polite(plain[found.end() :]):
        return "", ""
    head, code = _squeezed(plain[: found.start()]), re.sub("[ -]", "", found[0]).upper()
    return (head, code) if _is_head(head) and is_telling(code) else ("", "")


def _plain(text: str) -> str:
    """Wide and small letters, Thai digits and invisible marks make no difference. Letters held down stay: "555"
    may be part of a code."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    seen = (letter for letter in whole if unicodedata.category(letter) != "Cf")
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in seen)


def _is_head(said: str) -> bool:
    join = _squeezed(poster_words().join)
    return said in _heads() or (said[:1] == join[0] and distance(said, join, _SLIPS) <= _SLIPS)


@cache
def _heads() -> frozenset[str]:
    words = poster_words()
    return frozenset(_squeezed(head) for head in ("", words.join, *words.heads))


def _squeezed(text: str) -> str:
    return "".join(letter for letter in key(text) if unicodedata.category(letter)[0] not in "ZPSC")


def _is_polite(after: str) -> bool:
    """Nothing, marks or a polite ending."""
    return key(f"ตกลง{after}") == "ตกลง"

"""A conversation as plain text that anybody can read, write and play again.

    # a remark                            > [ยินยอม]         taps the button of that name
    > ครูไม่พอจ้า      says something         > [[ยินยอม]]       taps one that is no longer on the screen
    (เพิ่มเพื่อน)       does something else     (ผ่านไป 3 วัน)      lets time pass
    (ตำแหน่ง อำเภอไทรโยค)   shares a place      (สแกนโปสเตอร์ “เวทีรับฟัง” อำเภอไทรโยค)   scans a poster

    (กดเมนู ข้อมูลของฉัน)   taps the menu below  (ประกาศเปลี่ยน)   the notice gets other words
    (มีคนเล่าแล้ว 60 คน)   invented people spoke     > เข้าร่วมทีมผู้จัด {รหัสผู้จัด}   a code for an organiser
    (เชิญเข้ากลุ่ม)   a group invites the bot     กลุ่ม> เชื่อมกลุ่ม {รหัส}   somebody says so there; @ mentions the bot

On cards side by side each button is named with the number of its card: [ลบคำตอบนี้ 2].

What the bot says stands below, one bubble a line (< …), then its buttons, and at the end what was kept (= …).
Playing a transcript gives the whole text again: equal text, same conversation.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from handlers.export import rows
from handlers.rehearsal import Heard, Rehearsal
from handlers.thai_dates import iso_time
from models.codes import LENGTH, LETTERS

LONGEST = 110
_HOUR = 3_600_000
_SENT = {
    "สติกเกอร์": "sticker",
    "รูป": "image",
    "เสียง": "audio",
    "วิดีโอ": "video",
    "ไฟล์": "file",
    "ตำแหน่ง": "location",
}
_DOES: dict[str, Callable[[Rehearsal], list[Heard]]] = {
    "เพิ่มเพื่อน": Rehearsal.follow,
    "บล็อก": Rehearsal.block,
    "เงียบ": Rehearsal.quiet,
    "ยกเลิกข้อความ": Rehearsal.unsend,
    "ประกาศเปลี่ยน": Rehearsal.change_notice,
    "เชิญเข้ากลุ่ม": Rehearsal.invite_to_group,
}
_PASSES = re.compile(r"ผ่านไป (\d{1,4}) (วินาที|นาที|ชั่วโมง|วัน)")
IN_GROUP = "กลุ่ม>"
_CROWD = re.compile(r"มีคนเล่าแล้ว (\d{1,4}) คน")
# Drawn anew every time.
_ANSWER_CODE = re.compile(
    f"(?<![0-9A-Z])(?:[{LETTERS}]{{{LENGTH}}}|[{LETTERS}]{{5}}-[{LETTERS}]{{5}})(?![0-9A-Z])"
)
_PRESSES = re.compile(r"กดเมนู (.+)")
_PLACE = re.compile(r"ตำแหน่ง (.+)")
_SCANS = re.compile(r"สแกนโปสเตอร์(?P<school>โรงเรียน)? “(?P<title>.+)”(?: อำเภอ(?P<district>.+))?")
_UNITS = {"วินาที": 1000, "นาที": 60_000, "ชั่วโมง": _HOUR, "วัน": 24 * _HOUR}


class CannotPlay(Exception):
    """A line of the transcript that means nothing, or a button that is not there."""


def played(lines: Iterable[str], rehearsal: Rehearsal) -> Iterator[str]:
    """The remarks and acts among `lines`, with what the bot does now after each. Raises CannotPlay."""
    for line in (line.rstrip("\n") for line in lines):
        if line.startswith("#"):
            yield line
        elif line.startswith((">", "(", IN_GROUP)):
            yield line
            yield from shown(act(line, rehearsal), rehearsal)
    yield from kept(rehearsal)


def act(line: str, rehearsal: Rehearsal) -> list[Heard]:
    """Does what one line says. Raises CannotPlay."""
    if line.startswith(IN_GROUP):
        return rehearsal.say_in_group(line.removeprefix(IN_GROUP).strip())
    if line.startswith("("):
        return _done(line.strip("() "), rehearsal)
    said = line.removeprefix(">").strip()
    old = said.startswith("[[") and said.endswith("]]")
    if not (old or (said.startswith("[") and said.endswith("]"))):
        return rehearsal.say(said)
    label = said.strip("[]")
    try:
        return rehearsal.tap(label, old=old)
    except KeyError:
        here = " ".join(f"[{name}]" for name in rehearsal.buttons)
        raise CannotPlay(f"There is no button [{label}] here. There is: {here or 'none'}") from None


def _done(what: str, rehearsal: Rehearsal) -> list[Heard]:
    if what == "ยกเลิกข้อความ" and not rehearsal.said:
        raise CannotPlay("There is no message left to unsend.")
    if what in _DOES:
        return _DOES[what](rehearsal)
    if what in _SENT:
        return rehearsal.send(_SENT[what])
    if pressed := _PRESSES.fullmatch(what):
        return _pressed(pressed[1], rehearsal)
    if place := _PLACE.fullmatch(what):
        return rehearsal.share_place(place[1])
    if scanned := _SCANS.fullmatch(what):
        title, district, school = scanned["title"], scanned["district"] or "", bool(scanned["school"])
        poster = {"code": "K7F3Q2", "round": rehearsal.services.form.current, "title": title}
        return rehearsal.scan({**poster, "district": _code(district, rehearsal), "school": school})
    if crowd := _CROWD.fullmatch(what):
        rehearsal.crowd(int(crowd[1]))
        return []
    if passes := _PASSES.fullmatch(what):
        return rehearsal.wait(int(passes[1]) * _UNITS[passes[2]])
    known = ", ".join((*_DOES, *_SENT, "ผ่านไป 3 วัน"))
    raise CannotPlay(f"({what}) means nothing here. Known: {known}")


def _pressed(caption: str, rehearsal: Rehearsal) -> list[Heard]:
    try:
        return rehearsal.tap_menu(caption)
    except KeyError:
        raise CannotPlay(f"There is no area '{caption}' in the menu below the chat.") from None


def _code(district: str, rehearsal: Rehearsal) -> str:
    known = (d.code for d in rehearsal.services.form.districts.values() if d.label == district)
    return next(known, "")


def shown(heard: Iterable[Heard], rehearsal: Rehearsal) -> Iterator[str]:
    bubbles = list(heard)
    for bubble in bubbles:
        yield from _written(bubble)
    if bubbles and rehearsal.buttons:
        yield "  " + " ".join(f"[{_ANSWER_CODE.sub('______', label)}]" for label in rehearsal.buttons)


def _written(bubble: Heard) -> Iterator[str]:
    line = _ANSWER_CODE.sub("______", " / ".join(bubble.lines))
    if len(line) <= LONGEST:
        yield f"< {line}"
    elif bubble.whole:
        for start, each in zip(("< ", *("| " for _ in bubble.lines)), bubble.lines, strict=False):
            yield start + _ANSWER_CODE.sub("______", each)
    else:
        yield f"< {line[: LONGEST - 1]}…"


def kept(rehearsal: Rehearsal) -> Iterator[str]:
    """Every answer in memory: where it belongs, what was picked, what was typed, its themes."""
    services = rehearsal.services
    for row in rows(services.store, services.form, round=services.round, raw=True):
        if row.given_at <= iso_time(rehearsal.crowded_at):
            continue
        picked = f" [{row.chosen}]" if row.chosen else ""
        words = f" “{row.text.replace(chr(10), ' / ')}”" if row.text else ""
        themes = f" → {row.themes}" if row.themes else ""
        yield f"= {row.facet} (ประเด็น {row.focus or '-'}){picked}{words}{themes}"

"""The copy of one's own data as people read it: a page and a text file. Changes no word, reads nothing."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from bot.form import Form
from bot.who import NOT_SAID
from handlers.thai_dates import thai_time
from handlers.wording import question_words
from models.copies import Copied, Kept, Medium

_KINDS = {"image": "รูปภาพ", "audio": "เสียง", "video": "วิดีโอ", "file": "ไฟล์"}
_ACTS = {"agreed": "ยินยอม", "withdrawn": "ถอนความยินยอม"}
_WHO = {
    "age": "ช่วงอายุ",
    "role": "บทบาท",
    "zone": "แถบพื้นที่",
    "district": "อำเภอ",
    "school_size": "ขนาดโรงเรียน",
    "affiliation": "สังกัด",
    "area": "ลักษณะพื้นที่",
}
TITLE = "สำเนาข้อมูลของท่าน"
NOTHING = "ยังไม่มีคำตอบค่ะ"
OLDER = "คำตอบเดิมก่อนแก้"
CAME = "มาจากโปสเตอร์"


@dataclass(frozen=True, slots=True)
class Sent:
    """One photo, voice or file; `ready` where it can be opened."""

    id: int
    label: str
    ready: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """`came` is the title of the poster that it came by."""

    question: str
    given: str
    came: str
    chosen: tuple[str, ...]
    text: str
    older: tuple[str, ...]
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """`who` are label and value, `agreed` whole lines, `rounds` a title and its answers."""

    made: str
    who: tuple[tuple[str, str], ...]
    agreed: tuple[str, ...]
    rounds: tuple[tuple[str, tuple[Shown, ...]], ...]


def page_of(copied: Copied, form: Form, now: int) -> Page:
    by_round = groupby(sorted(copied.answers, key=lambda kept: kept.round), key=lambda kept: kept.round)
    return Page(
        made=thai_time(now),
        who=_who(copied, form),
        agreed=_agreed(copied),
        rounds=tuple(
            (_round(code, form), tuple(_shown(kept, form) for kept in all_)) for code, all_ in by_round
        ),
    )


def text_of(page: Page) -> str:
    """Marked as UTF-8 at its start: without the mark some phones and computers show Thai as noise."""
    lines = [TITLE, f"ทำเมื่อ {page.made}", "", *(f"{label}: {value}" for label, value in page.who)]
    lines += ["", *page.agreed]
    for title, all_ in page.rounds:
        lines += ["", "", f"== {title} =="]
        for shown in all_:
            lines += ["", *_as_lines(shown)]
    return "\ufeff" + "\n".join(lines if page.rounds else [*lines, "", NOTHING]) + "\n"


def _who(copied: Copied, form: Form) -> tuple[tuple[str, str], ...]:
    told = ((_WHO[name], _label(name, value, form)) for name, value in copied.told.items())
    return tuple((label, value) for label, value in told if value)


def _label(name: str, value: str | tuple[str, ...], form: Form) -> str:
    """Of codes."""
    tables: dict[str, Any] = {
        "age": form.ages,
        "role": form.roles,
        "zone": form.zones,
        "district": form.districts,
    }
    codes = (value,) if isinstance(value, str) else value
    if name in tables:
        return ", ".join(_named(tables[name].get(code), code, form) for code in codes)
    asked = next((q.id for q in form.questions.values() if q.profile == name), "")
    return ", ".join(choices(asked, codes, form))


def choices(question: str, codes: tuple[str, ...], form: Form) -> tuple[str, ...]:
    asked = form.questions.get(question)
    return tuple(_named(asked.choice(code) if asked else None, code, form) for code in codes)


def _named(known: Any, code: str, form: Form) -> str:
    """A code that the data files no longer know stands for itself."""
    if known is None:
        return form.buttons["unsaid"] if code == NOT_SAID else code
    return str(known.label)


def _agreed(copied: Copied) -> tuple[str, ...]:
    """Who agreed before every yes was kept has only the last one, on the person."""
    acts = [(a.act, a.version, a.at) for a in copied.agreed]
    if not acts and copied.consent:
        acts = [("agreed", copied.consent, copied.consent_at or copied.met_at)]
    return tuple(
        f"{_ACTS.get(act, act)} ตามประกาศฉบับ {version} เมื่อ {thai_time(at)}" for act, version, at in acts
    )


def _round(code: str, form: Form) -> str:
    known = form.rounds.get(code)
    return known.title if known else code


def _shown(kept: Kept, form: Form) -> Shown:
    older = (*choices(kept.question, kept.older_chosen, form), *kept.older)
    return Shown(
        question=question_words(kept.question, form),
        given=thai_time(kept.given_at),
        came=kept.poster or kept.came,
        chosen=choices(kept.question, kept.chosen, form),
        text=kept.text,
        older=older,
        sent=tuple(Sent(m.id, _name(m), m.bytes > 0) for m in kept.media),
    )


def _name(medium: Medium) -> str:
    return f"{_KINDS.get(medium.kind, 'ไฟล์')} {thai_time(medium.sent_at)}"


def _as_lines(shown: Shown) -> list[str]:
    lines = [f"ถาม: {shown.question}", f"ตอบเมื่อ {shown.given}"]
    lines += [f"{CAME}: {shown.came}"] if shown.came else []
    lines += [f"เลือก: {label}" for label in shown.chosen]
    lines += [shown.text] if shown.text else []
    lines += [f"{OLDER}: {text}" for text in shown.older]
    return lines + [f"แนบ: {sent.label}" for sent in shown.sent]

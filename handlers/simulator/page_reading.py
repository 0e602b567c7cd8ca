"""Puts what the bot understood into words for the simulator's page, as JSON values. Decides nothing."""

from collections.abc import Callable, Iterator

from bot.form import Form
from bot.reading import Filters
from bot.thai.reader import Reader
from bot.thai.why import Explained
from handlers.services import Services
from handlers.simulator.standin_values import Json
from handlers.understood import Understood, understood
from handlers.wording import question_words
from models.bubbles import Placed

Told = Callable[[str, str, str], Json]
"""What the bot understood of a message: user id, message id and its words in, what the page shows out."""

KINDS = {
    "answer": "คำตอบ",
    "none": "บอกว่าไม่มี",
    "summary": "ขอสรุป",
    "yes": "ตอบรับ",
    "no": "ปฏิเสธ",
    "start": "ขอเริ่มหรือทำต่อ",
    "greeting": "ทักทาย",
    "thanks": "ขอบคุณ",
    "abuse": "ถ้อยคำไม่สุภาพ",
    "other": "ไม่ได้บอกเรื่องใด",
}
"""Beside these, an intent is a command, and is named as its button is."""
STANCES = {"problem": "เล่าปัญหา", "praise": "ชื่นชม", "proposal": "เสนอแนะ", "neutral": "เล่าสู่กันฟัง", "none": ""}
UNCLEAR = "unclear"
OPINIONS = ("answer", "none")
NO_ANSWER: Json = {
    "counts": False,
    "joined": False,
    "question": "",
    "unclear": False,
    "focus": "",
    "facets": [],
    "stance": "",
    "themes": [],
}


def told_by(services: Services, reader: Reader) -> Told:
    def told(user_id: str, message_id: str, words: str) -> Json:
        found = understood(services, reader, user_id, message_id, words)
        return reading_words(found, words, services.form)

    return told


def reading_words(found: Understood, words: str, form: Form) -> Json:
    """`words` are the bubble's. Of what is kept as no answer only its intent is told: whoever says who they are says
    no opinion, though out of its place it may read like one."""
    reading, placed = found.explained.reading, found.placed
    told = {
        "kind": kind_of(reading.intent, form) if placed or reading.intent not in OPINIONS else "",
        "kept": placed is not None,
        "doubt": kind_of(reading.doubt, form) if reading.doubt else "",
        "filters": list(_filters(reading.filters, form)),
        "masked": reading.masked if reading.masked != (placed.text if placed else words) else "",
    }
    return told | (_answer(found.explained, placed, form) if placed else NO_ANSWER)


def _answer(explained: Explained, placed: Placed, form: Form) -> Json:
    reading = explained.reading
    return {
        "counts": placed.counts,
        "joined": placed.counts and placed.whole != placed.text,
        "question": question_words(placed.question, form),
        "unclear": UNCLEAR in reading.themes,
        "focus": form.phrases.get(f"focus{reading.focus}", ""),
        "facets": [question_words(facet, form) for facet in reading.facets if facet != placed.facet],
        "stance": STANCES.get(reading.stance, reading.stance),
        "themes": list(_themes(explained, placed.text, form)),
    }


def kind_of(intent: str, form: Form) -> str:
    return KINDS.get(intent) or f"คำสั่ง “{form.buttons.get(intent, intent)}”"


def _filters(filters: Filters, form: Form) -> Iterator[str]:
    if filters.focus:
        yield form.phrases[f"focus{filters.focus}"]
    if filters.role in form.roles:
        yield form.roles[filters.role].label
    if filters.district in form.districts:
        yield form.districts[filters.district].label
    if filters.period:
        said = form.commands.summary.periods.items()
        yield next((word for word, period in said if period == filters.period), filters.period)


def _themes(explained: Explained, text: str, form: Form) -> Iterator[Json]:
    """The coded ones first, surest first; then what was likely and still not coded. What is coded for another reason
    than its likelihood has no percent."""
    labels = {theme.code: theme.label for theme in form.themes}
    reasons = {reason.theme: reason for reason in explained.reasons}
    coded = tuple(code for code in explained.reading.themes if code != UNCLEAR)
    for code in dict.fromkeys((*coded, *reasons)):
        reason = reasons.get(code)
        yield {
            "label": labels.get(code, code),
            "coded": code in coded,
            "percent": round(100 * reason.chance) if reason else None,
            "words": [_as_written(word, text) for word in reason.words] if reason else [],
        }


def _as_written(word: str, text: str) -> str:
    """The reader compares small letters; the person may have written "WIFI"."""
    at = text.lower().find(word)
    return text[at : at + len(word)] if at >= 0 and len(text.lower()) == len(text) else word

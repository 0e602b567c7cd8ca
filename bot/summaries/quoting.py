"""Voices as lines of text: the words, whose they are, their code and what they are about. Chooses none."""

from collections.abc import Sequence

from bot.summaries.figures import Words
from bot.summaries.trimming import Room, cut, fitting, quote_cut
from bot.summaries.values import Quote
from bot.words import utf16

MOST_VOICES = 10
_MOST_TEXT = 5000


def line(quote: Quote, words: Words) -> str:
    """“…” ผู้ปกครอง โซนเมือง, รหัส K7Q2, การเดินทาง"""
    said = words["sum_quote"].format(text=quote.text)
    return f"{said} {foot(quote, words)}".strip()


def foot(quote: Quote, words: Words) -> str:
    return ", ".join(told for told in (source(quote, words), *quote.themes) if told)


def source(quote: Quote, words: Words) -> str:
    """Whose words they are, as far as that may be told, and their code."""
    code = words["sum_code"].format(code=quote.code) if quote.code else ""
    return ", ".join(told for told in (quote.who, code) if told)


def voices_shown(voices: Sequence[Quote], room: Room) -> tuple[Quote, ...]:
    return tuple(quote_cut(voice, room) for voice in voices[:MOST_VOICES] if voice.text.strip())


def voice_lines(title: str, voices: Sequence[Quote], page: str, words: Words) -> tuple[str, ...]:
    """Found or latest voices, at most ten; `page` says which of how many."""
    head = [*filter(None, (cut(title, 200), cut(page, 100))), ""]
    return fitting(lambda room: (*head, *_voices(voices, room, words)), fits_text)


def fits_text(told: tuple[str, ...]) -> bool:
    """Whether these lines are one LINE message."""
    return utf16("\n".join(told)) <= _MOST_TEXT


def _voices(voices: Sequence[Quote], room: Room, words: Words) -> list[str]:
    return [line(quote, words) for quote in voices_shown(voices, room)] or [words["voice_none"]]

"""Counts text as LINE counts it: UTF-16 units or grapheme clusters. Never changes a text."""

import unicodedata

JOINER, APART = "\u200d", "\u200c"  # Unicode joins both to what stands before them
SPACING_VOWELS = "\u0e33\u0eb3"  # sara am joins its consonant although Unicode calls it a letter
SKIN_TONES = range(0x1F3FB, 0x1F400)
TAGS = range(0xE0020, 0xE0080)
FLAG_LETTERS = range(0x1F1E6, 0x1F200)


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """How many clusters a reader sees. Good for Thai, Latin and emoji; Hangul parts are not composed."""
    count, before, flag_open = 0, "", False
    for letter in text:
        flag_closes = flag_open and ord(letter) in FLAG_LETTERS
        if not (flag_closes or _joins(before, letter)):
            count += 1
        flag_open = ord(letter) in FLAG_LETTERS and not flag_closes
        before = letter
    return count


def _joins(before: str, letter: str) -> bool:
    if not before or unicodedata.category(before) in ("Cc", "Zl", "Zp"):
        return before == "\r" and letter == "\n"
    if before == JOINER:
        return unicodedata.category(letter) == "So"
    return (
        unicodedata.category(letter) in ("Mn", "Me", "Mc")
        or letter in (JOINER, APART)
        or letter in SPACING_VOWELS
        or ord(letter) in SKIN_TONES
        or ord(letter) in TAGS
    )

"""Ways to write one word, made alike for comparing. Understands nothing and is never shown to anybody."""

import re

from bot.words import layout_swap, tidy

_APART = re.compile(r"[^\w\u0e00-\u0e7f]+|[_ๆฯ]+")
_NOT_THAI = re.compile(r"[^\u0e00-\u0e7f\s]+")
_MARKS = re.compile("[\u0e47-\u0e4e]")
# Vowels short and long, and letters that sound alike: "ข้อมุล", "คำถาณ", "ไห้".
_ALIKE = str.maketrans("ิุึใณศษฎฏฐฑฒธฬฆฌญภ", "ีูืไนสสดตถทททลคชยพ")
_LATIN = re.compile("[a-z]")
# Thai in Latin letters has no one spelling: "kham", "khaam" and "kaam" are one word.
_LATIN_ALIKE = tuple(
    (re.compile(said), alike)
    for said, alike in (
        ("(?<=[kpt])h", ""),
        (r"ee|ii|ie|y\b", "i"),
        ("oo|ou|uu", "u"),
        ("or(?![aeiou])|aw|au", "o"),
        ("u(?=n|m|b)", "a"),
        ("[bp](?![aeiou])", "b"),
        ("[gk](?![aeiou])", "k"),
        (r"([a-z])\1+", r"\1"),
    )
)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "ๆไำพะัีรนยบล", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
_HOME = re.compile(
    "[asdfghjkl]*(?:asd|sdf|dfg|jkl|lkj|dsa)[asdfghjkl]*|[ฟหกดเ้่าสวง]*(?:ฟหก|หกด|กหฟ)[ฟหกดเ้่าสวง]*"
)
_MASHED = 4
_MASHED_AT_HOME = 6


def apart(tidied: str) -> list[str]:
    """Cut at spaces and marks; ๆ and ฯ are left out."""
    return _APART.sub(" ", tidied).split()


def joined(words: list[str]) -> tuple[str, frozenset[int]]:
    """The words without spaces, and where the spaces were; nowhere in a text whose letters stand singly."""
    text = "".join(words)
    if len(words) > 2 and len(words) * 2 > len(text):
        return text, frozenset()
    ends, end = [], 0
    for word in words:
        end += len(word)
        ends.append(end)
    return text, frozenset(ends)


def plain(word: str) -> str:
    """One spelling, nothing forgiven: "เเก้ " is "แก้"."""
    return "".join(apart(tidy(word)))


def alike(word: str) -> str:
    """Tone marks, vowel length and letters that sound alike do not count; nor does how Thai is put in Latin."""
    word = _MARKS.sub("", word).translate(_ALIKE)
    if _LATIN.search(word):
        for said, same in _LATIN_ALIKE:
            word = said.sub(same, word)
    return word


def folded(word: str) -> str:
    return "".join(alike(piece) for piece in apart(tidy(word)))


def other_layout(text: str) -> str:
    """As if the keyboard had been on the other language; a Thai ending after Latin letters stays ("-hk,ค่ะ")."""
    thai = any("\u0e00" <= letter <= "\u0e7f" for letter in text)
    if thai and _NOT_THAI.search(text):
        return _NOT_THAI.sub(lambda run: layout_swap(run[0]), text)
    return layout_swap(text)


def is_mashed(word: str) -> bool:
    """Neighbouring keys in a row, or one letter alone: a try of the keyboard, no word."""
    if len(word) == 1:
        return word.isalpha()
    if len(word) >= _MASHED_AT_HOME and _HOME.fullmatch(word):
        return True
    return len(word) >= _MASHED and any(word in row or word[::-1] in row for row in _ROWS)

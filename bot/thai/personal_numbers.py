"""Numbers that lead to a person: phone, card, bank account. Never takes years, budgets, scores or times for one."""

import re
from collections.abc import Iterator

Span = tuple[int, int, str]

_GAP = r"[\s.\-‐‑–—/()_·\u200b\ufe0f\u20e3]{0,3}"
_ABROAD = rf"(?:\+|00){_GAP}6{_GAP}6{_GAP}(?:\(?0\)?{_GAP})?|66{_GAP}"
_PHONE = re.compile(
    rf"(?<![0-9])\(?(?:{_ABROAD}|[0oO]{_GAP})"
    rf"(?:[689]{_GAP}(?:[0-9]{_GAP}){{7}}[0-9]|[2-57]{_GAP}(?:[0-9]{_GAP}){{6}}[0-9])(?![0-9])"
)
_OF_ABROAD = re.compile(r"(?<![0-9+])\+[1-9][0-9]{0,2}(?:[ .\-]?[0-9]){7,11}(?![0-9])")
_CALLED = re.compile(
    r"(?:โทร(?!ทัศน์|ม)(?:ศัพท์)?|เบอร์|มือถือ|(?<![a-z])(?:tel|phone|call)(?![a-z]))(?![\]])[^0-9\]\n]{0,12}"
    r"(?P<number>(?<![0-9])[0-9](?:[ .\-]{0,2}[0-9]){7,9}(?![0-9]))(?!\s?(?:บาท|คน|ล้าน))",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![0-9])(?:[0-9][\s.\-–]{0,2}){12}[0-9](?![0-9])")
_CODE = re.compile(r"(?<![A-Za-z0-9])[Gg][\s\-]?[0-9]{9,13}(?![0-9])")
_ACCOUNT = re.compile(r"(?<![0-9])[0-9]{3}[ \-–][0-9][ \-–][0-9]{5}[ \-–][0-9](?![0-9])")
_BANKED = re.compile(
    r"(?:บัญชี|บ/ช|ธนาคาร|กรุงไทย|กสิกร|ออมสิน|ไทยพาณิชย์|ธ\.?ก\.?ส\.?|โอน|พร้อมเพย์)(?![\]])[^0-9\]\n]{0,30}"
    r"(?P<number>(?<![0-9])[0-9](?:[ \-]{0,2}[0-9]){8,14}(?![0-9]))(?!\s?(?:บาท|คน|ล้าน))"
)
_DIGIT_WORDS = {
    "ศูนย์": "0",
    "สูนย์": "0",
    "ศูน": "0",
    "หนึ่ง": "1",
    "นึง": "1",
    "สอง": "2",
    "โท": "2",
    "สาม": "3",
    "สี่": "4",
    "ห้า": "5",
    "หก": "6",
    "เจ็ด": "7",
    "แปด": "8",
    "เก้า": "9",
}
_UNIT = f"(?:[0-9]|{'|'.join(_DIGIT_WORDS)})"
_PAUSE = r"[\s.,\-]{0,2}"
_SPOKEN = re.compile(rf"(?<![0-9])(?:{_UNIT}{_PAUSE}){{8,12}}{_UNIT}(?![0-9])")
_SPOKEN_ZERO = re.compile(rf"(?<![0-9])(?:0|ศูนย์|สูนย์|ศูน){_PAUSE}(?:{_UNIT}{_PAUSE}){{7,8}}{_UNIT}(?![0-9])")
_DIGIT = re.compile("[0-9]")
_SPOKEN_SIGN = re.compile("ศูน|สูน|หนึ่ง")
_WORD = re.compile("|".join(_DIGIT_WORDS))
_DATE = re.compile(r"[0-3]?[0-9]([./\-])[01]?[0-9]\1(?:25|20)[0-9]{2}(?![0-9])")
_TIME = re.compile(r"[0-2]?[0-9][.:][0-5][0-9] ?[–\-] ?[0-2]?[0-9][.:]?[0-5]")
_YEAR = re.compile(r"(?:25[4-9]|20[0-4])[0-9]$")


def numbers(text: str) -> Iterator[Span]:
    """Spans with their marks. Digits in `text` are 0-9."""
    if _DIGIT.search(text):
        yield from _written(text)
    if _SPOKEN_SIGN.search(text):
        yield from (
            (*found.span(), "[เบอร์โทร]") for found in _SPOKEN_ZERO.finditer(text) if _is_spoken(found[0])
        )
        yield from (
            (*found.span(), "[เลขบัตร]") for found in _SPOKEN.finditer(text) if len(_digits(found[0])) == 13
        )


def _written(text: str) -> Iterator[Span]:
    """Phones first: 0066… has as many digits as a card."""
    yield from ((*_trimmed(found), "[เบอร์โทร]") for found in _PHONE.finditer(text) if _is_phone(found))
    yield from ((*found.span(), "[เบอร์โทร]") for found in _OF_ABROAD.finditer(text))
    yield from ((*found.span(), "[เลขบัตร]") for found in _CARD.finditer(text) if _is_card(found))
    yield from ((*found.span(), "[เลขบัตร]") for found in _CODE.finditer(text))
    yield from ((*found.span(), "[เลขบัญชี]") for found in _ACCOUNT.finditer(text))
    yield from ((*found.span("number"), "[เบอร์โทร]") for found in _CALLED.finditer(text))
    yield from ((*found.span("number"), "[เลขบัญชี]") for found in _BANKED.finditer(text))


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """With the opening bracket only if the closing one is inside too."""
    return found.start() + (found[0].startswith("(") and ")" not in found[0]), found.end()


def _is_phone(found: re.Match[str]) -> bool:
    """Tells a number from a row of scores, a date or hours: by the groups in which people write a number."""
    written = found[0]
    groups = re.findall("[0-9oO]+", written.replace("(0)", ""))
    if _DATE.match(written) or _TIME.match(written):
        return False
    return len(groups) <= 4 or _is_evenly_spaced(found, groups)


def _is_card(found: re.Match[str]) -> bool:
    groups = re.findall("[0-9]+", found[0])
    if sum(bool(_YEAR.match(group)) for group in groups) > 1:
        return False
    as_printed = [len(group) for group in groups[:3]] == [1, 4, 5]
    return len(groups) <= 4 or as_printed or _is_evenly_spaced(found, groups)


def _is_evenly_spaced(found: re.Match[str], groups: list[str]) -> bool:
    sizes = {len(group) for group in groups}
    one_gap = len(set(re.findall(r"[^0-9+()]+", found[0]))) == 1
    more = re.match(r"[ ,\-]{1,2}[0-9]", found.string[found.end() : found.end() + 3])
    return not more and (sizes == {1} or (one_gap and sizes == {2}))


def _is_spoken(written: str) -> bool:
    digits = _digits(written)
    right = digits[1] in "689" if len(digits) == 10 else digits[1] in "23457"
    return right and bool(_WORD.search(written))


def _digits(written: str) -> str:
    return re.sub("[^0-9]", "", _WORD.sub(lambda word: _DIGIT_WORDS[word[0]], written))

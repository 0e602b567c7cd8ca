"""Words as people type them, made comparable and countable. Never stores, shows or understands anything."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterator

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20e3\ufe00-\ufe0f\ufeff]")
_TONES = "\u0e48-\u0e4b"
_MARK = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
# Marks that may stand in a wrong order: a vowel and one mark above it, as in most words, do not.
_MARKS = re.compile(f"(?![\u0e31\u0e34-\u0e3a\u0e47][\u0e48-\u0e4e](?!{_MARK})){_MARK}{{2,}}")
_SPLIT_AM = re.compile(f"([{_TONES}]*)\u0e4d([{_TONES}]*)\u0e32")
_TONE_AFTER_AM = re.compile(f"\u0e33([{_TONES}]+)")
# Letters held down. Three consonants may be two words meeting ("ถนนนี้", "แบบบังคับ") unless a word ends there.
_REPEATED = re.compile("([ก-ฮ])\\1{3,}(?![ะ-ฺ็-๎])|([ก-ฮ])\\2{2}(?![ก-ฺ็-๎])|([^0-9\\sก-ฮ])\\3{2,}|([ะาำๆ])\\4+")
_MAYBE_REPEATED = re.compile(r"(.)\1(?:\1|(?<=[ะาำๆ]))")
_LAUGH = re.compile(r"(?<!\d)5{3,}(?!\d)")
_THAI_DIGIT = re.compile("[๐-๙]")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LEADING_VOWELS = "เแโใไ"

_PARTICLE_WORDS = """ครับผม ครับ คับ ค้าบ ครัช คร้าบ คร้บ งับ ก๊าบ ฮับ ค่ะ คะ ค่า คร่า เจ้าค่ะ จ้า จ้ะ จ๊ะ จ๋า จร้า
    นะคะ นะค่ะ นะครับ น่ะคะ นะ น่ะ น้า เนอะ เด้อ เด้อค่ะ ฮะ อะ อ่ะ หน่อย ๆ 555"""
_PARTICLES = tuple(sorted(_PARTICLE_WORDS.split(), key=len, reverse=True))
# Words that only look as if they ended in a polite particle.
_WHOLE_WORDS = """ชนะ สถานะ ขณะ มานะ ธนะ วัฒนะ คุณค่า มูลค่า มีค่า ด้อยค่า ล้ำค่า ไร้ค่า เพิ่มค่า บังคับ ระงับ เจ้า
    ป้าน้า ลุงน้า คะน้า"""
_WHOLE_ENDINGS = tuple(_WHOLE_WORDS.split())
_BROKEN_AH = re.compile("เ[ก-ฮ]{1,2}[\u0e48-\u0e4b]?$")

_QWERTY = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
_KEDMANEE = "_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ"
_QWERTY_SHIFT = '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?'
_KEDMANEE_SHIFT = '%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_TO_THAI = str.maketrans(_QWERTY + _QWERTY_SHIFT, _KEDMANEE + _KEDMANEE_SHIFT)
_TO_LATIN = str.maketrans(_KEDMANEE + _KEDMANEE_SHIFT, _QWERTY + _QWERTY_SHIFT)

_OPTION = re.compile(r"(?:ข้อที่|ข้อ|หมายเลข|ตัวเลือกที่|ตัวเลือก|เลือกข้อ|เลือก|เบอร์|เลข|no|number)?\s*\.?\s*(\S+)")
_COUNTING = "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ สิบเอ็ด สิบสอง สิบสาม สิบสี่ สิบห้า"
_NUMBER_WORDS = {word: number for number, word in enumerate(_COUNTING.split())}


def tidy(text: str) -> str:
    """One spelling for comparing: the words people gave are kept elsewhere, untouched."""
    plain = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    plain = unicodedata.normalize("NFC", plain.casefold())
    if _THAI_DIGIT.search(plain):
        plain = plain.translate(_THAI_DIGITS)
    plain = _let_go(" ".join(_in_writing_order(plain.replace("เเ", "แ")).split()))
    if "555" in plain:
        plain = _LAUGH.sub("555", plain)
    return _trimmed(plain) or plain


def peeled(text: str) -> Iterator[str]:
    """The tidied text, then the same with one polite ending less, and so on."""
    plain = tidy(text)
    while plain:
        yield plain
        plain = _without_particle(plain)


def key(text: str) -> str:
    """The tidied text without its polite ending: "ข้ามค่ะ" and "ข้าม" share one key."""
    return "".join(deque(peeled(text), maxlen=1))


def layout_swap(text: str) -> str:
    """What the same keys would have typed with the other keyboard layout."""
    thai = any("\u0e00" <= letter <= "\u0e7f" for letter in text)
    return text.translate(_TO_LATIN if thai else _TO_THAI)


def number(text: str) -> int | None:
    """The option somebody meant by "๒", "ข้อ 2" or "สอง"; None when the message says anything else."""
    if len(text) > 40:
        return None
    found = _OPTION.fullmatch(key(unicodedata.normalize("NFKC", text).replace("\u0e4d\u0e32", "\u0e33")))
    if not found:
        return None
    said = found[1]
    return int(said) if re.fullmatch("[0-9]{1,2}", said) else _NUMBER_WORDS.get(said)


def distance(left: str, right: str, limit: int) -> int:
    """Edits between two short words (a swap of neighbours is one); limit + 1 when there are more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def utf16(text: str) -> int:
    """Length of a message text as LINE counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Length of a label as LINE counts it. Korean and Indic joins may count too high, never too low."""
    return sum(1 for _ in _cluster_starts(text))


def _in_writing_order(text: str) -> str:
    text = _MARKS.sub(_sorted_marks, text)
    joined = _SPLIT_AM.sub("\\1\\2\u0e33", text) if "\u0e4d" in text else text
    moved = _TONE_AFTER_AM.sub("\\1\u0e33", joined)
    return text if moved == text else _MARKS.sub(_sorted_marks, moved)


def _let_go(text: str) -> str:
    return _REPEATED.sub(r"\1\2\3\4", text) if _MAYBE_REPEATED.search(text) else text


def _sorted_marks(run: re.Match[str]) -> str:
    """A vowel stands before its tone mark, whichever was typed first; a mark typed twice counts once."""
    return "".join(sorted(dict.fromkeys(run[0]), key=lambda mark: (_mark_rank(mark), mark)))


def _mark_rank(mark: str) -> int:
    if mark == "\u0e4d":
        return 1
    return 2 if "\u0e48" <= mark <= "\u0e4b" else 3 if mark in "\u0e4c\u0e4e" else 0


def _trimmed(text: str) -> str:
    start, end = 0, len(text)
    while start < end and unicodedata.category(text[start])[0] in "PSZC":
        start += 1
    while end > start and unicodedata.category(text[end - 1])[0] in "PSZC":
        end -= 1
    return text[start:end]


def _without_particle(text: str) -> str:
    if text.endswith(_WHOLE_ENDINGS):
        return ""
    for particle in _PARTICLES:
        if text.endswith(particle):
            rest = _trimmed(_let_go(text[: -len(particle)]))
            return rest if _stands_alone(rest, particle) else ""
    return ""


def _stands_alone(rest: str, particle: str) -> bool:
    if not rest or rest[-1] in _LEADING_VOWELS:
        return False
    return not (particle in ("อะ", "อ่ะ") and _BROKEN_AH.search(rest))


def _cluster_starts(text: str) -> Iterator[int]:
    """Unicode's rules for user-perceived characters (UAX 29), as far as Thai, Latin and emoji need them."""
    last, flags, picture = "", 0, False
    for at, letter in enumerate(text):
        kind = _cluster_kind(letter)
        joins = kind in ("extend", "join", "spacing") and last not in ("", "control")
        joins = joins or (letter == "\n" and at > 0 and text[at - 1] == "\r")
        joins = joins or (kind == "flag" and flags % 2 == 1)
        joins = joins or (kind == "picture" and last == "join" and picture)
        if not joins:
            yield at
        flags = flags + 1 if kind == "flag" else 0
        picture = kind == "picture" or (picture and joins and kind in ("extend", "join") and last != "join")
        last = kind


def _cluster_kind(letter: str) -> str:
    if letter == "\u200d":
        return "join"
    if letter == "\u200c" or "\U0001f3fb" <= letter <= "\U0001f3ff" or "\U000e0020" <= letter <= "\U000e007f":
        return "extend"
    if letter in "\u0e33\u0eb3":
        return "spacing"
    if "\U0001f1e6" <= letter <= "\U0001f1ff":
        return "flag"
    return _kind_by_category(letter, unicodedata.category(letter))


def _kind_by_category(letter: str, category: str) -> str:
    if category in ("Mn", "Me"):
        return "extend"
    if category == "Mc":
        return "spacing"
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return "control"
    return "picture" if letter in "©®‼⁉™ℹ〰〽㊗㊙" or _in_picture_blocks(ord(letter)) else "other"


def _in_picture_blocks(code: int) -> bool:
    return 0x2190 <= code <= 0x2BFF or 0x1F000 <= code <= 0x1FAFF or 0x1FC00 <= code <= 0x1FFFD

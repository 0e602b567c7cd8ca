"""How somebody is written to: e-mail, LINE ids. Names of apps and English words of school life are none."""

import re
from collections.abc import Iterator

Span = tuple[int, int, str]

_LATIN = re.compile("[A-Za-z0-9]")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
# As it is said aloud, or with gaps: "nok แอท gmail ดอท com", "nok (at) gmail.com".
_SAID_AT = r"(?:@|[(\[]\s?(?:at|แอท|แอ็ท|แอต)\s?[)\]]|แอ[็ท]?[ทตด]|\bat\b)"
_SAID_DOT = r"\s{0,2}(?:\.|(?:ดอ|ด็อ)[ทตด]|จุด|\bdot\b)\s{0,2}"
_HOST = r"(?:g-?mail|hot-?mail|yahoo|outlook|icloud|live|จีเมล์?|ฮ[อ็]*[ทต]เมล์?|ยาฮู|เอ้าท์ลุค)"
_SAID_EMAIL = re.compile(
    rf"[A-Za-z0-9._%+-]{{2,64}}\s{{0,2}}{_SAID_AT}\s{{0,2}}"
    rf"(?:{_HOST}(?:{_SAID_DOT}(?:com|co|net|th|คอม))*|[A-Za-z0-9-]{{2,30}}(?:{_SAID_DOT}(?:com|co|ac|go|or|in|net|org|th|คอม)(?![A-Za-z])){{1,3}})",
    re.IGNORECASE,
)
_SAID_SIGN = re.compile(r"แอ|@ | @|(?<![A-Za-z])at(?![A-Za-z])", re.IGNORECASE)
_HANDLE = r"(?P<handle>@?[A-Za-z0-9][A-Za-z0-9._\-]{2,29})"
# Whose id it is, and the particles around: "ไลน์ของครูนกคือ …".
_WHOSE = r"(?P<whose>[\u0e01-\u0e4e .]{0,44}+)"
_APP = r"(?:(?<![A-Za-z])line(?![A-Za-z.\-\]])|(?<!ออน)(?:ไลน์?|ไล(?=[ :=]))(?![.\-\]์]))"
_ID = r"(?:id(?![A-Za-z])|ไอดี)"
_LINE = re.compile(
    rf"(?:{_ID}\s{{0,3}})?{_APP}\s{{0,3}}(?P<id>{_ID})?{_WHOSE}\s{{0,3}}(?P<sign>[:：=])?\s{{0,3}}{_HANDLE}",
    re.IGNORECASE,
)
_ID_ONLY = re.compile(
    rf"(?:{_ID}\s{{0,2}}(?:line|ไลน์|ไลน)|(?<![A-Za-z])(?P<glued>idline|id_line|lineid|line_id)|ไอดี|(?<![A-Za-z])id\s{{0,3}}[:：=])(?!\]){_WHOSE}\s{{0,3}}[:：=]?\s{{0,3}}{_HANDLE}",
    re.IGNORECASE,
)
_ADDED = re.compile(rf"(?:แอด|ทักมา|ทักหา|(?<![A-Za-z])add)(?!\]){_WHOSE}{_HANDLE}", re.IGNORECASE)
_NAMED_APP = re.compile(
    rf"(?<![A-Za-z0-9@._\-]){_HANDLE} ?(?:ใน|ทาง|คือ)?(?:ไลน์|line id)(?![A-Za-z\u0e01-\u0e4e])", re.IGNORECASE
)
_AT = re.compile(r"(?<![A-Za-z0-9])@[A-Za-z0-9][A-Za-z0-9._\-]{2,29}")
# What stands after "LINE" and is no id.
_NO_IDS = frozenset(
    """group groups grp oa official openchat open chat notify today call video vdo voom man pay app pc id zoom meet
    google facebook face fb youtube tiktok ig sms email mail http https www wifi wi-fi bot kan dltv obec line teams
    classroom and the block spam sticker stickers link file forward online on-line offline admin group-line pdf
    excel word power point powerpoint canva homework work from home covid o-net onet covid-19 pisa ict stem ep mep iep
    learning active plc ita csr cct cpr dmc sar kpi asap idk deadline internet messenger instagram twitter telegram
    whatsapp discord roblox rov free fire game games clip live like share post story chatgpt gpt ai qr code qrcode
    bully cyberbully toxic album note poll ok okay school teacher student parent
    parents class room time room-line""".split()
)
_ABBREVIATED = re.compile(r"[A-Z]{2,6}[0-9.]{0,4}|[0-9.\-_]+|[0-9]{1,3}[A-Za-z]{1,4}|[A-Za-z]{1,3}[0-9]?")


def contacts(text: str) -> Iterator[Span]:
    if not _LATIN.search(text):
        return
    if _SAID_SIGN.search(text):
        yield from ((*found.span(), "[อีเมล]") for found in _SAID_EMAIL.finditer(text))
    if "@" in text:
        yield from ((*found.span(), "[อีเมล]") for found in _EMAIL.finditer(text))
        yield from ((*found.span(), "[ไลน์]") for found in _AT.finditer(text))
    yield from ((*found.span("handle"), "[ไลน์]") for found in _LINE.finditer(text) if _is_line_id(found))
    for pattern in (_ID_ONLY, _NAMED_APP, _ADDED):
        for found in pattern.finditer(text):
            must_be_odd = pattern is _ADDED or (pattern is _ID_ONLY and _is_far(found))
            if _is_told_so(found, pattern) or is_handle(found["handle"], must_be_odd):
                yield *found.span("handle"), "[ไลน์]"


def _is_told_so(found: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """ "idline:abc": nothing but the id follows."""
    glued = pattern is _ID_ONLY and found["glued"] and not _is_far(found)
    return bool(glued) and found["handle"].lower() not in _NO_IDS


def _is_line_id(found: re.Match[str]) -> bool:
    handle = found["handle"]
    if (found["id"] or found["sign"]) and not _is_far(found):
        return handle.lower() not in _NO_IDS
    thai = "ไล" in found[0]
    return is_handle(handle, must_be_odd=not thai)


def _is_far(found: re.Match[str]) -> bool:
    return len(found["whose"]) > 16


def is_handle(handle: str, must_be_odd: bool) -> bool:
    """`must_be_odd`: only what no word looks like, with a digit or a sign in it."""
    if handle.lower().strip("._-") in _NO_IDS or _ABBREVIATED.fullmatch(handle):
        return False
    return not must_be_odd or re.search("[0-9._@]", handle) is not None

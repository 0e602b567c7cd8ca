"""The poster's message is known in every form that people give it; nothing else is ever taken for it."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state import Asking, Consenting
from handlers.joining import chat_link, code_in, join_text
from models import joins
from models.codes import LENGTH, LETTERS
from models.database import Store
from models.joins import Join, is_telling
from tests.exchange.chat import FORM, START, Phone, services

TRANSCRIPTS = Path(__file__).parent.parent / "transcripts"
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in LETTERS}
ENDINGS = ["", "ค่ะ", " ครับ", "นะคะ", " จ้า", "!", " 🙏", "\n", ".", " 😀 ค่ะ"]
TYPED = [str, str.lower, lambda text: text.translate(THAI_DIGITS), lambda text: text.translate(WIDE)]
CODES = st.text(LETTERS, min_size=LENGTH, max_size=LENGTH).filter(is_telling)
SENTENCES = ["ครูไม่พอ", "อยากได้เน็ต", "ไม่ได้", "โรงเรียนบ้านเรา", "ม.3", "เลขที่ 5", "ห้อง 2", "ok", "LINE"]
NO_CODES = """234567|555555|KJFRQM|K7F3Q|K7F3Q22|K7F3Q2K7F3Q2|K7F3B2|covid19|O-NET63|081-234-5678|2/2569|ห้อง 2 ม.3|
    เข้าร่วมเสียงกาญจน์|เข้าร่วมเสียงกาญจน์ 234567|เข้าร่วมเสียงกาญจน์ K7F3Q2 M4X9TD|ไม่เข้าร่วมประชุม K7F3Q2|
    รหัสโรงเรียนคือ K7F3Q2|K7F3Q2 คืออะไร|ได้รหัส K7F3Q2 มาค่ะ|K7F3Q2 หรือเปล่า||   |-"""


@given(
    CODES,
    st.sampled_from(TYPED),
    st.sampled_from(ENDINGS),
    st.sampled_from(["", " ", "  ", "\n", "\u200b", ": "]),
)
def test_the_message_of_the_poster_gives_its_code(code: str, typed, ending: str, space: str) -> None:
    text = typed(join_text(code)).replace(" ", space) + ending
    assert code_in(text) == code


@given(CODES, st.sampled_from(TYPED), st.sampled_from(ENDINGS), st.sampled_from(["", " ", "-"]))
def test_a_code_typed_by_hand_gives_it_too(code: str, typed, ending: str, gap: str) -> None:
    assert code_in(f" {typed(code[:3])}{gap}{typed(code[3:])}{ending}") == code


@pytest.mark.parametrize(
    "head", ["เข้าร่วม", "ขอเข้าร่วมเสียงกาญจน์", "เข้าร่วมเสียงกาญ", "เข้ารวมเสียงกาญจน์", "รหัส:", "code", "“"]
)
def test_slips_of_who_types_the_message_by_hand_are_forgiven(head: str) -> None:
    assert code_in(f"{head} K7F3Q2") == "K7F3Q2"


@given(CODES, st.sampled_from(SENTENCES), st.booleans())
def test_a_sentence_with_the_message_in_it_is_an_answer(code: str, words: str, before: bool) -> None:
    text = join_text(code)
    assert code_in(f"{words} {text}" if before else f"{text} {words}") == ""


@pytest.mark.parametrize("text", [each.strip() for each in NO_CODES.split("|")])
def test_what_looks_like_it_is_an_answer(text: str) -> None:
    assert code_in(text) == ""


def said_in_transcripts() -> Iterator[str]:
    for path in TRANSCRIPTS.glob("*.txt"):
        yield from re.findall(r"^> (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def test_nothing_that_people_say_in_a_conversation_is_a_code() -> None:
    said = [text for text in said_in_transcripts() if "เข้าร่วมเสียงกาญจน์" not in text]
    assert (len(said) > 50, [text for text in said if code_in(text)]) == (True, [])


@given(st.text(max_size=40) | st.text("กขคงจาะิเ่้ๆ 2345ckm-๒๓", max_size=12))
def test_whatever_gives_a_code_holds_that_code_and_few_words_more(text: str) -> None:
    """Six letters of ours in one run, once what is written wide, in Thai digits or in groups is made plain."""
    plain = "".join(str(unicodedata.decimal(c, c)) for c in unicodedata.normalize("NFKC", text))
    plain = "".join(c for c in plain.upper() if c not in " -" and unicodedata.category(c) != "Cf")
    code = code_in(text)
    assert code in plain
    assert code == "" or (is_telling(code) and len(code) == LENGTH and set(code) <= set(LETTERS))


@given(st.text(min_size=81))
def test_a_long_text_is_never_a_code(text: str) -> None:
    assert code_in(text) == ""


@given(CODES, st.sampled_from(["@123abcde", "@siang.kan_1-a"]))
def test_the_link_opens_the_account_with_the_message_typed_in(code: str, bot: str) -> None:
    link = urlsplit(chat_link(bot, join_text(code)))
    assert (link.netloc, unquote(link.path)) == ("line.me", f"/R/oaMessage/{bot}/")
    assert code_in(unquote(link.query)) == code


def test_the_link_is_plain_ascii_with_every_sign_escaped() -> None:
    assert re.fullmatch(
        r"https://line\.me/R/oaMessage/%40123abcde/\?[A-Z0-9%]+", chat_link("@123abcde", join_text("K7F3Q2"))
    )


DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def phone(store: Store) -> Phone:
    return Phone(services(store))


def made(phone: Phone, closes_at: int | None = None) -> str:
    poster = Join("", FORM.current, "เวทีรับฟัง อ.ไทรโยค", "7102", False, START, closes_at)
    with phone.services.store.writing() as conn:
        return joins.make(conn, poster).code


def test_who_scans_is_welcomed_by_name_of_the_event(phone: Phone) -> None:
    phone.say(join_text(made(phone)))
    assert "เวทีรับฟัง อ.ไทรโยค" in phone.texts()[0]


@pytest.mark.parametrize("text", ["{message}", "{code}", "{code} ค่ะ"])
def test_who_scans_before_consent_comes_with_the_code(phone: Phone, text: str) -> None:
    code = made(phone)
    phone.say(text.format(message=join_text(code), code=code.lower()))
    assert (type(phone.state.place), phone.state.profile.came) == (Consenting, code)


def test_who_scans_at_a_question_answers_nothing_by_it(phone: Phone) -> None:
    code = made(phone)
    phone.at_first_question()
    phone.say(join_text(code))
    place = phone.state.place
    assert (isinstance(place, Asking) and place.words, phone.state.profile.came) == ((), code)


def test_a_poster_that_is_over_gives_no_code_and_is_no_answer(phone: Phone) -> None:
    code = made(phone, START - DAY)
    phone.at_first_question()
    phone.say(join_text(code))
    place = phone.state.place
    assert (isinstance(place, Asking) and place.words, phone.state.profile.came) == ((), "")


def test_the_message_with_a_code_that_was_never_made_is_no_answer(phone: Phone) -> None:
    phone.at_first_question()
    phone.say(join_text("K7F3Q2"))
    place = phone.state.place
    assert (isinstance(place, Asking) and place.words, phone.state.profile.came) == ((), "")


@pytest.mark.parametrize("text", ["K7F3Q2", "k7f-3q2 ครับ"])
def test_six_letters_that_are_no_code_are_an_answer(phone: Phone, text: str) -> None:
    phone.at_first_question()
    phone.say(text, "typed")
    place = phone.state.place
    assert isinstance(place, Asking)
    assert place.words == ("typed",)

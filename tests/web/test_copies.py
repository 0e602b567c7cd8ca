"""A copy of one's own data: complete, exact, for its owner alone, and for an hour."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, update
from werkzeug.test import TestResponse

from handlers.copies import copies_blueprint, make_link
from handlers.services import Services
from models import consents, joins
from models.answers import answers
from models.bubbles import bubbles
from models.database import Store
from models.joins import Join
from models.media import media
from models.people import people
from tests.exchange.chat import FORM, Phone, services
from tests.exchange.test_exchange import _erase
from tests.exchange.test_no_byte_left import talk_freely

KEY, SITE, HOUR = "k" * 32, "https://siangkan.example", 60 * 60_000
FIRST = "ครูไม่พอ <script>alert('ก')</script> & เด็กเยอะ\nบรรทัดสอง"
_SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari Line/15.0.0"
_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/74.0.3729.157 Mobile Safari/537.36"
PHONES = (
    _SAFARI,
    f"Mozilla/5.0 (Linux; Android 9; CUBOT X19 Build/PPR1.180610.011) {_CHROME} Line/15.0.0",
    f"Mozilla/5.0 (Linux; Android 11; CUBOT) {_CHROME}",
)
ROBOTS = (
    "facebookexternalhit/1.1;line-poker/1.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1)",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0",
)
POSTER = Join("", "trial", "งานวันวิชาการ <อำเภอ>", "", False, 1)
TALK, OLDER, OTHER_ROUND = "เล่านอกข้อว่าน้ำไม่ไหล", "คำตอบแรกที่แก้แล้ว", "คำตอบของรอบก่อน"
SOUND = b"\x00sound" * 1000


def open_media(name: str) -> Iterator[bytes]:
    if name == "lost":
        raise FileNotFoundError(name)
    yield SOUND[:100]
    yield SOUND[100:]


@dataclass
class Visit:
    """Somebody with a phone, their link and a browser."""

    phone: Phone
    web: FlaskClient
    link: str

    def get(self, rest: str = "", **headers: str) -> TestResponse:
        return self.web.get(self.link + rest, headers=headers)

    def page(self) -> str:
        return self.get().get_data(as_text=True)


def link(phone: Phone, key: str = KEY) -> str:
    with phone.services.store.reading() as conn:
        made = make_link(conn, SITE, key, phone.id, phone.clock.now())
    return made.removeprefix(SITE).partition("?")[0]


def browser(services_: Services) -> FlaskClient:
    app = Flask("siangkan", static_folder=None)
    app.register_blueprint(copies_blueprint(services_, KEY, open_media))
    return app.test_client()


def _talk(phone: Phone) -> None:
    phone.at_first_question()
    phone.say(OLDER)
    phone.keep_quiet()
    phone.say("แก้คำตอบ")
    phone.tap(next(label for label, data in phone.buttons().items() if "~pick~" in data))
    phone.say(FIRST)
    phone.keep_quiet()
    talk_freely(phone, TALK)


def _row(store: Store, phone: Phone) -> dict[str, object]:
    with store.reading() as conn:
        found = select(answers).where(answers.c.person_id == phone.id, answers.c.slot == "problem")
        return dict(conn.execute(found).mappings().one())


def _more(store: Store, phone: Phone) -> None:
    """What this conversation cannot bring about: another round, a choice, a consent of before, two recordings."""
    first = _row(store, phone)
    more = {"id": None, "code": "XXXXXX", "round": "2568", "text": OTHER_ROUND}
    question = next(q for q in FORM.questions.values() if q.choices and not q.profile)
    picked = {"question": question.id, "slot": question.id, "chosen": [question.choices[0].code], "text": ""}
    made = {name: value for name, value in {**first, **more}.items() if name != "id"}
    with store.writing() as conn:
        conn.execute(insert(answers), [made, {**made, **picked, "code": "YYYYYY"}])
        consents.note(conn, phone.id, "2568.1", "agreed", phone.clock.now())
        for number, name in enumerate(("found", "lost", "awaited")):
            said = {
                "person_id": phone.id,
                "answer_id": first["id"],
                "message_id": f"v{number}",
                "kind": "audio",
            }
            bubble = conn.execute(
                insert(bubbles).returning(bubbles.c.id), {**said, "said_at": phone.clock.now(), "text": ""}
            ).scalar_one()
            here = {"bytes": 0 if name == "awaited" else len(SOUND), "content_type": "audio/mp4"}
            row = {"bubble_id": bubble, "message_id": f"v{number}", "name": name, "kind": "audio", **here}
            conn.execute(insert(media), {**row, "created_at": 1, "due_at": 1})


@pytest.fixture
def visit(store: Store) -> Visit:
    phone = Phone(services(store))
    _talk(phone)
    _more(store, phone)
    return Visit(phone, browser(phone.services), link(phone))


def test_a_link_opens_a_page(visit: Visit) -> None:
    assert (visit.get().status_code, visit.get().mimetype) == (200, "text/html")


@pytest.mark.parametrize("words", [TALK, OLDER, OTHER_ROUND, "2568.1", "พ.ศ. 2569"])
def test_the_page_shows_all_that_was_said(words: str, visit: Visit) -> None:
    assert words in visit.page()


def test_the_page_says_who_one_said_to_be(visit: Visit) -> None:
    profile = visit.phone.state.profile
    assert FORM.roles[profile.role].label in visit.page()


def _told(visit: Visit, **said: object) -> None:
    with visit.phone.services.store.writing() as conn:
        conn.execute(update(people).where(people.c.id == visit.phone.id).values(**said))


@pytest.mark.parametrize("name", ["age", "role", "zone", "district", "school_size", "affiliation"])
def test_what_one_did_not_want_to_tell_is_said_in_words(name: str, visit: Visit) -> None:
    _told(visit, **{name: "unsaid"})
    label = FORM.ages["unsaid"].label if name == "age" else FORM.buttons["unsaid"]
    file = visit.get("/file").get_data(as_text=True)
    assert ("unsaid" in visit.page() + file, f": {label}\n" in file) == (False, True)


def _came_by(visit: Visit, code: str) -> None:
    with visit.phone.services.store.writing() as conn:
        conn.execute(update(answers).where(answers.c.text == TALK).values(came=code))


@pytest.fixture
def poster(visit: Visit) -> str:
    """The code of the poster that one answer came by."""
    with visit.phone.services.store.writing() as conn:
        code = joins.make(conn, POSTER).code
    _came_by(visit, code)
    return code


def test_the_page_shows_which_poster_an_answer_came_by(visit: Visit, poster: str) -> None:
    assert visit.page().count("มาจากโปสเตอร์: งานวันวิชาการ &lt;อำเภอ&gt;") == 1


def test_the_file_tells_which_poster_an_answer_came_by(visit: Visit, poster: str) -> None:
    assert f"มาจากโปสเตอร์: {POSTER.title}" in visit.get("/file").get_data(as_text=True)


def test_machines_get_which_poster_an_answer_came_by(visit: Visit, poster: str) -> None:
    came = [answer["came_by"] for answer in json.loads(visit.get("/json").data)["answers"]]
    assert came == [None, {"code": poster, "title": POSTER.title}, None, None]


def test_a_poster_that_is_not_known_any_more_is_shown_by_its_code(visit: Visit) -> None:
    _came_by(visit, "K7F3Q2")
    assert "มาจากโปสเตอร์: K7F3Q2" in visit.page()


def test_talk_outside_the_questions_has_a_title_of_its_own(visit: Visit) -> None:
    assert FORM.phrases["free_title"] in visit.page()


def test_a_choice_is_shown_by_its_label(visit: Visit) -> None:
    question = next(q for q in FORM.questions.values() if q.choices and not q.profile)
    assert f"✓ {question.choices[0].label}" in visit.page()


def test_words_that_look_like_a_program_are_only_words(visit: Visit) -> None:
    assert ("<script" in visit.page(), "&lt;script&gt;alert(" in visit.page()) == (False, True)


def test_the_page_needs_nothing_from_elsewhere(visit: Visit) -> None:
    assert re.findall(r"(?:src|url\(|https?:|<script|<link)", visit.page()) == []


@pytest.mark.parametrize("words", [FIRST, TALK, OLDER, OTHER_ROUND])
def test_the_file_holds_every_answer_exactly(words: str, visit: Visit) -> None:
    assert words in visit.get("/file").get_data().decode("utf-8-sig")


def test_the_file_is_marked_as_utf8_and_to_be_saved(visit: Visit) -> None:
    answer = visit.get("/file")
    told = (answer.data[:3], answer.headers["Content-Disposition"])
    assert told == (b"\xef\xbb\xbf", "attachment; filename=my-data.txt")


def test_machines_get_every_answer_exactly(visit: Visit) -> None:
    texts = [answer["text"] for answer in json.loads(visit.get("/json").data)["answers"]]
    assert texts == [FIRST, TALK, OTHER_ROUND, ""]


def test_machines_get_what_was_said_before_an_answer_was_changed(visit: Visit) -> None:
    assert json.loads(visit.get("/json").data)["answers"][0]["earlier_texts"] == [OLDER]


def test_machines_get_the_consents(visit: Visit) -> None:
    found = json.loads(visit.get("/json").data)["consents"]
    assert [(each["notice"], each["act"]) for each in found][-1] == ("2568.1", "agreed")


def _media_links(visit: Visit) -> list[str]:
    return re.findall(r"/media/\d+", visit.page())


def test_what_was_not_fetched_yet_has_no_link(visit: Visit) -> None:
    assert len(_media_links(visit)) == 2


def test_a_recording_can_be_had_whole(visit: Visit) -> None:
    answer = visit.get(_media_links(visit)[0])
    assert (answer.data, answer.content_type) == (SOUND, "audio/mp4")


def test_a_recording_is_to_be_saved_and_never_shown_inside_the_page(visit: Visit) -> None:
    assert (
        visit.get(_media_links(visit)[0])
        .headers["Content-Disposition"]
        .startswith("attachment; filename=audio-")
    )


def test_a_recording_that_cannot_be_read_is_the_kind_page(visit: Visit) -> None:
    assert visit.get(_media_links(visit)[1]).status_code == 404


@pytest.mark.parametrize("rest", ["", "/file", "/json", "/media/1", "/media/99"])
def test_every_answer_is_guarded(rest: str, visit: Visit) -> None:
    headers = visit.get(rest).headers
    names = ("Cache-Control", "Referrer-Policy", "X-Content-Type-Options", "X-Robots-Tag")
    told = [headers[name] for name in names]
    policy = headers["Content-Security-Policy"]
    assert (told, policy[:18], "unsafe" in policy) == (
        ["no-store", "no-referrer", "nosniff", "noindex, nofollow"],
        "default-src 'none'",
        False,
    )


def test_the_style_of_the_page_is_the_one_that_is_allowed(visit: Visit) -> None:
    answer = visit.get()
    nonce = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
    assert nonce
    assert f'<style nonce="{nonce[1]}">' in answer.get_data(as_text=True)


def _bare(answer: TestResponse) -> tuple[int, str]:
    """Without the one random word of each page."""
    return answer.status_code, re.sub(r'nonce="[^"]+"', "", answer.get_data(as_text=True))


@pytest.fixture
def nonsense(visit: Visit) -> tuple[int, str]:
    return _bare(visit.web.get("/copy/nonsense"))


def test_nonsense_is_a_kind_page(nonsense: tuple[int, str]) -> None:
    assert (nonsense[0], "ขอสำเนา" in nonsense[1]) == (404, True)


@pytest.mark.parametrize("rest", ["", "/file", "/json"])
def test_a_link_counts_for_an_hour(rest: str, visit: Visit, nonsense: tuple[int, str]) -> None:
    visit.phone.clock.forward(HOUR)
    still = visit.get(rest).status_code
    visit.phone.clock.forward(1)
    assert (still, _bare(visit.get(rest))) == (200, nonsense)


def test_a_recording_counts_for_an_hour_too(visit: Visit, nonsense: tuple[int, str]) -> None:
    where = _media_links(visit)[0]
    visit.phone.clock.forward(HOUR + 1)
    assert _bare(visit.get(where)) == nonsense


@pytest.mark.parametrize("at", range(0, 70, 11))
def test_a_link_with_one_letter_changed_opens_nothing(
    at: int, visit: Visit, nonsense: tuple[int, str]
) -> None:
    start = len("/copy/") + at
    changed = "A" if visit.link[start] != "A" else "B"
    assert _bare(visit.web.get(visit.link[:start] + changed + visit.link[start + 1 :])) == nonsense


def test_a_link_of_another_secret_opens_nothing(visit: Visit, nonsense: tuple[int, str]) -> None:
    assert _bare(visit.web.get(link(visit.phone, "j" * 32))) == nonsense


def test_the_link_of_a_person_who_was_erased_opens_nothing(visit: Visit, nonsense: tuple[int, str]) -> None:
    _erase(visit.phone)
    assert _bare(visit.get()) == nonsense


def test_an_old_link_does_not_open_what_somebody_says_after_an_erasure(
    visit: Visit, nonsense: tuple[int, str]
) -> None:
    _erase(visit.phone)
    visit.phone.at_first_question().say("เริ่มใหม่อีกครั้ง")
    assert _bare(visit.get()) == nonsense


@pytest.fixture
def other(visit: Visit) -> Visit:
    phone = Phone(visit.phone.services, "U00000000000000000000000000000002").at_first_question()
    phone.say("คำของอีกคนหนึ่ง")
    return replace(visit, phone=phone, link=link(phone))


def test_a_link_shows_its_owner_only(other: Visit) -> None:
    assert ("คำของอีกคนหนึ่ง" in other.page(), TALK in other.page()) == (True, False)


def test_the_recording_of_somebody_else_is_not_there(visit: Visit, other: Visit) -> None:
    where = _media_links(visit)[0]
    assert (visit.get(where).status_code, other.get(where).status_code) == (200, 404)


@pytest.mark.parametrize("robot", ROBOTS)
def test_whoever_draws_previews_of_links_gets_no_words(robot: str, visit: Visit) -> None:
    assert visit.get(**{"User-Agent": robot}).status_code == 404


@pytest.mark.parametrize("robot", ROBOTS)
def test_whoever_draws_previews_of_links_gets_no_recording(robot: str, visit: Visit) -> None:
    assert visit.get(_media_links(visit)[0], **{"User-Agent": robot}).status_code == 404


@pytest.mark.parametrize("phone", PHONES)
def test_a_phone_is_no_robot(phone: str, visit: Visit) -> None:
    assert visit.get(**{"User-Agent": phone}).status_code == 200


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5000, "0", "-1", "x", "๑"])
def test_a_number_that_no_recording_has_is_the_kind_page(
    number: str, visit: Visit, nonsense: tuple[int, str]
) -> None:
    assert _bare(visit.get(f"/media/{number}")) == nonsense


def test_a_link_tells_nothing_of_the_line_user_id(visit: Visit) -> None:
    assert visit.phone.user_id not in visit.link + visit.page() + visit.get("/json").get_data(as_text=True)


def test_there_is_no_link_for_nobody(visit: Visit) -> None:
    with visit.phone.services.store.reading() as conn, pytest.raises(LookupError):
        make_link(conn, SITE, KEY, 999, 1)


def test_there_is_no_link_without_a_secret(visit: Visit) -> None:
    with pytest.raises(ValueError, match="secret"):
        link(visit.phone, "")


def test_who_has_said_nothing_is_told_so(store: Store) -> None:
    phone = Phone(services(store))
    phone.join()
    assert "ยังไม่มีคำตอบค่ะ" in Visit(phone, browser(phone.services), link(phone)).page()

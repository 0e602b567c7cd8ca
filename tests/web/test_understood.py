"""What the page is told of a message: how it was read, under which question, and nothing of anybody else's."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from handlers.clock import ShiftedClock, SystemClock
from handlers.data import load_form, load_reader
from handlers.services import Services
from handlers.simulator.page import simulator_blueprint
from handlers.simulator.page_reading import KINDS, told_by
from handlers.simulator.standin import StandIn
from handlers.wording import question_words
from models import answers, bubbles, people
from models.answers import Given
from models.bubbles import Bubble
from models.database import Store
from models.identity import Identity

FORM = load_form()
LABELS = {theme.code: theme.label for theme in FORM.themes}
DIGITAL = "เน็ตโรงเรียนหลุดบ่อยมาก"
NAMED = "ถามครูสมชาย 081-234-5678 ได้"


@dataclass(frozen=True)
class Room:
    """The simulator's page with a real memory behind it, and nobody who answers."""

    client: FlaskClient
    standin: StandIn
    services: Services

    @property
    def user(self) -> str:
        return next(iter(self.standin.people))

    def say(self, text: str) -> str:
        id: str = self.standin.say(self.user, text)["message"]["id"]
        return id

    def keep(self, text: str, facet: str = "problem") -> str:
        """Said, and kept as an answer to that question."""
        id, services = self.say(text), self.services
        handle = services.identity.handle(self.user)
        with services.store.writing(handle) as conn:
            person = people.find(conn, handle) or people.meet(conn, handle, b"sealed", 1)
            known = answers.find(conn, person.id, services.round, facet)
            given = Given(services.round, person.id, facet, facet, facet, 1, "v1", 1)
            answer = known or answers.open(conn, given)
            bubbles.keep(conn, Bubble(answer.id, person.id, id, 1, text))
            answers.put_words(conn, answer.id, bubbles.joined(conn, answer.id).text, 0, 1)
        return id

    def status(self, user: str, message: str) -> int:
        query = {"user": user, "message": message}
        return self.client.get("/simulator/api/understood", query_string=query).status_code

    def told(self, message: str) -> dict[str, Any]:
        query = {"user": self.user, "message": message}
        seen: dict[str, Any] = self.client.get("/simulator/api/understood", query_string=query).get_json()
        return seen

    def shown(self) -> list[dict[str, Any]]:
        bubbles: list[dict[str, Any]] = self.client.get("/simulator/api/state").get_json()["people"][0][
            "shown"
        ]
        return bubbles


@pytest.fixture
def room(store: Store) -> Iterator[Room]:
    clock = ShiftedClock(SystemClock())
    standin = StandIn("a-secret", "a-token", "http://127.0.0.1:9/", clock, redeliver=False)
    services = Services(store, Identity("k" * 32), clock, FORM, load_reader(), "trial")
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(simulator_blueprint(standin, clock, told_by(services, load_reader())))
    yield Room(app.test_client(), standin, services)
    standin.close()


def coded(told: dict[str, Any]) -> list[str]:
    return [theme["label"] for theme in told["themes"] if theme["coded"]]


def test_an_answer_is_told_with_the_question_it_was_read_under(room: Room) -> None:
    told = room.told(room.keep(DIGITAL))
    assert (told["kind"], told["question"]) == (KINDS["answer"], question_words("problem", FORM))


def test_a_coded_theme_is_told_by_its_label(room: Room) -> None:
    assert LABELS["digital"] in coded(room.told(room.keep(DIGITAL)))


def test_a_coded_theme_comes_with_words_of_the_bubble(room: Room) -> None:
    told = room.told(room.keep(DIGITAL))
    (words,) = (theme["words"] for theme in told["themes"] if theme["label"] == LABELS["digital"])
    assert words
    assert all(word in DIGITAL for word in words)


def test_how_sure_a_theme_is_comes_in_percent(room: Room) -> None:
    told = room.told(room.keep(DIGITAL))
    assert told["themes"]
    assert all(0 < theme["percent"] <= 100 for theme in told["themes"])


def test_what_was_masked_is_told(room: Room) -> None:
    masked = room.told(room.keep(NAMED))["masked"]
    assert masked
    assert "081" not in masked


def test_nothing_masked_is_nothing_told(room: Room) -> None:
    assert room.told(room.keep("ครูไม่พอ"))["masked"] == ""


def test_free_talk_is_named_as_that(room: Room) -> None:
    assert room.told(room.keep(DIGITAL, "free"))["question"] == FORM.phrases["free_title"]


def test_what_nobody_can_read_is_unclear(room: Room) -> None:
    told = room.told(room.keep("ฟหกด่าส ฟหกดฟหกด ปแอิทมใ"))
    assert (told["unclear"], coded(told)) == (True, [])


def test_a_command_is_named_as_its_button(room: Room) -> None:
    told = room.told(room.say("ข้ามข้อนี้"))
    assert (told["kind"], told["kept"]) == (f"คำสั่ง “{FORM.buttons['skip']}”", False)


def test_a_summary_tells_whose_was_asked_for(room: Room) -> None:
    told = room.told(room.say("สรุปประเด็น 2 ไทรโยค ครู สัปดาห์นี้"))
    assert told["filters"] == [FORM.phrases["focus2"], "ครู/บุคลากร", "ไทรโยค", "สัปดาห์นี้"]


def test_who_somebody_is_is_no_opinion(room: Room) -> None:
    told = room.told(room.say("ครู"))
    assert (told["kind"], told["kept"], told["themes"]) == ("", False, [])


def test_one_bubble_of_several_says_that_they_are_coded_together(room: Room) -> None:
    first = room.keep("ครูไม่พอ")
    assert not room.told(first)["joined"]
    room.keep("เน็ตก็หลุด")
    assert room.told(first)["joined"]


def test_a_stranger_is_told_nothing(room: Room) -> None:
    assert room.status("U" + "0" * 32, room.keep(DIGITAL)) == 404


def test_nobody_is_told_of_anothers_message(room: Room) -> None:
    message, other = room.keep(DIGITAL), room.standin.new_person("คนที่ 2")
    assert room.status(other, message) == 404


def test_asking_for_nobody_makes_nobody(room: Room) -> None:
    room.status("Ux", "1")
    assert "Ux" not in room.standin.chats


def test_what_was_taken_back_is_told_no_more(room: Room) -> None:
    message = room.keep(DIGITAL)
    room.standin.unsend(room.user, message)
    assert room.status(room.user, message) == 404


def test_a_tapped_button_was_not_read(room: Room) -> None:
    room.standin.tap(room.user, "do:skip", "ข้ามข้อนี้")
    (bubble,) = room.shown()
    assert (bubble["heard"], room.status(room.user, bubble["id"])) == (False, 404)


def test_a_typed_bubble_was_read(room: Room) -> None:
    room.say("ครูไม่พอ")
    assert [bubble["heard"] for bubble in room.shown()] == [True]

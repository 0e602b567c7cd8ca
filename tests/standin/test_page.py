"""The page's own JSON lets in its page and nobody else."""

import base64
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from handlers.clock import ShiftedClock
from handlers.simulator.page import simulator_blueprint
from handlers.simulator.page_groups import GROUPS_MOST
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_lookups import leave_group
from handlers.simulator.standin_values import DAY
from tests.standin.conftest import SECRET, START, TOKEN, SetClock, text


@pytest.fixture
def alone(clock: SetClock) -> StandIn:
    """A stand-in whose bot is not there."""
    return StandIn(SECRET, TOKEN, "http://127.0.0.1:9/", ShiftedClock(clock), redeliver=False)


@pytest.fixture
def client(alone: StandIn) -> FlaskClient:
    app = Flask(__name__, static_folder=None)
    clock = alone.clock
    assert isinstance(clock, ShiftedClock)
    app.register_blueprint(simulator_blueprint(alone, clock))
    return app.test_client()


def state(client: FlaskClient) -> dict[str, Any]:
    seen: dict[str, Any] = client.get("/simulator/api/state").get_json()
    return seen


def act(client: FlaskClient, name: str, **more: Any) -> TestResponse:
    person = state(client)["people"][0]["id"]
    return client.post("/simulator/api/act", json={"person": person, "act": name, **more})


@pytest.mark.parametrize("path", ["/simulator", "/simulator/", "/simulator/static/simulator.js"])
def test_the_page_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_page_may_run_only_its_own_scripts(client: FlaskClient) -> None:
    policy = client.get("/simulator").headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy


def test_one_person_is_there_at_the_start(client: FlaskClient) -> None:
    assert [person["name"] for person in state(client)["people"]] == ["คนที่ 1"]


def test_nothing_new_has_no_body(client: FlaskClient) -> None:
    mark = state(client)["mark"]
    assert client.get(f"/simulator/api/state?after={mark}").status_code == 204


def test_something_new_is_told(client: FlaskClient) -> None:
    mark = state(client)["mark"]
    act(client, "say", text="สวัสดี")
    assert client.get(f"/simulator/api/state?after={mark}").status_code == 200


def test_the_end_of_the_loading_animation_is_told(
    client: FlaskClient, alone: StandIn, clock: SetClock
) -> None:
    alone.chat_of(next(iter(alone.people))).start_loading(5, START)
    mark = state(client)["mark"]
    clock.forward(5_000)
    assert client.get(f"/simulator/api/state?after={mark}").status_code == 200


def test_what_is_said_is_shown(client: FlaskClient) -> None:
    act(client, "say", text="สวัสดี")
    assert state(client)["people"][0]["shown"][0]["message"] == text("สวัสดี")


def test_following_makes_a_friend(client: FlaskClient) -> None:
    act(client, "follow")
    assert state(client)["people"][0]["friend"]


def test_a_photo_can_be_seen_again(client: FlaskClient) -> None:
    body = base64.b64encode(b"a photo").decode()
    event = act(client, "image", base64=body, contentType="image/png").get_json()
    told = client.get(f"/simulator/api/content/{event['message']['id']}")
    assert (told.data, told.content_type) == (b"a photo", "image/png")


def test_a_page_sent_as_photo_is_not_shown_as_a_page(client: FlaskClient) -> None:
    event = act(client, "image", base64="", contentType="text/html").get_json()
    told = client.get(f"/simulator/api/content/{event['message']['id']}")
    assert told.content_type == "application/octet-stream"


def test_days_pass_for_all(client: FlaskClient, alone: StandIn) -> None:
    client.post("/simulator/api/forward", json={"days": 3})
    assert alone.clock.now() == START + 3 * DAY


def test_another_person_can_come(client: FlaskClient) -> None:
    client.post("/simulator/api/people", json={})
    assert [person["name"] for person in state(client)["people"]] == ["คนที่ 1", "คนที่ 2"]


@pytest.mark.parametrize("days", [0, -1, 367, "3", None, True])
def test_odd_days_are_refused(client: FlaskClient, days: object) -> None:
    assert client.post("/simulator/api/forward", json={"days": days}).status_code == 400


@pytest.mark.parametrize(
    "more", [{"act": "fly"}, {"act": "say"}, {"act": "say", "text": "ก" * 5001}, {"act": "image", "base64": "?"},
             {"act": "unsend", "messageId": "1"}, {"act": "say", "text": "ก", "person": "Ux"}]
)  # fmt: skip
def test_what_no_person_can_do_is_refused(client: FlaskClient, more: dict[str, Any]) -> None:
    person = state(client)["people"][0]["id"]
    assert client.post("/simulator/api/act", json={"person": person, **more}).status_code == 400


@pytest.mark.parametrize(
    "place", [{"latitude": 14.1}, {"latitude": 91, "longitude": 99.1}, {"latitude": True, "longitude": 99.1}]
)
def test_a_place_that_is_nowhere_is_refused(client: FlaskClient, place: dict[str, Any]) -> None:
    assert act(client, "location", title="ที่นี่", **place).status_code == 400


def test_a_place_may_have_no_address(client: FlaskClient) -> None:
    event = act(client, "location", title="ที่นี่", latitude=14.1, longitude=99.1).get_json()
    message = event["message"]
    assert (message["address"], message["latitude"], message["longitude"]) == ("", 14.1, 99.1)


@pytest.fixture
def group(client: FlaskClient) -> str:
    """The first person's group, with the bot in it."""
    made: str = client.post("/simulator/api/groups", json={}).get_json()["id"]
    client.post("/simulator/api/group", json={"group": made, "act": "invite"})
    return made


def in_group(client: FlaskClient, group: str, name: str, **more: Any) -> TestResponse:
    person = state(client)["people"][0]["id"]
    whole = {"group": group, "act": name, "person": person, **more}
    return client.post("/simulator/api/group", json=whole)


def test_a_group_holds_everybody_there(client: FlaskClient) -> None:
    client.post("/simulator/api/people", json={})
    client.post("/simulator/api/groups", json={})
    (group,) = state(client)["groups"]
    assert [person["name"] for person in group["people"]] == ["คนที่ 1", "คนที่ 2"]


def test_the_bot_is_in_a_group_only_when_invited(client: FlaskClient) -> None:
    client.post("/simulator/api/groups", json={})
    assert not state(client)["groups"][0]["here"]


def test_an_invited_bot_is_in_the_group(client: FlaskClient, group: str) -> None:
    assert state(client)["groups"][0]["here"]


def test_a_group_event_names_group_and_person(client: FlaskClient, group: str) -> None:
    event = in_group(client, group, "say", text="สวัสดี").get_json()
    person = state(client)["people"][0]["id"]
    assert event["source"] == {"type": "group", "groupId": group, "userId": person}


def test_a_mention_says_where_the_bots_name_stands(client: FlaskClient, group: str) -> None:
    message = in_group(client, group, "say", text="สรุป", mention=True).get_json()["message"]
    (called,) = message["mention"]["mentionees"]
    named = message["text"][called["index"] : called["index"] + called["length"]]
    assert (named, called["isSelf"]) == ("@เสียงกาญจน์", True)


def test_without_a_mention_nobody_is_called(client: FlaskClient, group: str) -> None:
    assert "mention" not in in_group(client, group, "say", text="สรุป").get_json()["message"]


def test_that_the_bot_left_is_told(client: FlaskClient, alone: StandIn, group: str) -> None:
    mark = state(client)["mark"]
    leave_group(alone, group)
    assert client.get(f"/simulator/api/state?after={mark}").status_code == 200
    assert not state(client)["groups"][0]["here"]


@pytest.mark.parametrize(
    "more", [{"act": "say", "text": "ก", "person": "Ux"}, {"act": "say"}, {"act": "fly"}, {"act": "invite"},
             {"act": "say", "text": "ก", "group": "Cx"}, {"act": "unsend", "messageId": "1"}]
)  # fmt: skip
def test_what_no_group_can_do_is_refused(client: FlaskClient, group: str, more: dict[str, Any]) -> None:
    person = state(client)["people"][0]["id"]
    told = client.post("/simulator/api/group", json={"group": group, "person": person, **more})
    assert told.status_code == 400


def test_nobody_talks_to_a_bot_that_is_away(client: FlaskClient, group: str) -> None:
    in_group(client, group, "remove")
    assert in_group(client, group, "say", text="สวัสดี").status_code == 400


def test_a_group_too_many_is_refused(client: FlaskClient) -> None:
    made = [client.post("/simulator/api/groups", json={}).status_code for _ in range(GROUPS_MOST + 1)]
    assert made == [200] * GROUPS_MOST + [400]


def test_a_form_is_refused(client: FlaskClient) -> None:
    assert client.post("/simulator/api/people", data={"a": "b"}).status_code == 415


def test_another_site_is_refused(client: FlaskClient) -> None:
    told = client.post("/simulator/api/people", json={}, headers={"Origin": "https://example.org"})
    assert told.status_code == 403


def test_a_browser_that_says_cross_site_is_refused(client: FlaskClient) -> None:
    told = client.post("/simulator/api/people", json={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert told.status_code == 403


def test_its_own_site_is_let_in(client: FlaskClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/simulator/api/people", json={}, headers=headers).status_code == 200


def test_a_body_that_is_no_object_is_refused(client: FlaskClient) -> None:
    assert client.post("/simulator/api/act", json=["say"]).status_code == 400


@pytest.mark.parametrize("path", ["/simulator", "/simulator/api/state"])
def test_a_name_of_another_site_that_points_here_is_refused(client: FlaskClient, path: str) -> None:
    assert client.get(path, headers={"Host": "evil.example:8000"}).status_code == 403

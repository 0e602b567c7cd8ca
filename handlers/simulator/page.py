"""The simulator: a page with phones on it, for the demo. Keeps no chat itself and never meets LINE."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from handlers.clock import ShiftedClock
from handlers.simulator.page_acts import BadAct, do_act
from handlers.simulator.page_groups import Groups
from handlers.simulator.page_reading import Told
from handlers.simulator.page_state import mark_of, own_words, whole_state
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_values import DAY, Json

HERE = ("127.0.0.1", "localhost", "::1")
BODY_MOST = 12 * 1024 * 1024
PEOPLE_MOST = 40
SAFE_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'; img-src 'self' https: http://127.0.0.1:* http://localhost:* data:; "
    "media-src 'self' https: data:"
)


def simulator_blueprint(standin: StandIn, clock: ShiftedClock, told: Told | None = None) -> Blueprint:
    """The page at /simulator and its JSON under /simulator/api. `told` is what the bot understood of a message."""
    groups = Groups(standin)
    pages = Blueprint("simulator", __name__, url_prefix="/simulator", static_folder="static")
    standin.new_person("คนที่ 1")
    pages.before_request(_let_in)
    pages.after_request(_guard)
    pages.register_error_handler(BadAct, _bad_act)
    pages.register_error_handler(HTTPException, _http_fault)
    for path in ("", "/"):
        pages.add_url_rule(path, f"page{path}", lambda: pages.send_static_file("simulator.html"))
    pages.add_url_rule("/api/state", "state", lambda: _state(standin, groups))
    pages.add_url_rule("/api/understood", "understood", lambda: _understood(standin, told))
    pages.add_url_rule(
        "/api/content/<message_id>", "content", lambda message_id: _content(standin, message_id)
    )
    pages.add_url_rule("/api/menu/<menu_id>", "menu", lambda menu_id: _menu(standin, menu_id))
    _add_post(pages, "act", lambda body: do_act(standin, body))
    _add_post(pages, "people", lambda body: _add_person(standin))
    _add_post(pages, "groups", lambda body: groups.make())
    _add_post(pages, "group", groups.act)
    _add_post(pages, "forward", lambda body: _forward(standin, clock, body))
    return pages


def _add_post(pages: Blueprint, name: str, act: Callable[[Json], Json]) -> None:
    pages.add_url_rule(f"/api/{name}", name, lambda: jsonify(act(_body())), methods=["POST"])


def _let_in() -> None:
    request.max_content_length = BODY_MOST
    if urlsplit(f"//{request.host}").hostname not in HERE:
        abort(403)  # a name of another site that points at this machine
    if request.method != "POST":
        return
    # A form of another site can send neither JSON nor our own origin.
    origin = request.headers.get("Origin")
    if request.mimetype != "application/json":
        abort(415)
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        abort(403)
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def _guard(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-cache"
    return response


def _body() -> Json:
    body: Any = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise BadAct("ต้องเป็นวัตถุ JSON")
    return body


def _state(standin: StandIn, groups: Groups) -> Response:
    if request.args.get("after") == mark_of(standin):
        return Response(status=204)
    return jsonify(whole_state(standin, groups))


def _understood(standin: StandIn, told: Told | None) -> Response:
    user, message_id = request.args.get("user", ""), request.args.get("message", "")
    words = own_words(standin, user, message_id)
    if words is None or told is None:
        abort(404)
    return jsonify(told(user, message_id, words))


def _content(standin: StandIn, message_id: str) -> Response:
    kept = standin.content(message_id)
    if kept is None:
        abort(404)
    safe = kept.type.startswith(SAFE_TYPES)
    return Response(kept.body, content_type=kept.type if safe else "application/octet-stream")


def _menu(standin: StandIn, menu_id: str) -> Response:
    with standin.changed:
        picture = standin.menus.pictures.get(menu_id)
    if picture is None:
        abort(404)
    return Response(picture[0], content_type=picture[1])


def _add_person(standin: StandIn) -> Json:
    with standin.changed:
        if len(standin.people) >= PEOPLE_MOST:
            raise BadAct("เพิ่มคนได้ไม่เกินนี้ค่ะ")
        return {"id": standin.new_person(f"คนที่ {len(standin.people) + 1}")}


def _forward(standin: StandIn, clock: ShiftedClock, body: Json) -> Json:
    days = body.get("days")
    if type(days) is not int or not 1 <= days <= 366:  # True is an int, too
        raise BadAct("days: ต้องเป็น 1 ถึง 366")
    with standin.changed:
        clock.forward(days * DAY)
        standin.touch()
        return {"now": clock.now()}


def _bad_act(fault: BadAct) -> Response:
    return _fault(str(fault), 400)


def _http_fault(fault: HTTPException) -> Response:
    return _fault(fault.name, fault.code or 500)


def _fault(words: str, status: int) -> Response:
    response = jsonify({"fault": words})
    response.status_code = status
    return response

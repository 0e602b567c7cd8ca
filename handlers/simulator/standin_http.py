"""LINE's HTTP API over the stand-in: paths, bearer token, request ids. Decides no rule itself."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g, request

from handlers.simulator import standin_calls, standin_lookups
from handlers.simulator.standin import StandIn
from handlers.simulator.standin_http_guards import add_guards, answer, json_body
from handlers.simulator.standin_http_menus import add_menus
from handlers.simulator.standin_values import Json, Refused

Call = Callable[[StandIn, Json, str, str], Json]
SENDINGS: dict[str, tuple[Call, int]] = {
    "/v2/bot/message/reply": (standin_calls.reply, 200),
    "/v2/bot/message/push": (standin_calls.push, 200),
    "/v2/bot/message/multicast": (standin_calls.multicast, 200),
    "/v2/bot/message/broadcast": (standin_calls.broadcast, 200),
    "/v2/bot/message/validate/<any(reply,push,multicast,broadcast):call>": (standin_calls.validate, 200),
    "/v2/bot/chat/loading/start": (standin_calls.start_loading, 202),
    "/v2/bot/chat/markAsRead": (standin_calls.mark_as_read, 200),
}


def standin_blueprint(standin: StandIn) -> Blueprint:
    """LINE's API on a blueprint; mount it where the bot looks for LINE."""
    api = Blueprint(f"standin_{id(standin)}", __name__)
    add_guards(api, standin)
    for path, (call, status) in SENDINGS.items():
        _add_sending(api, standin, path, call, status)
    for path, lookup in standin_lookups.LOOKUPS.items():
        _add_lookup(api, standin, path, lookup)
    _add_webhook(api, standin)
    _add_content(api, standin)
    add_menus(api, standin)
    api.add_url_rule("/<path:rest>", "unknown", _unknown, methods=["GET", "POST", "PUT", "DELETE"])
    return api


def _add_sending(api: Blueprint, standin: StandIn, path: str, call: Call, status: int) -> None:
    def send(**_: str) -> Response:
        body, key = json_body(), request.headers.get("X-Line-Retry-Key", "")
        if key and call not in standin_calls.RETRYABLE:
            raise Refused(400, "X-Line-Retry-Key is not supported by this API")
        with standin.changed:
            return answer(call(standin, body, key, g.line_request_id), status)

    api.add_url_rule(path, path.replace(".", "_"), send, methods=["POST"])


def _add_lookup(api: Blueprint, standin: StandIn, path: str, lookup: Callable[..., Any]) -> None:
    def look(**names: str) -> Response:
        with standin.changed:
            return answer(lookup(standin, **names))

    api.add_url_rule(path, f"get {path}", look)


def _add_webhook(api: Blueprint, standin: StandIn) -> None:
    def change() -> Response:
        with standin.changed:
            return answer(standin_lookups.set_webhook(standin, json_body()))

    def leave(group: str) -> Response:
        with standin.changed:
            return answer(standin_lookups.leave_group(standin, group))

    api.add_url_rule("/v2/bot/channel/webhook/endpoint", "set webhook", change, methods=["PUT"])
    api.add_url_rule("/v2/bot/group/<group>/leave", "leave", leave, methods=["POST"])
    api.add_url_rule(
        "/v2/bot/channel/webhook/test",
        "try webhook",
        lambda: answer(standin_lookups.try_webhook(standin, json_body() if request.get_data() else {})),
        methods=["POST"],
    )


def _add_content(api: Blueprint, standin: StandIn) -> None:
    def content(message_id: str) -> Response:
        with standin.changed:
            kept = standin_lookups.content(standin, message_id)
        return Response(kept.body, content_type=kept.type) if kept else answer({}, 202)

    api.add_url_rule("/v2/bot/message/<message_id>/content", "content", content)


def _unknown(rest: str) -> Response:
    return answer({"message": "Not found"}, 404)

"""What every call to the stand-in meets: token, trouble, rate, JSON, request id. Knows no single path."""

import json
import time

from flask import Blueprint, Response, g, request
from werkzeug.exceptions import HTTPException

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_platform import request_id
from handlers.simulator.standin_values import Json, Refused, Trouble

REQUEST_BYTES = 2 * 1024 * 1024
WHO_ARE_YOU = (
    "Authentication failed due to the following reason: invalid token. "
    "Confirm that the access token in the authorization header is valid."
)
TROUBLE_WORDS = {429: "The API rate limit has been exceeded. Try again later."}


def add_guards(api: Blueprint, standin: StandIn) -> None:
    """Set them before and after each call of the API."""
    api.before_request(lambda: _before(standin))
    api.after_request(_after)
    api.register_error_handler(Refused, _refused)
    api.register_error_handler(HTTPException, _http_fault)


def json_body() -> Json:
    """The request's JSON object, or LINE's refusal."""
    if request.mimetype != "application/json":
        raise Refused(415, f"The content type, {request.mimetype or '-'}, is not supported")
    raw = request.get_data()
    if len(raw) > REQUEST_BYTES:
        raise Refused(413, "Payload Too Large")
    try:
        body = json.loads(raw)
    except ValueError as fault:
        line, column = getattr(fault, "lineno", 1), getattr(fault, "colno", 1)
        place = f"(line: {line}, column: {column})"
        raise Refused(400, f"The request body could not be parsed as JSON {place}") from fault
    if not isinstance(body, dict):
        raise Refused(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    return body


def answer(body: Json, status: int = 200) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), status, content_type="application/json")


def _before(standin: StandIn) -> Response | None:
    g.line_request_id, path = request_id(), "/v2/" + request.path.partition("/v2/")[2]
    request.max_content_length = 2 * REQUEST_BYTES
    if request.headers.get("Authorization") != f"Bearer {standin.token}":
        raise Refused(401, WHO_ARE_YOU)
    g.line_trouble = trouble = standin.take_trouble(path)
    if trouble is not None:
        time.sleep(trouble.delay)
        if trouble.status and not trouble.after_accept:
            return _troubled(trouble)
    _count(standin, path)
    return None


def _count(standin: StandIn, path: str) -> None:
    # Making a rich menu is rare at LINE and looking at it is not, though both have one path.
    if request.method != "GET" or "richmenu" not in path:
        with standin.changed:
            # A second is a real second, even for a test whose clock stands still.
            standin.rates.count(path, int(time.monotonic() * 1_000))


def _after(response: Response) -> Response:
    trouble: Trouble | None = g.get("line_trouble")
    if trouble and trouble.after_accept and trouble.status:
        response = _troubled(trouble)
    response.headers["x-line-request-id"] = g.line_request_id
    return response


def _refused(refusal: Refused) -> Response:
    response = answer(refusal.body, refusal.status)
    response.headers.update(refusal.headers)
    return response


def _http_fault(fault: HTTPException) -> Response:
    return answer({"message": fault.name}, fault.code or 500)


def _troubled(trouble: Trouble) -> Response:
    status = trouble.status or 500
    return answer({"message": trouble.message or TROUBLE_WORDS.get(status, "Internal error")}, status)

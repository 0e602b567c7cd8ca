"""Writes a request of ASGI down as WSGI wants to see it (PEP 3333). Reads no body and answers nothing."""

import sys
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

Message = dict[str, Any]


def environ_of(scope: Message, body: bytes) -> Message:
    """`scope` is of type http. A body that came in chunks has a length by now."""
    environ = _headers(scope["headers"])
    environ.update(
        REQUEST_METHOD=scope["method"],
        SCRIPT_NAME="",
        PATH_INFO=unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        QUERY_STRING=scope["query_string"].decode("latin-1"),
        SERVER_NAME=scope["server"][0],
        SERVER_PORT=str(scope["server"][1]),
        SERVER_PROTOCOL=f"HTTP/{scope['http_version']}",
        REMOTE_ADDR=scope["client"][0],
        CONTENT_LENGTH=str(len(body)),
    )
    return environ | _wsgi(scope["scheme"], body)


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> Message:
    told: Message = {}
    for name, value in raw:
        if name == b"transfer-encoding":
            continue  # that was between LINE and us: the body is whole now
        key = name.decode("latin-1").upper().replace("-", "_")
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        words = value.decode("latin-1")
        told[key] = f"{told[key]},{words}" if key in told else words
    return told


def _wsgi(scheme: str, body: bytes) -> Message:
    return {
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scheme,
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }

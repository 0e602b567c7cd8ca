"""Runs the stand-in alone on a loopback port, for tests. Never used by the demo, which mounts it."""

import threading
from dataclasses import dataclass

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from handlers.simulator.standin import StandIn
from handlers.simulator.standin_http import standin_blueprint

POLL = 0.01  # seconds; how soon closing is noticed


class QuietHandler(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"
    # One write per answer: two small ones would meet delayed acknowledgement, a false 40 ms.
    wbufsize = -1

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: a test's output is its own."""


@dataclass(frozen=True, slots=True)
class Served:
    """A stand-in that answers at `base_url` until it is closed."""

    standin: StandIn
    base_url: str
    server: BaseWSGIServer
    thread: threading.Thread

    def close(self) -> None:
        self.standin.close()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def __enter__(self) -> "Served":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def serve_standin(standin: StandIn, port: int = 0) -> Served:
    """Serve LINE's API on loopback; port 0 takes a free one."""
    app = Flask(__name__, static_folder=None)
    app.register_blueprint(standin_blueprint(standin))
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), name="standin", daemon=True)
    thread.start()
    return Served(standin, f"http://127.0.0.1:{server.server_port}", server, thread)

"""The baseline: a Flask route that does nothing, under the same server with the same number of threads.

Run as a process of its own: python -m tests.bench.empty PORT.
"""

import sys

from flask import Flask
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from handlers import server
from handlers.patience import Patient


def app() -> Flask:
    web = Flask("empty", static_folder=None)
    web.add_url_rule("/webhook", view_func=lambda: ("ok", 200), endpoint="webhook", methods=["POST"])
    web.add_url_rule("/healthz", view_func=lambda: ("ok", 200), endpoint="healthz")
    return web


def serve(port: int) -> None:
    Server(
        "tests.bench.empty:app",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,
        websockets=False,
        log_level=LogLevels.critical,
    ).serve(target_loader=lambda _: Patient(app(), server._THREADS))


if __name__ == "__main__":
    serve(int(sys.argv[1]))

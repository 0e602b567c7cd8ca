"""Runs the web server: a main process that only watches, and one worker that serves. Knows no collaborators.

Granian speaks HTTP and an event loop waits for bodies: neither silent connections nor slow bodies hold a thread.
"""

import os
import socket
import time
from functools import partial
from importlib import import_module

import click
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from sqlalchemy.exc import SQLAlchemyError

from handlers.alone import NotAlone, only_server
from handlers.patience import Patient
from handlers.process import end_when_told, end_with, told
from handlers.settings import Settings
from models.database import open_store
from models.migrate import current_is_head, upgrade

# Few of them take in LINE's events at once (`webhook.AT_ONCE`); the others are for /healthz and for copies.
_THREADS = 32
_DEMO_THREADS = 16  # it is LINE as well, and every page of the simulator asks for news
_PORT_PATIENCE_SECONDS = 3.0
_LAST_SECONDS = 10


class ServerFault(Exception):
    """Something outside the program keeps it from starting; the message is one clear line."""


def serve(settings: Settings) -> None:
    """Until it is told to stop. Raises SystemExit(1) after one clear line when it cannot start."""
    _run("handlers.app:web", "0.0.0.0", settings, _THREADS)  # noqa: S104 - LINE's requests come from outside


def demo(settings: Settings) -> None:
    """Only for this machine: whoever opens the simulator can read and say everything."""
    if settings.has_line:
        end_with(
            "`siangkan demo` invents its own LINE account: unset LINE_CHANNEL_SECRET and"
            " LINE_CHANNEL_ACCESS_TOKEN, or use `siangkan serve`."
        )
    _run("handlers.app:demo", "127.0.0.1", settings, _DEMO_THREADS)


def _run(target: str, address: str, settings: Settings, threads: int) -> None:
    try:
        _ensure_free(address, settings.port)
        _ensure_tables(settings)
        os.register_at_fork(after_in_child=end_when_told)
        with only_server(settings):
            _serve(target, address, settings.port, threads)
    except (ServerFault, NotAlone, SQLAlchemyError, OSError) as fault:
        end_with(told(fault))
    except SystemExit as ended:
        if ended.code:
            end_with(
                "The web process ended by itself; whatever watches over this program should start it again."
            )
        raise


def _serve(target: str, address: str, port: int, threads: int) -> None:
    Server(
        target,
        address=address,
        port=port,
        # Not WSGI: there a body holds a thread, and Granian may leave the next request waiting behind it
        # though it could start another thread.
        interface=Interfaces.ASGINL,
        workers=1,
        websockets=False,
        log_level=LogLevels.critical,
        workers_kill_timeout=_LAST_SECONDS,
    ).serve(target_loader=partial(_load, threads=threads))


def _load(target: str, threads: int) -> Patient:
    """Happens in the worker: the main process loads nothing of the bot."""
    module, factory = target.split(":")
    return Patient(getattr(import_module(module), factory)(), threads)


def _ensure_free(address: str, port: int) -> None:
    """A server that was killed a moment ago may still be leaving."""
    deadline = time.monotonic() + _PORT_PATIENCE_SECONDS
    while not _is_free(address, port):
        if time.monotonic() > deadline:
            raise ServerFault(
                f"Port {port} is taken by another program: stop that, or set PORT to another number."
            )
        time.sleep(0.1)


def _is_free(address: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except PermissionError as fault:
            raise ServerFault(
                f"Port {port} may not be used by this user: set PORT to 1024 or more."
            ) from fault
        except OSError:
            return False
    return True


def _ensure_tables(settings: Settings) -> None:
    """The embedded database needs nobody to look after it; PostgreSQL is migrated at release.

    A server that starts before its database answers 503 until the database is there.
    """
    store = open_store(settings.database_url)
    try:
        if store.is_sqlite:
            upgrade(store)
        elif not store.answers():
            click.echo("The database cannot be reached yet: LINE gets 503 until it can.", err=True)
        elif not current_is_head(store):
            click.echo(
                "The database is not up to date: run `siangkan migrate`. LINE gets 503 until then.", err=True
            )
    finally:
        store.close()

"""The life of the worker process: how it starts, how it ends, what it says when it cannot start. Serves nothing."""

import functools
import multiprocessing.util
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import NoReturn

import click
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from handlers.data import DataFault
from handlers.logs import set_up_logs
from handlers.settings import SettingsFault

_PARENT_CHECK_SECONDS = 0.2


def in_worker(factory: Callable[[], Flask]) -> Callable[[], Flask]:
    """A factory that tells its faults in one line and leaves no worker behind when the main process dies."""

    @functools.wraps(factory)
    def made() -> Flask:
        set_up_logs()
        # Ctrl-C reaches every process of a terminal, and the main one passes it on as SIGTERM: two signals
        # at once can lock Granian's own handler for good.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        _watch_parent()
        try:
            return factory()
        except (SettingsFault, DataFault, SQLAlchemyError, OSError) as fault:
            end_with(told(fault))

    return made


def leave(stop: Callable[[], None]) -> None:
    """Call `stop` when this worker ends. atexit does not reach processes made by multiprocessing."""
    multiprocessing.util.Finalize(None, stop, exitpriority=10)


def say_when_open(port: int, line: str) -> None:
    """Only a server that answers may say that it is ready."""

    def say() -> None:
        while not _answers(port):
            time.sleep(0.02)
        click.echo(line)

    threading.Thread(target=say, name="ready", daemon=True).start()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def end_when_told() -> None:
    """Until Granian sets its own handlers: those that came with the fork would only tell the main process."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def _watch_parent() -> None:
    """A worker whose main process was killed would keep the port for ever."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_PARENT_CHECK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def told(fault: Exception) -> str:
    """A database's own words may show its address, and in it a password."""
    if isinstance(fault, SQLAlchemyError):
        return f"The database cannot be used ({type(fault).__name__}): check DATABASE_URL and its rights."
    return str(fault)


def end_with(line: str) -> NoReturn:
    click.echo(line, err=True)
    sys.exit(1)

"""Runs the jobs and a sender without a web server: the `worker` process of the Procfile."""

import logging
import signal
import threading

from handlers.app import assemble
from handlers.clock import SystemClock
from handlers.logs import set_up_logs
from handlers.process import end_with
from handlers.settings import Settings
from models.migrate import current_is_head

log = logging.getLogger("siangkan.worker")


def work(settings: Settings) -> None:
    """Until SIGTERM or SIGINT; what is in flight may land first."""
    set_up_logs()
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    house = assemble(settings, SystemClock())
    if not current_is_head(house.services.store):
        end_with("The database is not up to date: run `siangkan migrate` first.")
    house.start()
    log.info("the worker runs")
    told.wait()
    house.stop()

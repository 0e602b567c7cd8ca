"""How the program's own lines look. No words of people and no LINE user id ever go into a line."""

import logging
import logging.config
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

_PLACES = 4
Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def named(fault: BaseException) -> str:
    """What broke and where, never the message of the exception: that may hold words of people."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if "site-packages" not in frame.filename] or frames
    places = (f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(ours[-_PLACES:]))
    return f"{type(fault).__name__} at {' < '.join(places)}"


class LineFormatter(logging.Formatter):
    """Libraries log exceptions with all they say; here too only their name and place go into a line."""

    def formatException(self, ei: Raised) -> str:
        return named(ei[1]) if ei[1] is not None else ""

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have left its own text of the exception.
        record.exc_text = None
        return super().format(record)


_LINES: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": LineFormatter, "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "siangkan": {"level": "INFO"},
        # At DEBUG the SDK prints LINE's answers.
        "linebot": {"level": "WARNING"},
        # Below ERROR it tells of tasks with what they were given.
        "huey": {"level": "ERROR"},
    },
}


def set_up_logs() -> None:
    logging.config.dictConfig(_LINES)

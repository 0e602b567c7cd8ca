"""How the program's own lines look. No words of people and no LINE user id ever go into a line."""

import logging
import logging.config
from typing import Any

_LINES: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "siangkan": {"level": "INFO"},
        # At DEBUG the SDK prints LINE's answers.
        "linebot": {"level": "WARNING"},
    },
}


def set_up_logs() -> None:
    logging.config.dictConfig(_LINES)

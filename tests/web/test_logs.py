"""What any library logs of an exception names it, and repeats nothing that it says."""

import subprocess
import sys

import pytest

FAILS = """
import logging
from handlers.logs import set_up_logs
set_up_logs()
try:
    raise ValueError("ครูสมชายดุมาก")
except ValueError:
    logging.getLogger("huey").exception("a task failed")
"""


@pytest.fixture(scope="module")
def logged() -> str:
    return subprocess.run([sys.executable, "-c", FAILS], capture_output=True, encoding="utf-8").stderr


def test_the_words_of_an_exception_are_not_logged(logged: str) -> None:
    assert "สมชาย" not in logged


def test_an_exception_is_logged_with_its_name_and_place(logged: str) -> None:
    assert logged.splitlines()[1:] == ["ValueError at <string>:6"]

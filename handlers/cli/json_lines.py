"""JSON lines in and out of a command, in UTF-8 on every machine. Knows nothing of what they say."""

import io
import json
import sys
from collections.abc import Mapping
from typing import TextIO


def in_utf8(stdin: TextIO) -> TextIO:
    """Standard input, and output with it, whatever the machine's own encoding is.

    A mark that Windows puts first is no part of the text.
    """
    if isinstance(stdin, io.TextIOWrapper):
        stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return stdin


def line(said: Mapping[str, object]) -> str:
    return printable(json.dumps(said, ensure_ascii=False))


def printable(text: str) -> str:
    """Thai as Thai; half a character that no encoding knows is escaped, in the way that JSON reads too."""
    return text.encode(errors="backslashreplace").decode()

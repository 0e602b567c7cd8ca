"""`read` shows what the bot understands, for people who try it out and for programs that measure it."""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click

from handlers.data import load_reader


@click.command()
@click.option("--explain", is_flag=True, help="Add what was perhaps meant, how sure it is, and why.")
def read(explain: bool) -> None:
    """Read JSON lines from standard input, write what was understood as JSON lines, in the same order.

    \b
    In:  {"text": "ครูไม่พอจ้า", "asking": "problem"}
    Out: {"intent": …, "focus": 0-3, "facets": […], "themes": […], "stance": …, "masked": …}

    \b
    With --explain also:
      "doubt": a command perhaps meant, or ""
      "sure": how likely the first theme is, 0-1; 0 where there is none
      "why": [{"theme": …, "chance": 0-1, "words": […]}], likeliest first

    `words` spoke for the theme, loudest first. A theme that was not coded may stand in `why` for comparison.

    `asking` is a facet, or consent, role, district, nothing; it may be left out. A line that is no such object
    gives {"error": …} in its place, and exit code 1 at the end.
    """
    broken = 0
    for answer in readings(_utf8(sys.stdin), explain):
        broken += "error" in answer
        click.echo(_line(answer))
    if broken:
        raise SystemExit(1)


def _utf8(stdin: TextIO) -> TextIO:
    """Whatever the machine's own encoding is; a mark that Windows puts first is no part of the text."""
    if isinstance(stdin, io.TextIOWrapper):
        stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return stdin


def _line(answer: dict[str, Any]) -> str:
    """Thai as Thai; half a character that no encoding knows stays escaped, as it came."""
    line = json.dumps(answer, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(answer)
    return line


def readings(lines: TextIO, explain: bool = False) -> Iterator[dict[str, Any]]:
    reader = load_reader()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            text, asking = asked["text"], asked.get("asking") or ""
            if not isinstance(text, str) or not isinstance(asking, str):
                raise TypeError
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield {"error": f'line {number} is not a JSON object with a "text"'}
            continue
        understood = reader.explain if explain else reader.read
        yield understood(text, asking).as_json()

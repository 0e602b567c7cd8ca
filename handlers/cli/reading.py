"""`read` shows what the bot understands, for people who try it out and for programs that measure it."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click

from handlers.cli.json_lines import in_utf8, line
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
    for answer in readings(in_utf8(sys.stdin), explain):
        broken += "error" in answer
        click.echo(line(answer))
    if broken:
        raise SystemExit(1)


def readings(lines: TextIO, explain: bool = False) -> Iterator[dict[str, Any]]:
    reader = load_reader()
    for number, said in enumerate(lines, 1):
        if not said.strip():
            continue
        try:
            asked = json.loads(said)
            text, asking = asked["text"], asked.get("asking") or ""
            if not isinstance(text, str) or not isinstance(asking, str):
                raise TypeError
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            yield {"error": f'line {number} is not a JSON object with a "text"'}
            continue
        understood = reader.explain if explain else reader.read
        yield understood(text, asking).as_json()

"""`gather` shows what summaries find in answers: phrases, points, quotes, news. Keeps nothing, asks no database."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

import click

from bot.thai.summing.heard import Heard
from bot.thai.summing.summing import Summing
from bot.thai.summing.voice import Voice
from handlers.cli.json_lines import in_utf8, line, printable
from handlers.data import load_form, load_summing


def _theme(ctx: click.Context, option: click.Parameter, value: str) -> str:
    """The codebook is read when a theme is named, not whenever the command line starts."""
    return click.Choice([theme.code for theme in load_form().themes])(value, option, ctx) if value else ""


@click.command()
@click.option("--table", is_flag=True, help="For people: a readable page instead of JSON lines.")
@click.option("--theme", default="", callback=_theme, help="Only the answers with this code of the codebook.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=12,
    show_default=True,
    help="So many phrases and points, a third of it quotes.",
)
@click.option(
    "--since",
    type=int,
    help="What is new in answers given at this time or later, against those before. In the unit of given_at: "
    "seconds or milliseconds since 1970.",
)
def gather(table: bool, theme: str, most: int, since: int | None) -> None:
    """Read answers as JSON lines from standard input, write what a summary would take from them.

    \b
    In:  {"text": "ครูไม่พอ", "person": "7", "themes": ["teacher_supply"], "stance": "problem", "given_at": 0}
    Out: {"kind": "phrase" | "point" | "quote" | "news", …}

    The text has to be masked already. `code` may be given; the number of the line stands for it otherwise.
    A line that is no such object is named on standard error and left out, with exit code 1 at the end.
    """
    broken: list[str] = []
    summing = load_summing()
    heard = summing.hear(_voices(in_utf8(sys.stdin), broken))
    found = list(_found(summing, heard.about(theme) if theme else heard, most, since))
    for told in map(printable, _page(found)) if table else map(line, found):
        click.echo(told)
    for fault in broken:
        click.echo(fault, err=True)
    if broken:
        raise SystemExit(1)


def _found(summing: Summing, heard: Heard, most: int, since: int | None) -> Iterator[dict[str, Any]]:
    for phrase in summing.key_phrases(heard, most):
        yield {"kind": "phrase", "phrase": phrase.phrase, "people": phrase.people, "codes": phrase.codes}
    for point in summing.points(heard)[:most]:
        codes = [voice.code for voice in point.members]
        yield {"kind": "point", "words": point.words, "people": point.people, "codes": codes}
    for voice in summing.quotes(heard, max(2, most // 3)):
        yield {"kind": "quote", "text": voice.text, "stance": voice.stance, "code": voice.code}
    if since is not None:
        now, before = heard.given(since), heard.given(None, since)
        for news in summing.news(now, before):
            yield {
                "kind": "news",
                "news": news.kind,
                "about": news.about,
                "what": news.what,
                "people_now": news.people_now,
                "people_before": news.people_before,
            }


def _page(found: list[dict[str, Any]]) -> Iterator[str]:
    kind = ""
    for row in found:
        if row["kind"] != kind:
            kind = row["kind"]
            yield f"{'' if row is found[0] else chr(10)}{kind.upper()}"
        yield _row(row)


def _row(row: dict[str, Any]) -> str:
    if row["kind"] == "quote":
        return f"   “{row['text']}” ({row['stance']}, {row['code']})"
    if row["kind"] == "news":
        return (
            f"{row['people_now']:4} ← {row['people_before']:<4} {row['what']} ({row['about']}, {row['news']})"
        )
    return f"{row['people']:4}  {row.get('phrase') or row['words']}"


def _voices(lines: TextIO, broken: list[str]) -> Iterator[Voice]:
    for number, said in enumerate(lines, 1):
        if not said.strip():
            continue
        try:
            yield _voice(json.loads(said), number)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            broken.append(f"line {number} is no answer: it needs text, person, themes, stance and given_at")


def _voice(row: dict[str, Any], number: int) -> Voice:
    """Raises KeyError, TypeError, ValueError or OverflowError for what is missing or of another type."""
    texts = [row[name] for name in ("text", "person", "stance")]
    if not all(isinstance(text, str) for text in (*texts, *row["themes"])) or isinstance(row["themes"], str):
        raise TypeError
    code = str(row.get("code") or number)
    return Voice(code, row["person"], row["text"], tuple(row["themes"]), row["stance"], int(row["given_at"]))

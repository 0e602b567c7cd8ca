"""`talk`: the whole conversation in a terminal, and the dialogue as a transcript that a test can play again."""

import sys
from pathlib import Path
from typing import TextIO

import click

from handlers.data import load_reader
from handlers.rehearsal import Rehearsal, rehearsing
from handlers.transcript import CannotPlay, act, kept, played, shown

_HELP = """พิมพ์ข้อความแล้วกด Enter · [ชื่อปุ่ม] หรือ :1 เพื่อกดปุ่ม · Enter เปล่า = เงียบไปครู่หนึ่ง
(สติกเกอร์) (รูป) (เสียง) (ผ่านไป 3 วัน) (ยกเลิกข้อความ) (บล็อก) · ปิด: Ctrl-D"""


@click.command()
@click.option(
    "--play",
    type=click.File(encoding="utf-8"),
    help="Play a transcript and print it whole, as a test wants it.",
)
@click.option(
    "--record", type=click.Path(path_type=Path), help="Keep this conversation as a transcript in FILE."
)
def talk(play: TextIO | None, record: Path | None) -> None:
    """Talk with the bot here, without LINE. Nothing is kept: it runs on a database that is gone afterwards."""
    with rehearsing(load_reader()) as rehearsal:
        if play:
            for line in played(_lines(play), rehearsal):
                click.echo(line)
            return
        lines = _converse(rehearsal)
    if record:
        record.write_text("\n".join(lines) + "\n", encoding="utf-8")
        click.echo(f"Recorded: {record}", err=True)


def _lines(play: TextIO) -> list[str]:
    try:
        return play.readlines()
    except UnicodeDecodeError:
        raise CannotPlay("The transcript is no UTF-8 text.") from None


def _converse(rehearsal: Rehearsal) -> list[str]:
    click.echo(_HELP, err=True)
    lines = ["# (what this conversation shows)"]
    _turn("(เพิ่มเพื่อน)", rehearsal, lines)
    for typed in sys.stdin:
        _turn(_as_line(typed.strip(), rehearsal), rehearsal, lines)
    return [*lines, *kept(rehearsal)]


def _as_line(typed: str, rehearsal: Rehearsal) -> str:
    if not typed:
        return "(เงียบ)"
    if typed.startswith("("):
        return typed
    labels = list(rehearsal.buttons)
    if typed.startswith(":") and typed[1:].isdigit() and 1 <= int(typed[1:]) <= len(labels):
        return f"> [{labels[int(typed[1:]) - 1]}]"
    return f"> {typed}"


def _turn(line: str, rehearsal: Rehearsal, lines: list[str]) -> None:
    try:
        heard = act(line, rehearsal)
    except CannotPlay as fault:
        click.echo(str(fault), err=True)
        return
    for bubble in heard:
        click.echo("\n".join(f"  {text}" for text in bubble.lines) + "\n")
    if heard and rehearsal.buttons:
        click.echo("  " + " ".join(f"{n}[{label}]" for n, label in enumerate(rehearsal.buttons, 1)))
    lines += [line, *shown(heard, rehearsal)]

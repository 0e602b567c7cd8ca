"""`poster` makes a code that opens the chat for an event or a school, and the page that hangs on its wall."""

from datetime import date
from pathlib import Path
from typing import Any, TypedDict

import click

from bot.form import Form
from handlers.cli.exporting import existing_store
from handlers.cli.poster_options import BotId, Day, OneLine, account_id, district_code, round_code
from handlers.clock import SystemClock
from handlers.data import load_form
from handlers.joining import chat_link, join_text
from handlers.pictures.lettering import TooLong
from handlers.pictures.poster import Poster, draw, save
from handlers.poster_words import poster_words
from handlers.settings import read_settings
from handlers.thai_dates import day_of, end_of, thai_date
from models import joins
from models.database import Store
from models.joins import Join

_KEPT = ("title", "round_", "district", "school", "closes")


class Typed(TypedDict):
    """What the operator typed. The database keeps the first five; the rest is only printed, or says where to."""

    title: str | None
    round_: str | None
    district: str | None
    school: bool
    closes: date | None
    day: date | None
    place: str | None
    bot_id: str | None
    code: str | None
    out: Path | None


@click.command()
@click.option("--title", type=OneLine(), help='What it is for: "เวทีรับฟัง อ.ไทรโยค", or the name of a school.')
@click.option("--round", "round_", help="The round that answers belong to.  [default: the current one]")
@click.option("--district", help="Where that is: a district's name or code, such as ไทรโยค or 7102.")
@click.option("--school", is_flag=True, help="The title names a school; answers of pupils will not carry it.")
@click.option("--closes", type=Day(), help="The last day on which the code works, such as 2027-03-31.")
@click.option("--date", "day", type=Day(), help="The day of the event; the page shows it in พ.ศ.")
@click.option("--place", type=OneLine(), help="Where the event is, such as หอประชุมอำเภอ.")
@click.option("--bot-id", type=BotId(), help="The account's LINE id, such as @123abcde.  [default: ask LINE]")
@click.option("--code", help="Draw the page of this code again, instead of making a new code.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="poster.pdf; poster.png is made beside it."
)
@click.option("--list", "only_list", is_flag=True, help="Make nothing: print all codes made so far.")
def poster(only_list: bool, **typed: Any) -> None:
    """Make a poster (A4; PDF and PNG) whose QR code opens the chat for an event or a school.

    Whoever scans it finds a message with the poster's code typed in already, and presses send. The code is no secret.
    The day and the place are only printed; give them again with --code.
    """
    given: Typed = typed  # type: ignore[assignment]
    if only_list:
        return _list()
    out, code = given["out"], (given["code"] or "").strip().upper()
    if out is None or out.suffix.lower() not in (".pdf", ".png") or not out.parent.is_dir():
        raise click.UsageError(
            "--out names the file to write, such as poster.pdf, in a folder that is there."
        )
    if bool(code) == bool(given["title"]) or (code and any(typed[name] for name in _KEPT)):
        raise click.UsageError(
            "Give --title (and what belongs to it) for a new code, or --code without them."
        )
    return _make(given, code, out)


def _list() -> None:
    store = existing_store(read_settings())
    with store.reading() as conn:
        made = joins.made(conn)
    store.close()
    for join in made:
        until = f" · until {thai_date(day_of(join.closes_at - 1))}" if join.closes_at else ""
        made_on = thai_date(day_of(join.created_at))
        click.echo(f"{join.code} · {join.title} · round {join.round} · made {made_on}{until}")


def _make(given: Typed, code: str, out: Path) -> None:
    """Everything that may fail comes before the code is made."""
    form, settings = load_form(), read_settings()
    new = None if code else _described(given, form, SystemClock().now())
    bot, store = account_id(given["bot_id"], settings), existing_store(settings)
    try:
        if new:
            draw(_page(given, new, bot, form), poster_words())
        join = _kept(store, new, code)
        page = _page(given, join, bot, form)
        files = save(draw(page, poster_words()), out, page)
    except TooLong as fault:
        raise click.ClickException(f"The poster has no room for this text: {fault}") from None
    finally:
        store.close()
    click.echo(f"{join.code} · {join.title}: " + ", ".join(map(str, files)))


def _described(given: Typed, form: Form, now: int) -> Join:
    """The code without its letters. Raises BadParameter."""
    closes_at = end_of(given["closes"]) if given["closes"] else None
    if closes_at is not None and closes_at <= now:
        raise click.BadParameter("that day is over already.", param_hint="--closes")
    round = round_code(given["round_"], form) if given["round_"] else form.current
    district = district_code(given["district"], form) if given["district"] else ""
    return Join("", round, given["title"] or "", district, given["school"], now, closes_at)


def _kept(store: Store, new: Join | None, code: str) -> Join:
    if new is not None:
        with store.writing() as conn:
            return joins.make(conn, new)
    with store.reading() as conn:
        found = joins.find(conn, code)
    if found is None:
        raise click.ClickException(f"No code {code} was ever made here: `siangkan poster --list` shows all.")
    return found


def _page(given: Typed, join: Join, bot: str, form: Form) -> Poster:
    round = form.rounds.get(join.round, form.rounds[form.current])
    return Poster(
        title=join.title,
        code=join.code,
        bot=bot,
        link=chat_link(bot, join_text(join.code)),
        organiser=round.organiser,
        when=thai_date(given["day"]) if given["day"] else "",
        place=given["place"] or "",
        closes=thai_date(day_of(join.closes_at - 1)) if join.closes_at else "",
        names=frozenset(district.label for district in form.districts.values()),
        made_at=join.created_at,
    )

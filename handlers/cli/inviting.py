"""`invite` makes a one-time code and shows it, once. What is kept of it is a keyed hash."""

from datetime import datetime, timedelta

import click

from bot.form import Form
from bot.groups import LINK
from bot.speech import phrase_text
from handlers.cli.exporting import existing_store
from handlers.clock import SystemClock
from handlers.data import load_form
from handlers.settings import Settings, SettingsFault, has_kept_secret, read_settings
from handlers.thai_dates import in_thailand, thai_date
from models import invites
from models.identity import Identity

_LONGEST_HOURS = 30 * 24


@click.command()
@click.option("--group", is_flag=True, help="A code that links the organisers' LINE group.")
@click.option("--round", "round_", help="Whose results the group may see.  [default: the bot's own round]")
@click.option(
    "--hours",
    type=click.IntRange(1, _LONGEST_HOURS),
    default=48,
    show_default=True,
    help="How long the code can be used.",
)
def invite(group: bool, round_: str | None, hours: int) -> None:
    """Make a one-time code for the organisers' LINE group, and the words to send them.

    Invite the bot to the group, then type the words there. In a linked group the bot answers a few commands; one
    that is not linked within a day it leaves. It keeps nothing of what is said in any group. LINE lets an account
    into groups only when "Allow bot to join group chats" is on (LINE Official Account Manager, Settings).
    """
    form = load_form()
    if not group:
        raise click.UsageError("Say what the code is for: --group.")
    if round_ and round_ not in form.rounds:
        raise click.BadParameter(f"no such round; there are: {', '.join(form.rounds)}", param_hint="--round")
    settings = _settings()
    until = _now() + timedelta(hours=hours)
    code = _made(settings, round_ or "", until)
    click.echo(f"A one-time code for a LINE group, good until {until:%d %B %Y, %H:%M} (Thailand).", err=True)
    click.echo("It is shown only now. Send the organisers these words:", err=True)
    click.echo(_words(form, code, until))


def _settings() -> Settings:
    """The code is hashed with the secret of the bot that will read it: one made up here would fit no other."""
    settings = read_settings()
    if settings.secret_key:
        return settings
    if not has_kept_secret(settings):
        raise SettingsFault(["SECRET_KEY is missing: it must be the same as where the bot runs."])
    click.echo("SECRET_KEY is not set: this code is for the `siangkan demo` of this database only.", err=True)
    return read_settings(make_secret=True)


def _now() -> datetime:
    return in_thailand(SystemClock().now())


def _made(settings: Settings, round: str, until: datetime) -> str:
    code, store = invites.new_code(), existing_store(settings)
    digest, end = invites.digest(Identity(settings.secret_key), code), int(until.timestamp() * 1000)
    with store.writing() as conn:
        invites.add(conn, digest, kind=invites.GROUP, round=round, now=SystemClock().now(), expires_at=end)
    store.close()
    return code


def _words(form: Form, code: str, until: datetime) -> str:
    end = f"{thai_date(until.date())} เวลา {until:%H:%M} น."
    return phrase_text(form, "group_invite", {"command": f"{LINK} {code}", "until": end})

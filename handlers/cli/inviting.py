"""`invite` makes a one-time code and shows it, once. What is kept of it is a keyed hash."""

from pathlib import Path

import click
from sqlalchemy import Connection

from bot.form import Form
from bot.groups import LINK
from bot.speech import phrase_text
from handlers.cli.exporting import existing_store
from handlers.cli.inviting_organisers import account_if_known, invite_organiser, picture_file
from handlers.cli.poster_options import BotId, OneLine, round_code
from handlers.clock import SystemClock
from handlers.data import load_form
from handlers.settings import Settings, SettingsFault, has_kept_secret, read_settings
from handlers.thai_dates import in_thailand, thai_date
from models import audit, invites
from models.identity import Identity
from models.invites import Invite
from models.organisers import ORGANISER, OWNER, ROLES, VIEWER

_LONGEST_HOURS = 30 * 24
_HOUR_MS = 3_600_000
_A = {OWNER: "an owner", ORGANISER: "an organiser", VIEWER: "a viewer"}


@click.command()
@click.option("--role", type=click.Choice(ROLES), help="A code that makes one person an organiser.")
@click.option("--group", is_flag=True, help="A code that links the organisers' LINE group.")
@click.option("--round", "round_", help="Whose results they may see.  [default: the bot's own round]")
@click.option(
    "--name", type=OneLine(), help='With --role: how organisers call that person, such as "ครูสมศรี".'
)
@click.option(
    "--hours",
    type=click.IntRange(1, _LONGEST_HOURS),
    default=48,
    show_default=True,
    help="How long the code can be used.",
)
@click.option(
    "--qr", type=click.Path(dir_okay=False, path_type=Path), help="With --role: a PNG file to write."
)
@click.option("--bot-id", type=BotId(), help="The account's LINE id, such as @123abcde.  [default: ask LINE]")
def invite(
    role: str | None,
    group: bool,
    round_: str | None,
    name: str | None,
    hours: int,
    qr: Path | None,
    bot_id: str | None,
) -> None:
    """Make a one-time code for an organiser or for their LINE group, and the words to send on.

    An owner may do all; an organiser all but invite and remove people; a viewer only looks. The link and the QR code
    open the chat with the words typed in already.

    --group: invite the bot to the group, then type the words there. In a linked group the bot answers a few
    commands; one that is not linked within a day it leaves. It keeps nothing of what is said in any group. LINE lets
    an account into groups only when "Allow bot to join group chats" is on (LINE Official Account Manager, Settings).
    """
    _check(role, group, name or qr or bot_id)
    form = load_form()
    round, file = round_code(round_, form) if round_ else "", picture_file(qr)
    settings, now = _settings(), SystemClock().now()
    store, until = existing_store(settings), now + hours * _HOUR_MS
    bot, identity = account_if_known(bot_id, settings, file) if role else "", Identity(settings.secret_key)
    with store.writing() as conn:
        if role:
            opens = Invite(round, role, name or "", audit.OPERATOR)
            words = invite_organiser(conn, identity, opens, now, until, bot, file)
        else:
            words = _invite_group(conn, identity, form, round, now, until)
    store.close()
    what = f"makes one person {_A[role]}" if role else "links a LINE group"
    click.echo(
        f"A one-time code that {what}, good until {in_thailand(until):%d %B %Y, %H:%M} (Thailand).", err=True
    )
    click.echo("It is shown only now. Send on these words:", err=True)
    click.echo(words)


def _check(role: str | None, group: bool, of_one_person: object) -> None:
    if group == bool(role):
        raise click.UsageError("Say what the code is for: --group, or --role owner, organiser or viewer.")
    if group and of_one_person:
        raise click.UsageError("--name, --qr and --bot-id go with --role.")


def _settings() -> Settings:
    """The code is hashed with the secret of the bot that will read it: one made up here would fit no other."""
    settings = read_settings()
    if settings.secret_key:
        return settings
    if not has_kept_secret(settings):
        raise SettingsFault(["SECRET_KEY is missing: it must be the same as where the bot runs."])
    click.echo("SECRET_KEY is not set: this code is for the `siangkan demo` of this database only.", err=True)
    return read_settings(make_secret=True)


def _invite_group(conn: Connection, identity: Identity, form: Form, round: str, now: int, until: int) -> str:
    code, at = invites.new_code(), in_thailand(until)
    digest = invites.digest(identity, code)
    invites.add(conn, digest, kind=invites.GROUP, now=now, expires_at=until, round=round)
    audit.note(conn, audit.OPERATOR, "invite group", round, now)
    end = f"{thai_date(at.date())} เวลา {at:%H:%M} น."
    return phrase_text(form, "group_invite", {"command": f"{LINK} {code}", "until": end})

"""What `invite --role` shows: words to send on, and their link as a QR code, in a file or on the terminal."""

import io
import sys
from pathlib import Path

import click
import segno
from sqlalchemy import Connection

from handlers.cli.poster_options import account_id
from handlers.organising import invitations
from handlers.pictures.qr import qr_code
from handlers.settings import Settings
from models import invites
from models.identity import Identity
from models.invites import Invite

_DOTS = 1000
_QUIET_ZONE = 2
"""Less than on paper: a terminal has a dark rim of its own, and few lines."""


def picture_file(qr: Path | None) -> Path | None:
    """Raises BadParameter for a file that cannot be written, before any code is made."""
    if qr is not None and (qr.suffix.lower() != ".png" or not qr.parent.is_dir()):
        raise click.BadParameter(
            "it names a file such as code.png, in a folder that is there.", param_hint="--qr"
        )
    return qr


def account_if_known(bot_id: str | None, settings: Settings, qr: Path | None) -> str:
    """The account's LINE id; "" where no account is set and no picture is wanted, which is said."""
    if bot_id or qr or settings.has_line:
        return account_id(bot_id, settings)
    click.echo("No LINE account is set, so there is no link and no QR code: the words alone do.", err=True)
    return ""


def invite_organiser(
    conn: Connection, identity: Identity, invite: Invite, now: int, until: int, bot_id: str, qr: Path | None
) -> str:
    """What is to be sent on, and below it the QR code where somebody looks at a terminal."""
    code = invites.new_code()
    link = invitations.link(code, bot_id)
    if qr is not None:
        qr_code(link, _DOTS).save(qr)
    invitations.keep(conn, identity, code, invite, now, until)
    words = invitations.words(code, until, bot_id)
    return f"{words}\n\n{_on_terminal(link)}" if link and sys.stdout.isatty() else words


def _on_terminal(link: str) -> str:
    drawn = io.StringIO()
    segno.make_qr(link, error="l").terminal(drawn, border=_QUIET_ZONE, compact=True)
    return drawn.getvalue()

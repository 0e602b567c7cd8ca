"""A code that makes somebody an organiser: kept as a hash, and told in words that can be sent on. Sends nothing."""

from sqlalchemy import Connection

from handlers.joining import chat_link
from handlers.organising.words import worded
from handlers.thai_dates import thai_time
from models import audit, invites
from models.identity import Identity
from models.invites import Invite


def keep(conn: Connection, identity: Identity, code: str, invite: Invite, now: int, expires_at: int) -> None:
    """The code waits to be typed, and the log tells who made one."""
    digest, opens = invites.digest(identity, code), {name: getattr(invite, name) for name in Invite.__slots__}
    invites.add(conn, digest, kind=invites.ORGANISER, now=now, expires_at=expires_at, **opens)
    audit.note(conn, invite.made_by, "invite", f"{invite.role} {invite.round}".strip(), now)


def sentence(code: str) -> str:
    """What is to be typed into the chat."""
    return f"{worded('team_sentence')} {code}"


def link(code: str, bot_id: str) -> str:
    """Opens the chat with that typed in; "" where nobody knows what the account is called."""
    return chat_link(bot_id, sentence(code)) if bot_id else ""


def words(code: str, expires_at: int, bot_id: str = "") -> str:
    """To be sent on as they are."""
    phrase = "team_invitation_link" if bot_id else "team_invitation"
    slots = {"sentence": sentence(code), "until": thai_time(expires_at), "link": link(code, bot_id)}
    return worded(phrase, **slots)

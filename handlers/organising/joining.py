"""Whoever types a right code becomes an organiser. To everybody else nothing here shows that there are any codes."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.events import Event, Said
from bot.organising.codes import Typed, typed
from bot.organising.orders import Order
from handlers.organising import menus
from handlers.organising.asked import Answer
from handlers.organising.saying import Way, says, ways
from handlers.organising.words import worded
from handlers.services import Services
from models import audit, invites, organisers, tries
from models.codes import LETTERS
from models.invites import Invite
from models.organisers import OWNER, Organiser
from models.people import Person


def by_code(services: Services, conn: Connection, person: Person, event: Event) -> Answer | None:
    """None where the message is none of ours: no code, a wrong one without its sentence, or any after five wrong
    ones. Then it gets the ordinary answer. The caller holds the lock on this person."""
    found = typed(event.text, worded("team_sentence")) if isinstance(event, Said) else None
    if found is None or not (found.said or _has_shape(found.code)):
        return None
    who = services.identity.handle(f"code tries {person.handle}")
    if tries.are_over(conn, who, event.now):
        return None
    return _opened(services, conn, person, found.code, event.now) or _wrong(conn, who, found, event.now)


def _has_shape(code: str) -> bool:
    return len(code) == invites.LENGTH and set(code) <= set(LETTERS)


def _wrong(conn: Connection, who: str, found: Typed, now: int) -> Answer | None:
    last = tries.note_wrong(conn, who, now)
    if not found.said:
        return None  # ten letters by chance, as likely as not
    return says("team_wrong_code_last" if last else "team_wrong_code")


def _opened(services: Services, conn: Connection, person: Person, code: str, now: int) -> Answer | None:
    digest = invites.digest(services.identity, code)
    invite = invites.find(conn, digest, invites.ORGANISER, now)
    if invite is None or not _may_invite(conn, invite.made_by):
        return None
    known = organisers.of(conn, person.id)
    if kept := _kept_for_another(conn, known, invite):
        return kept
    if invites.use(conn, digest, invites.ORGANISER, now) is None:
        return None  # somebody was faster
    return _changed(conn, known, invite, now) if known else _joined(conn, person, invite, now)


def _may_invite(conn: Connection, code: str) -> bool:
    """A code is worth nothing when whoever made it is no owner any more: it would be a way back in."""
    maker = organisers.by_code(conn, code)
    return code == audit.OPERATOR or (maker is not None and maker.may(OWNER))


def _kept_for_another(conn: Connection, known: Organiser | None, invite: Invite) -> Answer | None:
    """An organiser to whom the code would do nothing good does not use it up: inviters try their own links."""
    if known is None:
        return None
    if invite.made_by == known.code:
        return says("team_own_code", *_first_ways())
    if (invite.role, invite.round) == (known.role, known.round):
        return says("team_already", *_first_ways(), role=role_word(known.role))
    if invite.role != OWNER and known.role == OWNER and organisers.count_owners(conn) == 1:
        return says("team_stays_owner", *_first_ways())
    return None


def _joined(conn: Connection, person: Person, invite: Invite, now: int) -> Answer:
    new = Organiser(person.id, "", invite.role, invite.round, invite.label, invite.made_by, now)
    made = organisers.join(conn, new)
    menus.hang(conn, person.id, now)
    audit.note(conn, made.code, "join", f"{made.role} {made.round}".strip(), now)
    return says(f"team_welcome_{made.role}", *_first_ways())


def _changed(conn: Connection, known: Organiser, invite: Invite, now: int) -> Answer:
    label = invite.label or known.label
    new = replace(known, role=invite.role, round=invite.round, label=label, invited_by=invite.made_by)
    organisers.keep(conn, new)
    audit.note(conn, known.code, "change role", f"{known.role} to {new.role} {new.round}".strip(), now)
    phrase = "team_round_changed" if new.role == known.role else "team_changed"
    return says(phrase, *_first_ways(), role=role_word(new.role))


def role_word(role: str) -> str:
    return worded(f"team_role_{role}")


def _first_ways() -> list[Way]:
    return list(ways(("team_way_summary", Order("summary")), ("team_way_help", Order("help"))))

"""An owner invites somebody in the chat, sees who organises, and takes somebody out. Never the last owner."""

from bot.cutting import clipped
from bot.organising.codes import role_and_label
from bot.organising.orders import Order
from handlers.organising import invitations, menus
from handlers.organising.asked import Answer, Asked
from handlers.organising.joining import role_word
from handlers.organising.saying import Way, says, text, ways
from handlers.organising.words import worded
from handlers.thai_dates import day_of, thai_date
from models import audit, invites, organisers
from models.invites import Invite
from models.organisers import OWNER, ROLES, Organiser

PAGE = 10
"""So that each gets a button, and three are left for other ways."""
_GOOD_MS = 48 * 3_600_000
_LONGEST_LABEL = 24  # with it a button's data still fits
_YES = "yes"


def invite(asked: Asked) -> Answer:
    """The words to send on, in a bubble of their own, so that they can be forwarded. There is a link where the
    account's LINE id is known."""
    role, label = _named(asked.order)
    if not role:
        who = worded("team_called", label=label) if label else worded("team_somebody")
        return says("team_which_role", *_role_ways(asked.order, label), who=who)
    round = asked.order.scope.round or asked.organiser.round
    opens = Invite(round, role, label, asked.organiser.code)
    code, until = invites.new_code(), asked.now + _GOOD_MS
    invitations.keep(asked.conn, asked.services.identity, code, opens, asked.now, until)
    after = ways(("team_way_invite", Order("invite")), ("team_way_list", Order("organisers")))
    words = invitations.words(code, until, asked.services.account_id())
    return (*text(words), *says("team_invited", *after, role=role_word(role)))


def _named(order: Order) -> tuple[str, str]:
    """The role, "" while none was chosen, and whom the owner calls so."""
    known = {role: worded(f"team_words_{role}") for role in ("", *ROLES)}
    chosen = order.step if order.step in ROLES else ""
    role, label = (chosen, order.words) if chosen else role_and_label(order.words, known)
    return role, clipped(" ".join(label.split()), _LONGEST_LABEL)


def _role_ways(order: Order, label: str) -> list[Way]:
    return [(role_word(role), Order("invite", order.scope, words=label, step=role)) for role in ROLES]


def list_organisers(asked: Asked) -> Answer:
    count = organisers.count(asked.conn)
    page = min(asked.order.page, (count - 1) // PAGE)
    shown = organisers.listed(asked.conn, page * PAGE, PAGE)
    lines = [_line(asked, number, each) for number, each in enumerate(shown, page * PAGE + 1)]
    others = [each for each in shown if each.code != asked.organiser.code]
    lines += [worded("team_list_hint")] if others else []
    further = [("team_way_back", page - 1)] if page else []
    further += [("team_way_more", page + 1)] if (page + 1) * PAGE < count else []
    pages = [(phrase, Order("organisers", page=at)) for phrase, at in further]
    after = [*map(_remove_way, others), *ways(*pages, ("team_way_invite", Order("invite")))]
    return says("team_list", *after, count=count, lines="\n".join(lines))


def _line(asked: Asked, number: int, organiser: Organiser) -> str:
    mine = organiser.code == asked.organiser.code
    return worded(
        "team_line_you" if mine else "team_line",
        number=number,
        label=_label(organiser),
        role=role_word(organiser.role),
        since=thai_date(day_of(organiser.joined_at), "พ.ศ. "),
        code=organiser.code,
    )


def _label(organiser: Organiser) -> str:
    return organiser.label or worded("team_unnamed")


def _remove_way(organiser: Organiser) -> Way:
    who = organiser.label or organiser.code
    return worded("team_way_remove", who=who), Order("remove", code=organiser.code)


def remove(asked: Asked) -> Answer:
    """Asks once more before it does. The one who is taken out is told nothing and is an ordinary person again."""
    code = (asked.order.code or asked.order.words).strip().upper()
    if not code:
        return list_organisers(asked)
    found = organisers.by_code(asked.conn, code)
    if found is None:
        return says("team_nobody", *ways(("team_way_list", Order("organisers"))))
    if found.role == OWNER and organisers.count_owners(asked.conn) == 1:
        return says("team_last_owner", *ways(("team_way_invite", Order("invite"))))
    if asked.order.step != _YES:
        return _ask_once_more(asked, found)
    organisers.remove(asked.conn, found.person_id)
    menus.take_down(asked.conn, found.person_id, asked.now)
    audit.note(asked.conn, asked.organiser.code, "remove", f"{found.code} {found.role}", asked.now)
    if found.code == asked.organiser.code:
        return says("team_left")
    return says("team_removed", *ways(("team_way_list", Order("organisers"))), label=_label(found))


def _ask_once_more(asked: Asked, found: Organiser) -> Answer:
    yes, no = Order("remove", code=found.code, step=_YES), Order("organisers")
    phrase = "team_leave_sure" if found.code == asked.organiser.code else "team_remove_sure"
    slots = {"label": _label(found), "role": role_word(found.role), "code": found.code}
    return says(phrase, *ways(("team_way_yes", yes), ("team_way_no", no)), **slots)

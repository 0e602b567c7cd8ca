"""A saved state meets today's questionnaire. Questions that are gone are left out; no answer and no consent is touched.

Also keeps `step` total: whatever JSON a state came from, what leaves here fits the form.
"""

from dataclasses import replace

from bot.form import Form
from bot.state import (
    Asking,
    Choosing,
    Confirming,
    Consenting,
    Declined,
    Idle,
    New,
    Paused,
    Picking,
    Place,
    Placing,
    State,
    Talking,
)
from bot.who import FIELDS

CONFIRMABLE = ("restart", "delete", "erase", "withdraw")


def carried(state: State, form: Form) -> State:
    """The same state where it fits; `version` becomes the form's, and the round is the one that hears now."""
    state = in_its_round(state, form)
    return replace(
        state,
        place=_place(state.place, form),
        answered=_known(state.answered, form),
        skipped=_known(state.skipped, form),
        hollow=_known(state.hollow, form),
        renew=_known(state.renew, form),
        before=state.before if _slot(state.before, form) else "",
        version=form.version,
    )


def in_its_round(state: State, form: Form) -> State:
    """Where the current round is another one now, nothing was answered in it yet."""
    profile = state.profile
    round = profile.invited or form.current
    if profile.round and profile.round != round:
        state = moved(state, ())
    return replace(state, profile=replace(profile, round=round))


def moved(state: State, answered: tuple[str, ...], picked: tuple[str, ...] = ()) -> State:
    """To a round in which this was answered. Free talks are counted on, so that none is taken for another."""
    open_ = isinstance(state.place, New | Consenting | Declined | Placing)
    return replace(
        state,
        place=state.place if open_ else Idle(),
        answered=answered,
        picked=picked,
        skipped=(),
        hollow=(),
        renew=(),
        before="",
        elsewhere=state.elsewhere or bool(state.answered or state.talks),
    )


def _known(questions: tuple[str, ...], form: Form) -> tuple[str, ...]:
    return tuple(q for q in questions if q in form.questions)


def _slot(slot: str, form: Form) -> bool:
    return slot in form.questions or slot.startswith("free.")


def _place(place: Place, form: Form) -> Place:
    match place:
        case Asking():
            return _asking(place, form)
        case Placing(field):
            return place if field in FIELDS else Idle()
        case Talking(slot):
            return place if slot.startswith("free.") else Idle()
        case Picking(slots, then):
            known, under = _known(slots, form), _under(then, form)
            return replace(place, slots=known, then=under) if known else under
        case Confirming(what, then):
            return Confirming(what, _under(then, form)) if _confirmable(what, form) else _under(then, form)
        case Paused(then):
            return Paused(_flat(then, form))
        case New() | Consenting() | Declined() | Choosing() | Idle():
            return place


def _confirmable(what: str, form: Form) -> bool:
    kind, _, about = what.partition(":")
    if kind == "drop":
        return _slot(about, form)
    return about in form.districts if kind == "near" else what in CONFIRMABLE


def _under(then: Place, form: Form) -> Place:
    """A question about the conversation may lie over a pause, but neither lies over its own kind."""
    while isinstance(then, Picking | Confirming):
        then = then.then
    return Paused(_flat(then.then, form)) if isinstance(then, Paused) else _place(then, form)


def _flat(then: Place, form: Form) -> Place:
    while isinstance(then, Picking | Confirming | Paused):
        then = then.then
    return _place(then, form)


def _asking(asking: Asking, form: Form) -> Place:
    path = _known(asking.path, form)
    if asking.question in path:
        return replace(asking, path=path, index=path.index(asking.question))
    if asking.question in form.questions:
        return replace(asking, path=(asking.question,), index=0)
    ahead = _known(asking.path[max(asking.index, 0) :], form)
    return Asking(ahead[0], asking.chapter, path, path.index(ahead[0])) if ahead else Choosing()

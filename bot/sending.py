"""What is sent beside words: stickers, photos, voices, files, locations. Never met with silence.

A photo or a voice at a question is an answer where the round takes it; what is not taken is told what to do instead.
"""

from dataclasses import replace

from bot import asking, welcome
from bot.cards import say, screen
from bot.events import Sent
from bot.form import Form
from bot.nearby import district_at
from bot.rounds import MEDIA
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
    Placing,
    State,
    Talking,
)
from bot.step import Step
from bot.talking import listen
from bot.who import accepts, minor, missing

KINDS = ("sticker", "image", "audio", "video", "file", "location")


def sent(state: State, event: Sent, form: Form) -> Step:
    place = state.place
    if isinstance(place, New):
        return welcome.greet(state, event.now, form)
    if isinstance(place, Consenting):
        return welcome.remind_consent(state, form)
    if state.profile.consent != form.consent.version or isinstance(place, Declined):
        return _thanked(state, event, form)
    if event.kind == "location":
        return _shared_place(state, event, form)
    if (
        event.kind in MEDIA
        and not event.too_many
        and accepts(event.kind, state, form)
        and not missing(state, form)
    ):
        kept = _kept(state, event, form)
        if kept:
            return kept
    return _thanked(state, event, form)


def _kept(state: State, event: Sent, form: Form) -> Step | None:
    """At a question it is an answer; in free talk a voice is one too, but a photo is mostly a greeting."""
    match state.place:
        case Asking(question=question) as place if not form.questions[question].profile:
            heard = asking.hear(state, place, event, form)
            return _noted(heard, f"kept_{event.kind}")
        case Talking(asked=False, words=words) if words:
            return _noted(listen(state, event, form), f"kept_{event.kind}")
        case Idle() | Choosing() | Talking() if event.kind == "audio":
            return _noted(listen(state, event, form), "kept_audio")
        case Picking(review=True, then=(Choosing() | Idle()) as then):
            return _noted(listen(state.at(then), event, form), f"kept_{event.kind}")
        case Paused(then=Asking()) as paused:
            return _kept(replace(state, place=paused.then, asked_at=event.now), event, form)
        case _:
            return None


def _noted(heard: Step, phrase: str) -> Step:
    """Said when it is quiet, so that it does not talk into what still comes."""
    place = heard.state.place
    if isinstance(place, Asking | Talking):
        return Step(heard.state.at(replace(place, first=phrase)), heard.effects)
    return heard


def _thanked(state: State, event: Sent, form: Form) -> Step:
    """A sticker, or what this round does not take. While words are coming in it is mentioned when it is quiet."""
    got = "got_enough" if event.too_many else _word_for(event.kind, state, form)
    first = "" if event.kind == "sticker" else got
    match state.place:
        case Asking(words=words) as place if words and not place.doubt:
            return Step(state.at(replace(place, first=first or place.first)))
        case Talking(asked=False, words=words) as place if words:
            return Step(state.at(replace(place, first=first or place.first)))
        case _:
            return Step(state, screen(state, form)).after(say(state, form, got))


def _word_for(kind: str, state: State, form: Form) -> str:
    if kind != "sticker" and (not state.profile.consent or missing(state, form) in ("age", "leave")):
        return "got_unkept"
    if kind in MEDIA and minor(state):
        return "got_from_young"
    if kind == "image" and isinstance(state.place, Idle | Choosing | Talking):
        return "got_greeting"
    return f"got_{kind}" if kind in KINDS else "got_unknown"


def _shared_place(state: State, event: Sent, form: Form) -> Step:
    """The district it lies in, after a tap; the place itself is kept nowhere."""
    district = district_at(event.where, form.districts.values()) if event.where else ""
    asked = isinstance(state.place, Placing) and state.place.field not in ("zone", "district")
    if (
        not district
        or asked
        or missing(state, form) in ("age", "leave")
        or isinstance(state.place, Confirming)
    ):
        return _thanked(state, event, form)
    if district == state.profile.district:
        return Step(state, screen(state, form)).after(say(state, form, "near_known"))
    state = replace(state, place=Confirming(f"near:{district}", state.place), asked_at=event.now)
    return Step(state, screen(state, form))

"""Before the questions: greeting, notice, consent, and who speaks. Stores nothing of a person who has not agreed."""

import re
from dataclasses import replace

from bot.asking import ask_who, go_on
from bot.cards import consent_buttons, consent_card, do, say, screen
from bot.choices import chosen_by_text
from bot.effects import Anonymise, Correct, Forget, Record, Say
from bot.events import Happened, Said
from bot.form import Form
from bot.places import find_age, find_district, find_role, find_zone
from bot.state import (
    Confirming,
    Consenting,
    Declined,
    Paused,
    Placing,
    State,
)
from bot.step import Step
from bot.talking import keep_aside
from bot.who import FIELDS, NOT_SAID, PUPIL, band, minor, missing, placing_choices
from bot.words import graphemes, key, layout_swap

LONGEST_PLACE = 24
"""A longer text that names a place, or none, where a place or a role was asked, is an opinion of its own."""

LONG = 12
_ZONE = "โซน"
_YEARS = re.compile(r"(?:ตอนนี้)?(?:อายุ)?\s*([0-9]{1,3})\s*(?:ปี|ขวบ)?(?:แล้ว)?")
_TOLD_YEARS = re.compile(r"อายุ\s*([0-9]{1,3})|([0-9]{1,3})\s*(?:ปี|ขวบ|กว่า)")
_SECONDARY = re.compile(r"(?:อยู่|เรียน|ชั้น)*\s*(?:(?:ม|มัธยม)\.?\s*[1-6]|ปวช\.?\s*[1-3]?)")


def greet(state: State, now: int, form: Form, *, unkept: bool = False) -> Step:
    """Two bubbles that explain, then notice and consent.

    `unkept`: they wrote something that we may not keep yet.
    """
    state = replace(state, place=Consenting(), asked_at=now)
    hint = form.phrases["not_kept_yet"] if unkept else ""
    card = consent_card(state, form, hint)
    return Step(state, (say(state, form, "hello"), say(state, form, "hello_use"), card))


def greet_again(state: State, now: int, form: Form, phrase: str) -> Step:
    """The notice once more: after a no, or because its text has changed."""
    state = replace(state, place=Consenting(), asked_at=now)
    return Step(state, (say(state, form, phrase), consent_card(state, form)))


def remind_consent(state: State, form: Form) -> Step:
    """A word or a picture while consent is open: say kindly that nothing is kept yet."""
    place = state.place
    state = state.at(place if isinstance(place, Consenting) else Consenting())
    phrase = "child" if isinstance(place, Consenting) and place.guardian else "consent_needed"
    return Step(state, (say(state, form, phrase, *consent_buttons(state, form)),))


def agree(state: State, event: Happened, form: Form) -> Step:
    profile = replace(state.profile, consent=form.consent.version, consent_at=event.at)
    guardian = isinstance(state.place, Consenting) and state.place.guardian
    step = go_on(replace(state, profile=profile), event.now, form)
    return step.after(say(step.state, form, "guardian_kept" if guardian else "consent_kept"))


def decline(state: State, now: int, form: Form) -> Step:
    profile = replace(state.profile, consent="", consent_at=0)
    state = replace(state, place=Declined(), profile=profile, asked_at=now)
    return Step(state, screen(state, form))


def full_notice(state: State, form: Form) -> Step:
    """The whole text, then whatever was open, so that its buttons are there again."""
    open_ = not state.profile.consent and not isinstance(state.place, Confirming)
    buttons = consent_buttons(state, form)[:2] if open_ else ()
    notice = say(state, form, "full_notice", *buttons, notice=form.consent.full)
    return Step(state, () if open_ else screen(state, form)).after(notice)


def hear_place(state: State, field: str, event: Said, form: Form) -> Step:
    """What was typed at a profile question: a number, a label, or a place in people's own words.

    Tried as typed, then as if the keyboard had been on the other language.
    """
    for text in (event.text, *_other_layout(field, event.text)):
        step = _recognised(state, field, text, event, form)
        if step:
            return step
    return _not_understood(state, field, event, form)


def _other_layout(field: str, text: str) -> tuple[str, ...]:
    """Only what cannot be Thai as it stands: "ม.3" is a class, and no number typed on the other keyboard."""
    if field == "leave" or any("\u0e00" <= letter <= "\u0e7f" for letter in text):
        return ()
    return (layout_swap(text),)


def _recognised(state: State, field: str, text: str, event: Said, form: Form) -> Step | None:
    choices = chosen_by_text(text, placing_choices(field, state, form))
    if choices:
        return place(state, field, choices[0].code, event.now, form)
    if field == "age":
        code = _age_in_words(text, form)
        return place(state, field, code, event.now, form) if code else None
    if field == "role":
        role = find_role(text, form.roles.values()) if _names_a_role(text) else None
        return place(state, field, role.code, event.now, form) if role else None
    return _recognised_area(state, text, event, form) if field in ("zone", "district") else None


def _names_a_role(text: str) -> bool:
    """ "เป็นแม่ของเด็ก ป.3" does; "ไม่มีครูสอนเลย" and a whole opinion do not."""
    return graphemes(text) <= LONGEST_PLACE and not any(word in text for word in ("ไม่", "อยาก", "ขาด"))


def _age_in_words(text: str, form: Form) -> str:
    """ "65", "อายุ 65 ปี", "10 ขวบ", "ม.3". A small bare number was an option's number and never comes here."""
    spoken = key(text)
    if graphemes(text) > LONGEST_PLACE or any(word in spoken for word in ("ไหม", "มั้ย", "ไม่")):
        return ""
    if _SECONDARY.fullmatch(spoken):
        return PUPIL
    years = _YEARS.fullmatch(spoken) or _TOLD_YEARS.search(spoken)
    if years:
        return band(int(next(filter(None, years.groups()))), form)
    age = find_age(text, form.ages.values())
    return age.code if age else ""


def _recognised_area(state: State, text: str, event: Said, form: Form) -> Step | None:
    """A district says its zone as well."""
    zone = find_zone(text, form.zones.values())
    by_zone = zone is not None and key(text).startswith(_ZONE)
    district = None if by_zone else find_district(text, form.districts.values())
    if not district:
        return place(state, "zone", zone.code, event.now, form) if zone else None
    state = _with(state, zone=district.zone, district=district.code)
    step = _told(state, "district", event.now, form)
    step = step.after(say(state, form, "district_heard", district=district.label))
    return _with_words(step, event) if graphemes(event.text) > LONGEST_PLACE else step


def _with_words(step: Step, event: Said) -> Step:
    """A whole sentence that names a district says more than where it is: its words are kept too."""
    talks = step.state.talks + 1
    kept = Record(f"free.{talks}", event.message_id, event.at, event.text)
    return Step(replace(step.state, talks=talks, before=f"free.{talks}"), step.effects).after(kept)


def _not_understood(state: State, field: str, event: Said, form: Form) -> Step:
    """Nothing is kept before we know the age and, of the young, the leave."""
    long = graphemes(event.text)
    if field not in ("age", "leave") and long > LONGEST_PLACE:
        return keep_aside(state, event, form)
    phrase = "not_now" if long >= LONG else "pick_one"
    return Step(state, screen(state, form)).after(say(state, form, phrase))


def place(state: State, field: str, code: str, now: int, form: Form) -> Step:
    """Keep one thing about the person and go on."""
    match field, code:
        case "age", "u10":
            return _too_young(state, now, form)
        case "leave", "no":
            state = replace(state, place=Paused(Placing("leave")), asked_at=now)
            return Step(state, (say(state, form, "ask_leave_first", *do(state, form, "start", "help")),))
        case "leave", _:
            return go_on(replace(state, profile=replace(state.profile, leave=True)), now, form)
        case "age", _:
            profile = replace(state.profile, leave=state.profile.leave and code == state.profile.age)
            return _anonymous(go_on(_with(replace(state, profile=profile), age=code), now, form))
        case "zone", _:
            return _told(_with(state, zone=code, district=""), field, now, form)
        case _:
            return _told(_with(state, **{field: code}), field, now, form)


def _told(state: State, field: str, now: int, form: Form) -> Step:
    """The next thing; or, where somebody tells anew who they are, the next of those and then back."""
    place = state.place
    if not (isinstance(place, Placing) and place.then):
        return go_on(state, now, form)
    rest = {"role": "zone", "zone": missing(state, form)}.get(field, "")
    if rest:
        state = replace(state, place=replace(place, field=rest), asked_at=now)
        return Step(state, screen(state, form))
    state = replace(state, place=place.then, asked_at=now)
    return Step(state, screen(state, form)).after(Correct(), say(state, form, "me_kept"))


def _anonymous(step: Step) -> Step:
    """The young stay anonymous: what could tell their school or their voice goes, also from answers given before."""
    state = step.state
    if not minor(state):
        return step
    profile = state.profile
    came = "" if profile.of_school else profile.came
    bare = replace(profile, came=came, of_school=False, area=(), school_size="", affiliation="")
    given = state.answered or state.talks or state.elsewhere
    state = replace(state, profile=bare)
    return Step(state, step.effects).after(*((Anonymise(),) if given else ()))


def _too_young(state: State, now: int, form: Form) -> Step:
    """A child's consent does not count: the guardian is asked to answer, and agrees for themself.

    Whatever was kept before the age was corrected to a child's is forgotten.
    """
    if state.answered or state.talks or state.elsewhere:
        return Step(State(turn=state.turn), (Forget(), Say("child_forgotten")))
    profile = replace(state.profile, consent="", consent_at=0, age="")
    state = replace(state, profile=profile, place=Consenting(guardian=True), asked_at=now)
    return Step(state, (say(state, form, "child", *consent_buttons(state, form)),))


def unsaid(state: State, field: str, now: int, form: Form) -> Step:
    """Skipping a profile question is "not said"; the guardian's leave cannot be skipped."""
    if field == "leave":
        return Step(state, screen(state, form)).after(say(state, form, "leave_needed"))
    return place(state, field, NOT_SAID, now, form)


def back(state: State, field: str, now: int, form: Form) -> Step:
    """One profile question back."""
    earlier = [f for f in FIELDS[: FIELDS.index(field)] if f != "leave"] or ["age"]
    place = state.place
    if isinstance(place, Placing) and place.then:
        back_to = earlier[-1] if earlier[-1] != "age" else field
        state = replace(state, place=replace(place, field=back_to), asked_at=now)
        return Step(state, screen(state, form))
    return ask_who(_with(state, **{earlier[-1]: ""}), now, form)


def last_field(state: State, now: int, form: Form) -> Step:
    """Back from the first question to what was told last of oneself: a wrong district can be mended."""
    field = "district" if state.profile.district else "zone"
    return ask_who(_with(state, **{field: ""}), now, form)


def _with(state: State, **values: str) -> State:
    profile = state.profile
    return replace(
        state,
        profile=replace(
            profile,
            age=values.get("age", profile.age),
            role=values.get("role", profile.role),
            zone=values.get("zone", profile.zone),
            district=values.get("district", profile.district),
        ),
    )

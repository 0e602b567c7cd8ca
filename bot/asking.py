"""The questions: opening one, hearing its words, finishing it, going back. No word of an answer is ever lost here."""

from dataclasses import replace

from bot.cards import AGAIN, do, fresh, menu_chapters, note, open_questions, question_card, say, screen
from bot.effects import Effect, Record, Say, WakeAfter
from bot.events import Said, Sent
from bot.form import Form
from bot.state import (
    Asking,
    Choosing,
    Confirming,
    Idle,
    Paused,
    Picking,
    Place,
    Placing,
    Profile,
    State,
    Talking,
)
from bot.step import Step
from bot.who import missing, suits
from bot.words import graphemes

SHORT = 12
"""An answer with fewer graphemes gets one friendly follow-up."""

MOST_PICKS = 12


def go_on(state: State, now: int, form: Form) -> Step:
    """The next thing not known of the person, or the short path where it was never begun or broken off, or the menu."""
    if missing(state, form):
        return ask_who(state, now, form)
    if any(q not in state.skipped for q in open_questions(form.chapters[form.first], state, form)):
        first = begin(state, form.first, now, form, leave_out=state.skipped)
        return first if state.answered or state.skipped else first.after(say(state, form, "three_questions"))
    return show_menu(state, now, form)


def ask_who(state: State, now: int, form: Form) -> Step:
    """The next thing not known of the person; of a poster's district, only whether it is theirs."""
    field = missing(state, form)
    place: Place = Placing(field)
    if field == "zone" and state.profile.near in form.districts:
        place = Confirming(f"near:{state.profile.near}", place)
    state = replace(state, place=place, asked_at=now)
    return Step(state, screen(state, form))


def begin(state: State, chapter: str, now: int, form: Form, *, leave_out: tuple[str, ...] = ()) -> Step:
    """Open the chapter at its first unanswered question; an empty one shows the menu."""
    path = tuple(q for q in open_questions(form.chapters[chapter], state, form) if q not in leave_out)
    if not path:
        return show_menu(state, now, form)
    return open_at(state, Asking(path[0], chapter, path), now, form)


def open_at(state: State, asking: Asking, now: int, form: Form) -> Step:
    """The only way to a question, so nobody comes to one before we know who they are."""
    if missing(state, form):
        return ask_who(state, now, form)
    question = asking.question
    anew = asking.anew or question in state.renew
    chosen = () if anew else picked(state, question)
    fresh = Asking(question, asking.chapter, asking.path, asking.index, chosen=chosen, anew=anew)
    state = replace(state, place=fresh, asked_at=now)
    return Step(state, question_card(fresh, state, form))


def show_menu(state: State, now: int, form: Form) -> Step:
    """What could come next; when nothing is left, thanks and an open ear."""
    state = settled_below(state)
    if missing(state, form):
        return ask_who(state, now, form)
    place = Choosing() if menu_chapters(state, form) else Idle()
    state = replace(state, place=Choosing(), asked_at=now)
    return Step(state.at(place), screen(state, form))


def hear(state: State, asking: Asking, event: Said | Sent, form: Form, *, nothing: bool = False) -> Step:
    """One bubble for the open question: words, or a photo or voice where the round takes them."""
    anew, text = fresh(asking), event.text if isinstance(event, Said) else ""
    heard = replace(
        asking,
        words=(*asking.words, event.message_id),
        length=asking.length + graphemes(text),
        nothing=nothing and (asking.nothing or not asking.words),
        chosen=() if anew else asking.chosen,
        first="" if asking.first == "added_before" else asking.first,
        doubt="",
        doubtful="",
    )
    if anew:
        state = with_picked(state, asking.question, ())
    kind = event.kind if isinstance(event, Sent) else "text"
    kept = Record(asking.question, event.message_id, event.at, text, anew=anew, kind=kind)
    return Step(state.at(heard), (kept, wake(state, form)))


def wake(state: State, form: Form) -> WakeAfter:
    return WakeAfter(form.quiet_seconds, state.turn)


def words_wait(place: Place) -> bool:
    """Whether words came in that the quiet gap will end."""
    match place:
        case Asking(words=words, doubt=doubt):
            return bool(words) and not doubt
        case Talking(words=words, asked=asked):
            return bool(words) and not asked
        case _:
            return False


def hear_late(state: State, event: Said, form: Form) -> Step:
    """Typed before the present screen was shown: it belongs to the answer before.

    We say so in a quiet moment.
    """
    kept = Record(state.before, event.message_id, event.at, event.text)
    if isinstance(state.place, Asking):
        state = state.at(replace(state.place, first="added_before"))
    if state.before in form.questions and state.before not in state.answered:
        state = replace(state, answered=(*state.answered, state.before))
    return Step(state, (kept, wake(state, form)))


def fall_quiet(state: State, asking: Asking, now: int, form: Form) -> Step:
    """Nobody typed for a while: one follow-up after a very short answer, else the next question."""
    first = (say(state, form, asking.first),) if asking.first else ()
    state = state.at(replace(asking, first=""))
    if not asking.words:
        return Step(state, screen(state, form) if first else ()).after(*first)
    phrase = "" if asking.followed_up else _follow_up(asking, form)
    if phrase:
        asked = replace(asking, followed_up=True, first="")
        ways = do(state, form, "next", "back", "pause", "help")
        return Step(state.at(asked), (*first, note(asked, state, form, phrase, *ways)))
    return advance(state, asking, now, form).after(*first)


def _follow_up(asking: Asking, form: Form) -> str:
    """A photo or a voice alone is an answer, but nobody can count it; of a very short one we ask for more."""
    if not asking.length:
        return "words_please"
    terse = asking.length < SHORT and not asking.nothing and not asking.chosen
    return "example_please" if terse and not form.questions[asking.question].choices else ""


def advance(state: State, asking: Asking, now: int, form: Form) -> Step:
    """This question is answered; open the next one of the path that is not."""
    question = form.questions[asking.question]
    if question.profile:
        state = replace(state, profile=_filled(state.profile, question.profile, asking.chosen))
    return leave(settled(state, asking), asking, now, form)


def settled(state: State, asking: Asking) -> State:
    """The state in which what was said or picked for the open question counts as its answer."""
    given = asking.question
    if not (asking.words or asking.chosen):
        return state
    without = {
        field: tuple(q for q in getattr(state, field) if q != given)
        for field in ("skipped", "hollow", "renew")
    }
    answered = state.answered if given in state.answered else (*state.answered, given)
    hollow = (*without["hollow"], given) if asking.nothing else without["hollow"]
    return replace(
        state, answered=answered, skipped=without["skipped"], hollow=hollow, renew=without["renew"]
    )


def settled_below(state: State) -> State:
    """The same for a question that is open under a pause or a question about the conversation."""
    place = state.place
    while isinstance(place, Paused | Picking | Confirming):
        place = place.then
    return settled(state, place) if isinstance(place, Asking) else state


def _filled(profile: Profile, field: str, chosen: tuple[str, ...]) -> Profile:
    match field:
        case "area":
            return replace(profile, area=chosen)
        case "school_size":
            return replace(profile, school_size="".join(chosen[:1]))
        case "affiliation":
            return replace(profile, affiliation="".join(chosen[:1]))
        case _:
            return profile


def skip(state: State, asking: Asking, now: int, form: Form) -> Step:
    """Words or choices that came before the skip stay an answer."""
    if asking.words or asking.chosen:
        return advance(state, asking, now, form)
    if asking.question in state.answered:
        return leave(state, asking, now, form)
    skipped = state.skipped if asking.question in state.skipped else (*state.skipped, asking.question)
    return leave(replace(state, skipped=skipped), asking, now, form).after(say(state, form, "skipped"))


def leave(state: State, asking: Asking, now: int, form: Form) -> Step:
    """On to the next question of the path that has no answer, or to the end of the chapter."""
    state = replace(state, before="" if form.questions[asking.question].profile else asking.question)
    for index in range(asking.index + 1, len(asking.path)):
        question = asking.path[index]
        if question not in state.answered and suits(form.questions[question], state):
            return open_at(state, replace(asking, question=question, index=index, anew=False), now, form)
    return _end_chapter(state, asking, now, form)


def _end_chapter(state: State, asking: Asking, now: int, form: Form) -> Step:
    chapter = form.chapters.get(asking.chapter)
    if chapter and chapter.then in form.chapters:
        after = begin(state, chapter.then, now, form)
    else:
        after = show_menu(state, now, form)
    return _looked_back(after, state, asking, now, form).after(*_thanks(state, asking, form))


def _looked_back(after: Step, state: State, asking: Asking, now: int, form: Form) -> Step:
    """What was said in this chapter once more, each to be mended by one tap, before going on."""
    told = (q for q in asking.path if q in state.answered and not form.questions[q].profile)
    slots = tuple(q for q in told if suits(form.questions[q], state))[-MOST_PICKS:]
    if asking.chapter == AGAIN or all(slot in state.hollow for slot in slots):
        return after
    state = replace(after.state, place=Picking(slots, after.state.place, review=True), asked_at=now)
    return Step(state, screen(state, form))


def _thanks(state: State, asking: Asking, form: Form) -> tuple[Say, ...]:
    """Nobody is thanked for what they did not say."""
    if asking.chapter == AGAIN:
        return (say(state, form, "kept_again"),) if asking.words or asking.chosen else ()
    if not any(q in state.answered for q in asking.path):
        return ()
    return (say(state, form, "thanks_short" if asking.chapter == form.first else "thanks_chapter"),)


def reopen(state: State, slot: str, now: int, form: Form, *, anew: bool = False) -> Step:
    """Open this question again, with the present one waiting right after it."""
    state = state.at(under(state))
    place = state.place
    if not suits(form.questions[slot], state):
        return Step(state, screen(state, form))
    if not isinstance(place, Asking):
        return open_at(state, Asking(slot, AGAIN, (slot,), anew=anew), now, form)
    state = settled(state, place)
    if slot in place.path[: place.index + 1]:
        index, path = place.path.index(slot), place.path
    else:
        index, path = place.index, (*place.path[: place.index], slot, *place.path[place.index :])
    return open_at(state, replace(place, question=slot, path=path, index=index, anew=anew), now, form)


def under(state: State) -> Place:
    """The place that a question about the conversation itself, or about who speaks, returns to."""
    place = state.place
    while isinstance(place, Picking | Confirming) or (isinstance(place, Placing) and place.then):
        place = place.then or place
    return place


def back(state: State, asking: Asking, now: int, form: Form) -> Step:
    """What was typed for the present question stays its answer."""
    state = settled(state, asking)
    if asking.index == 0 and asking.chapter == AGAIN:
        return show_menu(state, now, form)
    if asking.index == 0:
        return Step(state, screen(state, form)).after(say(state, form, "first_question"))
    index = asking.index - 1
    step = open_at(state, replace(asking, question=asking.path[index], index=index, anew=False), now, form)
    return step.after(here_again(state, asking.path[index], form))


def here_again(state: State, question: str, form: Form) -> Effect:
    return say(state, form, "back_answered" if question in state.answered else "back_open")


def picked(state: State, question: str) -> tuple[str, ...]:
    found = (p.partition("=")[2] for p in state.picked if p.startswith(question + "="))
    return tuple(next(found, "").split())


def with_picked(state: State, question: str, chosen: tuple[str, ...]) -> State:
    others = tuple(p for p in state.picked if not p.startswith(question + "="))
    return replace(state, picked=(*others, f"{question}={' '.join(chosen)}") if chosen else others)

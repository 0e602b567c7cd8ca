"""Free talk: words outside the questions are answers too. After a quiet gap one tap settles the focus area."""

from dataclasses import replace

from bot.asking import go_on, wake
from bot.cards import menu_chapters, say, screen
from bot.effects import Record
from bot.events import Said, Sent
from bot.form import Form
from bot.state import Choosing, Idle, State, Talking
from bot.step import Step


def listen(state: State, event: Said | Sent, form: Form) -> Step:
    """A first bubble of free talk, or one more."""
    talking = state.place
    if not isinstance(talking, Talking):
        state = replace(state, talks=state.talks + 1)
        talking = Talking(f"free.{state.talks}")
    anew = talking.anew and not talking.words
    focus = talking.focus or (event.focus if isinstance(event, Said) else 0)
    heard = replace(talking, focus=focus, asked=False, words=(*talking.words, event.message_id))
    if isinstance(event, Said):
        kept = Record(talking.slot, event.message_id, event.at, event.text, anew=anew)
    else:
        kept = Record(talking.slot, event.message_id, event.at, anew=anew, kind=event.kind)
    state = replace(state.at(heard), before=talking.slot)
    return Step(state, (kept, wake(state, form)))


def keep_aside(state: State, event: Said, form: Form) -> Step:
    """Words that came where a choice was asked: kept as free talk, and the same screen again."""
    state = replace(state, talks=state.talks + 1)
    kept = Record(f"free.{state.talks}", event.message_id, event.at, event.text, focus=event.focus or None)
    state = replace(state, before=f"free.{state.talks}")
    return Step(state, (kept, say(state, form, "kept_aside"), *screen(state, form)))


def fall_quiet(state: State, talking: Talking, now: int, form: Form) -> Step:
    first = (say(state, form, talking.first),) if talking.first else ()
    return ask_focus(state, replace(talking, first=""), now, form).after(*first)


def ask_focus(state: State, talking: Talking, now: int, form: Form) -> Step:
    state = replace(state, place=replace(talking, asked=True), asked_at=now)
    return Step(state, screen(state, form))


def settle(state: State, talking: Talking, focus: str, now: int, form: Form) -> Step:
    """`focus`: yes, 1, 2, 3, or 0 for "not sure"."""
    chosen = talking.focus if focus == "yes" else int(focus)
    kept = (Record(talking.slot, focus=chosen),) if chosen in (1, 2, 3) else ()
    return _after_talk(state, now, form).after(*kept, say(state, form, "talk_kept"))


def _after_talk(state: State, now: int, form: Form) -> Step:
    if menu_chapters(state, form):
        return go_on(state.at(Choosing()), now, form)
    state = replace(state, place=Idle(), asked_at=now)
    return Step(state, screen(state, form))

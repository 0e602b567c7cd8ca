"""Free talk: words outside the questions are answers too. After a quiet gap one tap settles the focus area."""

from dataclasses import replace

from bot.asking import show_menu
from bot.cards import do, menu_chapters, say, screen
from bot.effects import Record, WakeAfter
from bot.events import Said
from bot.form import Form
from bot.state import Idle, State, Talking
from bot.step import Step

_FOCUS_WORDS = ("1", "2", "3")


def listen(state: State, event: Said, form: Form) -> Step:
    """A first bubble of free talk, or one more."""
    talking = state.place
    if not isinstance(talking, Talking):
        state = replace(state, talks=state.talks + 1)
        talking = Talking(f"free.{state.talks}")
    heard = replace(talking, focus=talking.focus or event.focus, asked=False)
    kept = Record(talking.slot, event.message_id, event.at, event.text)
    state = replace(state.at(heard), before=talking.slot)
    return Step(state, (kept, WakeAfter(form.quiet_seconds, state.turn)))


def keep_aside(state: State, event: Said, form: Form) -> Step:
    """Words that came where a choice was asked: kept as free talk, and the same screen again."""
    state = replace(state, talks=state.talks + 1)
    kept = Record(f"free.{state.talks}", event.message_id, event.at, event.text, focus=event.focus or None)
    state = replace(state, before=f"free.{state.talks}")
    return Step(state, (kept, say(state, form, "kept_aside"), *screen(state, form)))


def ask_focus(state: State, talking: Talking, now: int, form: Form) -> Step:
    state = replace(state, place=replace(talking, asked=True), asked_at=now)
    return Step(state, screen(state, form))


def settle(state: State, talking: Talking, focus: str, now: int, form: Form) -> Step:
    """`focus`: yes, 1, 2, 3, or 0 for "not sure"."""
    chosen = talking.focus if focus == "yes" else int(focus)
    kept = Record(talking.slot, focus=chosen) if chosen in (1, 2, 3) else None
    step = _after_talk(state, now, form)
    return step.after(kept) if kept else step


def _after_talk(state: State, now: int, form: Form) -> Step:
    if menu_chapters(state, form):
        return show_menu(state, now, form).after(say(state, form, "talk_kept"))
    state = replace(state, place=Idle(), asked_at=now)
    return Step(state, (say(state, form, "talk_kept", *do(state, form, "my_data", "help")),))

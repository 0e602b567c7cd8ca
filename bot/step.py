"""One step of the conversation as a value: the state after it and what is to be done. Decides nothing itself."""

from dataclasses import dataclass

from bot.effects import Effect
from bot.state import State


@dataclass(frozen=True, slots=True)
class Step:
    state: State
    effects: tuple[Effect, ...] = ()

    def after(self, *earlier: Effect) -> "Step":
        """The same step with these effects done first."""
        return Step(self.state, (*earlier, *self.effects))

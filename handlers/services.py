"""What one exchange needs, joined once where the program starts. Holds no logic and no settings."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from bot.form import Form, in_round
from bot.reading import Reading
from handlers.clock import Clock
from handlers.heard import Heard
from models.database import Store
from models.identity import Identity

CopyLink = Callable[[Connection, int, int], str]
"""The address of the copy of this person's data, made now."""


class Reader(Protocol):
    def read(self, text: str, asking: str = "") -> Reading:
        """What these words mean; `asking` is the facet that was asked about, empty when nothing was."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """`round` names the consultation that answers belong to; `quiet_ms` replaces, where it is not 0, the quiet
    gap that the form names: trials need not wait. `copy_link` makes the address of a person's copy of their data;
    None where this server has no address that people reach."""

    store: Store
    identity: Identity
    clock: Clock
    form: Form
    reader: Reader
    round: str = ""
    quiet_ms: int = 0
    heard: Heard = field(default_factory=Heard)
    copy_link: CopyLink | None = None

    def __post_init__(self) -> None:
        """The form and we hear for the same round: the form's own where none is named."""
        code = self.round or self.form.current
        object.__setattr__(self, "round", code)
        object.__setattr__(self, "form", in_round(self.form, code))

"""What one exchange needs, joined once where the program starts. Holds no logic and no settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection

from bot.events import Event
from bot.form import Form, in_round
from bot.organising.scope import Scope
from bot.reading import Reading
from handlers.clock import Clock
from models.database import Store
from models.identity import Identity
from models.people import Person

CopyLink = Callable[[Connection, int, int], str]
"""The address of the copy of this person's data, made now."""


class Reader(Protocol):
    def read(self, text: str, asking: str = "") -> Reading:
        """What these words mean; `asking` is the facet that was asked about, empty when nothing was."""
        ...


class Orders(Protocol):
    """The organisers' desk, as the exchange knows it: it answers those who organise, with LINE messages."""

    def knows(self, services: "Services", handle: str) -> bool:
        """Whether this is an organiser's handle, as far as was heard a few seconds ago."""
        ...

    def prepare(self, services: "Services", person_id: int, event: Event) -> Any:
        """What may be looked up before the event is taken; None where there is nothing to look up."""
        ...

    def carry_out(
        self, services: "Services", conn: Connection, person: Person, event: Event, prepared: Any
    ) -> Sequence[dict[str, Any]] | None:
        """None when the event is no order and no code of an invitation."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """`round` names the consultation that answers belong to; `quiet_ms` replaces, where it is not 0, the quiet
    gap that the form names: trials need not wait. `copy_link` makes the address of a person's copy of their data;
    None where this server has no address that people reach. `desk` is None where nobody organises.
    `account_id` tells the LINE id by which people add the account, "" while nobody knows it. `export_link` makes the
    address of the table of a scope for one organiser, None where `copy_link` is."""

    store: Store
    identity: Identity
    clock: Clock
    form: Form
    reader: Reader
    round: str = ""
    quiet_ms: int = 0
    copy_link: CopyLink | None = None
    desk: "Orders | None" = None
    account_id: Callable[[], str] = lambda: ""
    export_link: Callable[[str, Scope, int], str] | None = None

    def __post_init__(self) -> None:
        """The form and we hear for the same round: the form's own where none is named."""
        code = self.round or self.form.current
        object.__setattr__(self, "round", code)
        object.__setattr__(self, "form", in_round(self.form, code))

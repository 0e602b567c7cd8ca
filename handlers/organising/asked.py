"""One order of one organiser while it is carried out, in one transaction. A value; decides and sends nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.organising.orders import Order
from handlers.services import Services
from models.organisers import Organiser

Message = dict[str, Any]
Answer = tuple[Message, ...]
"""Up to five LINE messages, as the plain JSON that goes out."""
Command = Callable[["Asked"], Answer]


@dataclass(frozen=True, slots=True)
class Asked:
    services: Services
    conn: Connection
    organiser: Organiser
    order: Order
    now: int

    @property
    def round(self) -> str:
        """The round that the order names, or the organiser's own, or the bot's."""
        return self.order.scope.round or self.organiser.round or self.services.round

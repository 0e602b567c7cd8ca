"""What organisers can type, told by their role. Changes nothing."""

from bot.organising.orders import Order
from handlers.organising.asked import Answer, Asked
from handlers.organising.saying import says, ways
from handlers.organising.words import worded
from models.organisers import ORGANISER, OWNER

_LOOKS = ("summary", "latest", "news", "compare", "silent", "quota")


def help_(asked: Asked) -> Answer:
    may = asked.organiser.may
    more = [worded("help_organiser")] if may(ORGANISER) else []
    more += [worded("help_owner")] if may(OWNER) else []
    labelled = ways(*((f"way_{kind}", Order(kind)) for kind in _LOOKS))
    return says("help_all", *labelled, more="\n".join(more))

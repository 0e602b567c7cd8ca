"""Warns of rounds that hold people's answers and that bot/data/rounds.toml no longer describes. Changes nothing."""

from collections.abc import Mapping

from bot.rounds import Round
from handlers.app import DEMO_ROUND
from handlers.seed import ROUND as TRIAL_ROUND
from models import rounds
from models.database import Store

_INVENTED = (DEMO_ROUND, TRIAL_ROUND)


def forgotten_rounds(store: Store, described: Mapping[str, Round]) -> list[str]:
    """One line each: without a last day nothing of them is ever purged, against what people were told."""
    with store.reading() as conn:
        held = rounds.tied(conn)
    lost = [code for code in held if code not in described and code not in _INVENTED]
    return [_warning(code, held[code]) for code in lost]


def _warning(code: str, people: int) -> str:
    return (
        f"Warning: round {code!r} holds answers (people: {people}), but bot/data/rounds.toml does not describe it,"
        " so they are never purged. Describe it there again, with its last day."
    )

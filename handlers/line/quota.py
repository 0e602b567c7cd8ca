"""Asks LINE how many people a month's plan reaches and how many were reached already. Keeps nothing.

LINE's answers are read leniently: what is no number, or of no known kind, is no answer.
"""

from handlers.line.gateway import Gateway, Message
from models.quotas import LIMITED, UNLIMITED, Reading

_QUOTA = "/v2/bot/message/quota"
_CONSUMPTION = "/v2/bot/message/quota/consumption"


async def read_quota(gateway: Gateway) -> Reading | None:
    """None when LINE does not say."""
    plan = await gateway.get(_QUOTA)
    if plan is None or plan.get("type") not in (LIMITED, UNLIMITED):
        return None
    counted = await gateway.get(_CONSUMPTION)
    used = _number(counted, "totalUsage")
    if plan["type"] == UNLIMITED:
        return Reading(None, used or 0)
    value = _number(plan, "value")
    return None if value is None or used is None else Reading(value, used)


def _number(told: Message | None, name: str) -> int | None:
    number = (told or {}).get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None

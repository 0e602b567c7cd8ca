"""Sets up the whole LINE account: webhook and menus. What only a person can do it leaves to people.

The command line calls it on LINE, the demo on its own stand-in.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.menus import Menus
from handlers.line.account import Account, Tried
from handlers.setup.menus import set_up_menus
from handlers.setup.webhook import set_up_webhook


@dataclass(frozen=True, slots=True)
class Outcome:
    """`steps` were done, or would be in a dry run. `tested` is how LINE's try of the webhook went, if it tried."""

    steps: int
    tested: Tried | None = None


def _silently(_: str) -> None:
    pass


def set_up(
    account: Account,
    menus: Menus,
    webhook_url: str = "",
    *,
    tell: Callable[[str], None] = _silently,
    dry_run: bool = False,
    force: bool = False,
) -> Outcome:
    """Without a `webhook_url` only the menus; `force` sets it though LINE cannot reach it. Raises AccountFault; the
    same call again goes on from there."""
    steps, tested = 0, None
    if webhook_url:
        steps, tested = set_up_webhook(account, webhook_url, tell, dry_run=dry_run, force=force)
    steps += set_up_menus(account, menus, tell, dry_run=dry_run)
    # Last: a server that is not running yet keeps nobody from getting the menus.
    if webhook_url and tested is None and not dry_run:
        tested = account.test_webhook(webhook_url)
    return Outcome(steps, tested)

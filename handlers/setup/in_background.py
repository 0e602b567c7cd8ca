"""Hangs up the menus while the demo already runs: its LINE is this very process, so it can only be called once open.

Never used against LINE itself: there an operator runs `siangkan setup-line` and reads what it says.
"""

import logging
import threading
import time

from handlers.line.account import Account
from handlers.line.account_calls import AccountFault
from handlers.settings import Settings
from handlers.setup.loading import load_menus
from handlers.setup.setting_up import set_up

_PAUSE_SECONDS, _TRIES = 0.1, 300
log = logging.getLogger("siangkan.setup")


def hang_menus_soon(settings: Settings) -> threading.Thread:
    """Returns at once; without menus the demo is poorer but works."""
    thread = threading.Thread(target=_hang, args=(settings,), name="menus", daemon=True)
    thread.start()
    return thread


def _hang(settings: Settings) -> None:
    account = Account(settings.access_token, settings.api_url, settings.data_url)
    try:
        _wait_until_open(account)
        set_up(account, load_menus())
    except Exception as fault:
        log.warning("the menus could not be hung up: %s", type(fault).__name__)


def _wait_until_open(account: Account) -> None:
    for _ in range(_TRIES):
        try:
            account.info()
            return
        except AccountFault as fault:
            if fault.status:
                raise
        time.sleep(_PAUSE_SECONDS)

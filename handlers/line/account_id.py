"""The LINE id of the account, asked once and remembered. Holds up nobody: until LINE has told it, it is unknown."""

import logging
import threading

from handlers.line.account import Account
from handlers.line.account_calls import AccountFault

_SECONDS = 5.0
log = logging.getLogger("siangkan.account")


class AccountId:
    """Call it for the id; the first call has somebody ask."""

    def __init__(self, access_token: str, api_url: str, data_url: str) -> None:
        self._account = Account(access_token, api_url, data_url, _SECONDS)
        self._id = ""
        self._asking = threading.Lock()

    def __call__(self) -> str:
        if not self._id and self._asking.acquire(blocking=False):
            threading.Thread(target=self._ask, name="account id", daemon=True).start()
        return self._id

    def _ask(self) -> None:
        try:
            self._id = self._account.info().basic_id
        except AccountFault as fault:
            log.warning("the account's id is not known yet: %s", fault)
        finally:
            self._asking.release()

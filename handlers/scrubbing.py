"""When to rewrite the database's files after an erasure: at once where that is short, else at night. Erases nothing.

The mark of an erasure stands in the database (`models/scrub.py`), so whoever sweeps next after a crash finds it.
"""

import logging

from handlers.thai_dates import in_thailand
from models import scrub
from models.database import Store

# A rewrite holds up whoever writes; so much takes less than half a second on a plain disk.
AT_ONCE_BYTES = 32 * 1024 * 1024
_NIGHT = range(2, 5)

log = logging.getLogger("siangkan.scrubbing")


def scrub_when_wanted(store: Store, now: int, at_once_bytes: int = AT_ONCE_BYTES) -> bool:
    """For the sweep. True when no byte of anything erased is left."""
    with store.reading() as conn:
        if not scrub.wanted(conn, now):
            return True
        short = scrub.size(conn) <= at_once_bytes
    if short or in_thailand(now).hour in _NIGHT:
        return _told(scrub.scrub(store, now))
    scrub.truncate(store)
    return False


def _told(clean: bool) -> bool:
    if not clean:
        log.info("the database is busy: what was erased is scrubbed from its files a minute later")
    return clean

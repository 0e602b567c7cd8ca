"""Whether the folder of photos and voices has room. A bucket always has. Deletes nothing to make some."""

import logging

from handlers.clock import Clock
from handlers.media.store import MediaStore
from handlers.seldom import Seldom

GB = 1024**3
log = logging.getLogger("siangkan.media")


class Space:
    """`least` bytes stay free: the database, often on the same disk, needs them more."""

    def __init__(self, files: MediaStore, clock: Clock, least: int) -> None:
        self._files, self._least, self._seldom = files, least, Seldom(clock)

    def is_left(self) -> bool:
        free = self._files.free()
        return free is None or free >= self._least

    def tell(self) -> None:
        """Something waits for room."""
        words = f"the disk of the media store is nearly full (less than {self._least / GB:,.0f} GB free)"
        if self._seldom.is_news(words):
            log.error("%s: photos and voices wait at LINE until there is room", words)

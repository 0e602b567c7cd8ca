"""Where the bytes of photos and voices lie: a folder of ours, or a bucket. Knows names, and nothing of people.

Nothing is ever seen half written: a file appears under its name when all of it is there. In a folder only we can
read what we write, and a file is on the disk before anybody is told that it is kept.
"""

import contextlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import ObjectStore

from handlers.media.why import why

if TYPE_CHECKING:
    from obstore import BytesStream

_PIECE, _PART = 1024 * 1024, 5 * 1024 * 1024
_PARTS_AT_ONCE = 2
_NAME = re.compile(r"[0-9]{4}/[0-9a-f]{32}")
_MISSING = (FileNotFoundError, NotFoundError)


class MediaFault(Exception):
    """The store cannot be used; the message is one clear line without a secret."""


class NoSuchMedia(Exception):
    """No file has this name."""


class MediaStore:
    """`folder` is where the files lie, None in a bucket."""

    def __init__(self, objects: ObjectStore, folder: Path | None = None) -> None:
        self._objects, self._folder = objects, folder

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """What `pieces` raises comes out as it is, and nothing is kept then."""
        rest = iter(pieces)
        head = _gathered(rest)
        whole = len(head) < _PART
        with self._ready(name), _told():
            obstore.put(
                self._objects,
                name,
                bytes(head) if whole else chain([bytes(head)], rest),
                chunk_size=_PART,
                max_concurrency=_PARTS_AT_ONCE,
            )

    def get(self, name: str) -> Iterator[bytes]:
        """In pieces. Raises NoSuchMedia before the first."""
        try:
            with _told(passing=_MISSING):
                found = obstore.get(self._objects, name).stream(min_chunk_size=_PIECE)
        except _MISSING:
            raise NoSuchMedia(name) from None
        return _pieces(found)

    def delete(self, names: Sequence[str]) -> None:
        """Missing ones are fine; a missing folder or bucket is not, for the files may lie there all the same."""
        if self._folder is None:
            with _told():
                obstore.delete(self._objects, list(names))
            return
        for name in names:
            with contextlib.suppress(*_MISSING), _told(passing=_MISSING):
                obstore.delete(self._objects, name)
            for half in self._halves(f"{name}#*"):
                half.unlink(missing_ok=True)
        if not self._folder.is_dir():
            raise MediaFault("the media store failed (its folder is away)")

    def names(self) -> Iterator[tuple[str, int]]:
        """Of all files that are ours, with the time of their writing. Others in the same place are nobody's here."""
        with _told():
            for page in obstore.list(self._objects):
                for found in page:
                    if _NAME.fullmatch(found["path"]):
                        yield found["path"], int(found["last_modified"].timestamp() * 1000)

    def drop_halves(self, before: int) -> None:
        """What a process left that was killed while it wrote. Buckets do this by a rule of their own."""
        for half in self._halves("*/*#*"):
            with contextlib.suppress(FileNotFoundError):
                if half.stat().st_mtime * 1000 < before:
                    half.unlink()

    def free(self) -> int | None:
        """Bytes that the folder's disk has left; None for a bucket, and where nobody can tell."""
        try:
            return shutil.disk_usage(self._folder).free if self._folder else None
        except OSError:
            return None

    def try_out(self) -> None:
        """Writes a file, lists and deletes it: all that will be asked of the store. Raises MediaFault."""
        name = f"0000/{secrets.token_hex(16)}"
        self.put(name, [b"tried out by `siangkan check`"])
        next(self.names(), None)
        self.delete([name])
        if self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / name).parent.rmdir()

    def _halves(self, pattern: str) -> list[Path]:
        return list(self._folder.glob(pattern)) if self._folder else []

    @contextlib.contextmanager
    def _ready(self, name: str) -> Iterator[None]:
        if not _NAME.fullmatch(name):
            raise MediaFault("a name that is none of ours")
        if self._folder is None:
            yield
            return
        file = self._folder / name
        with _told():
            file.parent.mkdir(mode=0o700, exist_ok=True)
        yield
        with _told():
            _settled_on_disk(file)


def _pieces(found: "BytesStream") -> Iterator[bytes]:
    with _told():
        for piece in found:
            yield bytes(piece)


def _gathered(pieces: Iterator[bytes]) -> bytearray:
    """The first part; a short file is written in one go."""
    head = bytearray()
    while len(head) < _PART:
        piece = next(pieces, None)
        if piece is None:
            break
        head += piece
    return head


def _settled_on_disk(file: Path) -> None:
    for path in (file, file.parent):
        place = os.open(path, os.O_RDONLY)
        try:
            if path == file:
                os.fchmod(place, 0o600)
            os.fsync(place)
        finally:
            os.close(place)


@contextlib.contextmanager
def _told(passing: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Never in the library's own words, which may show addresses."""
    try:
        yield
    except passing:
        raise
    except (BaseError, OSError) as fault:
        raise MediaFault(f"the media store failed ({why(fault)})") from fault

"""Deletes files: those whose rows are gone, and those that no row names. Never deletes what a row still names."""

import logging

from handlers.media.store import MediaStore
from models import media
from models.database import Store

_AT_ONCE = 100
_PAGE = 1000
_MOST_ORPHANS = 100
log = logging.getLogger("siangkan.media")


def erase_doomed(store: Store, files: MediaStore) -> int:
    """The names stay until the files are deleted: who dies in the middle leaves them to others. Raises MediaFault."""
    erased = 0
    while names := _doomed(store):
        files.delete(names)
        with store.writing() as conn:
            media.undoom(conn, names)
        erased += len(names)
    return erased


def sweep_orphans(store: Store, files: MediaStore, before: int) -> int:
    """Files written `before` that no row names: somebody died between the writing and the erasure of a row. There are
    never many; if there are, this is the wrong database or the wrong store, and nothing is deleted."""
    files.drop_halves(before)
    known = _known(store)
    orphans = [name for name, written in files.names() if written < before and name not in known]
    if len(orphans) > _MOST_ORPHANS:
        log.error(
            "%s files of the media store are in no row: do DATABASE_URL and MEDIA_URL belong together? "
            "Nothing was deleted.",
            len(orphans),
        )
        return 0
    files.delete(orphans)
    return len(orphans)


def _doomed(store: Store) -> list[str]:
    with store.reading() as conn:
        return media.doomed(conn, _AT_ONCE)


def _known(store: Store) -> set[str]:
    known, after = set[str](), 0
    while page := _names(store, after):
        known.update(name for _, name in page)
        after = page[-1][0]
    return known


def _names(store: Store, after: int) -> list[tuple[int, str]]:
    with store.reading() as conn:
        return media.names(conn, after, _PAGE)

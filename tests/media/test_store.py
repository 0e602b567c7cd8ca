"""A file is there whole or not at all, only we can read it, and what is deleted is gone: in a folder, in a bucket."""

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from obstore.exceptions import GenericError, PermissionDeniedError, UnauthenticatedError

from handlers.media.opening import open_media
from handlers.media.store import MediaFault, MediaStore, NoSuchMedia
from handlers.media.why import why
from tests.media.conftest import NAME, OTHER

PIECE = bytes(range(256)) * 4096  # one megabyte


def _read(files: MediaStore, name: str = NAME) -> bytes:
    return b"".join(files.get(name))


def _broken(pieces: int) -> Iterator[bytes]:
    for _ in range(pieces):
        yield PIECE
    raise RuntimeError("the source broke off")


def test_what_was_put_comes_back(files: MediaStore) -> None:
    files.put(NAME, [b"a ", b"photo"])
    assert _read(files) == b"a photo"


def test_a_big_file_comes_back_whole(files: MediaStore) -> None:
    files.put(NAME, [PIECE] * 12)
    assert _read(files) == PIECE * 12


def test_a_file_of_exactly_one_part_comes_back_whole(files: MediaStore) -> None:
    files.put(NAME, [PIECE] * 5)
    assert _read(files) == PIECE * 5


def test_putting_again_replaces(files: MediaStore) -> None:
    files.put(NAME, [b"half a photo"])
    files.put(NAME, [b"a photo"])
    assert _read(files) == b"a photo"


@pytest.mark.parametrize("pieces", [0, 1, 7, 14])
def test_a_source_that_breaks_off_leaves_nothing(files: MediaStore, pieces: int) -> None:
    with pytest.raises(RuntimeError, match="broke off"):
        files.put(NAME, _broken(pieces))
    assert list(files.names()) == []


def test_a_source_that_breaks_off_leaves_what_was_there_before(files: MediaStore) -> None:
    files.put(NAME, [b"a photo"])
    with pytest.raises(RuntimeError):
        files.put(NAME, _broken(7))
    assert _read(files) == b"a photo"


def test_nothing_is_seen_while_it_is_written(files: MediaStore) -> None:
    half, looked = threading.Event(), threading.Event()

    def slow() -> Iterator[bytes]:
        yield from [PIECE] * 11
        half.set()
        looked.wait(60)
        yield PIECE

    writer = threading.Thread(target=files.put, args=(NAME, slow()))
    writer.start()
    half.wait(60)
    seen = list(files.names())
    looked.set()
    writer.join()
    assert (seen, len(list(files.names()))) == ([], 1)


def test_a_missing_file_is_told_at_once(files: MediaStore) -> None:
    with pytest.raises(NoSuchMedia):
        files.get(NAME)


def test_a_deleted_file_is_gone(files: MediaStore) -> None:
    files.put(NAME, [b"a photo"])
    files.delete([NAME])
    with pytest.raises(NoSuchMedia):
        files.get(NAME)


def test_deleting_what_is_missing_hinders_nothing(files: MediaStore) -> None:
    files.put(OTHER, [b"a photo"])
    files.delete([NAME, OTHER])
    assert list(files.names()) == []


def test_all_names_are_listed(files: MediaStore) -> None:
    files.put(NAME, [b"1"])
    files.put(OTHER, [b"2"])
    assert sorted(name for name, _ in files.names()) == [NAME, OTHER]


def test_a_name_that_is_none_of_ours_is_refused(files: MediaStore) -> None:
    with pytest.raises(MediaFault):
        files.put("../outside", [b"a photo"])


def test_another_store_on_the_same_place_sees_the_file(files: MediaStore, media_url: str) -> None:
    files.put(NAME, [b"a photo"])
    assert _read(open_media(media_url)) == b"a photo"


def test_foreign_files_in_the_folder_are_not_ours(folder: Path) -> None:
    files = open_media(str(folder))
    (folder / "notes.txt").write_text("of the operator")
    assert list(files.names()) == []


@pytest.mark.parametrize("size", [1, 12])
def test_only_we_can_read_a_file(folder: Path, size: int) -> None:
    open_media(str(folder)).put(NAME, [PIECE] * size)
    modes = [os.stat(path).st_mode & 0o777 for path in (folder, folder / "2569", folder / NAME)]
    assert modes == [0o700, 0o700, 0o600]


def test_deleting_takes_what_a_killed_process_left_half_written(folder: Path) -> None:
    files = open_media(str(folder))
    files.put(NAME, [b"a photo"])
    (folder / f"{NAME}#1").write_bytes(b"half a pho")
    files.delete([NAME])
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_old_halves_are_swept(folder: Path) -> None:
    files = open_media(str(folder))
    files.put(NAME, [b"a photo"])
    half = folder / f"{NAME}#1"
    half.write_bytes(b"half a pho")
    files.drop_halves(int(half.stat().st_mtime * 1000) + 1)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [NAME[5:]]


def test_young_halves_may_still_be_in_the_making(folder: Path) -> None:
    files = open_media(str(folder))
    files.put(NAME, [b"a photo"])
    half = folder / f"{NAME}#1"
    half.write_bytes(b"half a pho")
    files.drop_halves(int(half.stat().st_mtime * 1000) - 1)
    assert half.exists()


def test_a_file_url_names_a_folder(folder: Path) -> None:
    open_media(f"file://{folder}").put(NAME, [b"a photo"])
    assert (folder / NAME).read_bytes() == b"a photo"


def test_a_folder_with_blanks_can_be_named(tmp_path: Path) -> None:
    open_media(f"file://{tmp_path}/our%20photos").put(NAME, [b"a photo"])
    assert (tmp_path / "our photos" / NAME).exists()


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host/folder",
        "s3://",
        "s3://Bad_Bucket/x",
        "s3://key:secret@bucket/x",
        "file://folder",
        "file:///",
        "",
        " ",
    ],
)
def test_an_address_that_names_no_place_is_a_named_fault(url: str) -> None:
    with pytest.raises(MediaFault, match="MEDIA_URL"):
        open_media(url)


def test_a_file_where_the_folder_should_be_is_a_named_fault(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(MediaFault, match="cannot be used"):
        open_media(str(tmp_path / "taken"))


def test_deleting_many_deletes_each(files: MediaStore) -> None:
    for name in (NAME, OTHER):
        files.put(name, [b"a photo"])
    files.delete([NAME, OTHER])
    assert list(files.names()) == []


def test_deleting_nothing_hinders_nothing(files: MediaStore) -> None:
    files.put(NAME, [b"a photo"])
    files.delete([])
    assert len(list(files.names())) == 1


def test_deleting_from_a_missing_bucket_is_a_named_fault(bucket: str) -> None:
    with pytest.raises(MediaFault, match="store failed"):
        open_media("s3://no-such-bucket/x").delete([NAME])


def test_deleting_from_a_folder_that_is_away_is_a_named_fault(folder: Path) -> None:
    files = open_media(str(folder))
    folder.rmdir()
    with pytest.raises(MediaFault, match="store failed"):
        files.delete([NAME])


def test_a_missing_bucket_is_a_named_fault(bucket: str) -> None:
    with pytest.raises(MediaFault, match="store failed"):
        open_media("s3://no-such-bucket/x").put(NAME, [b"a photo"])


def test_a_fault_shows_no_key(bucket: str) -> None:
    with pytest.raises(MediaFault) as fault:
        open_media("s3://no-such-bucket/x").put(NAME, [b"a photo"])
    assert "invented" not in str(fault.value)


FULL, DENIED, AWAY = "no space left", "permission denied", "it cannot be reached"
# The library's own words, as they were met; paths and addresses in them are not ours to show.
MET = [
    (
        GenericError(
            "LocalFileSystem error: Unable to copy data to file: No space left on device (os error 28)"
        ),
        FULL,
    ),
    (GenericError("S3 error: Server returned non-2xx status code: 507 Insufficient Storage: <Error>"), FULL),
    (OSError(errno.ENOSPC, "No space left on device", "/a/folder"), FULL),
    (OSError(errno.EDQUOT, "Disk quota exceeded"), FULL),
    (
        GenericError(
            "LocalFileSystem error: Unable to create dir /a/folder: Permission denied (os error 13)"
        ),
        DENIED,
    ),
    (
        PermissionDeniedError("The operation lacked the necessary privileges for path x: 403 Forbidden"),
        DENIED,
    ),
    (UnauthenticatedError("The operation lacked valid authentication credentials: 401"), DENIED),
    (PermissionError(errno.EACCES, "Permission denied", "/a/folder"), DENIED),
    (OSError(errno.EROFS, "Read-only file system"), "the folder is read-only"),
    (
        GenericError(
            "S3 error: Error performing PUT http://x after 2 retries - HTTP error: error sending request"
        ),
        AWAY,
    ),
    (GenericError("S3 error: Server returned non-2xx status code: 503 Service Unavailable: <Error>"), AWAY),
    (
        FileNotFoundError("Object at location x not found: 404 NoSuchBucket"),
        "its folder or bucket is not there",
    ),
    (GenericError("something new at /a/folder"), "GenericError"),
]


@pytest.mark.parametrize(("fault", "words"), MET)
def test_each_fault_is_told_in_words_of_our_own(fault: Exception, words: str) -> None:
    assert why(fault) == words


def test_a_store_that_is_away_says_so(s3_endpoint: str, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(MediaFault, match=r"^the media store failed \(it cannot be reached\)$"):
        open_media(bucket).put(NAME, [b"a photo"])


def test_trying_a_store_out_leaves_nothing(files: MediaStore) -> None:
    files.try_out()
    assert list(files.names()) == []


def test_trying_a_folder_out_leaves_no_folder_in_it(folder: Path) -> None:
    open_media(str(folder)).try_out()
    assert list(folder.iterdir()) == []


def test_trying_out_a_missing_bucket_is_a_named_fault(bucket: str) -> None:
    with pytest.raises(MediaFault, match="its folder or bucket is not there"):
        open_media("s3://no-such-bucket/x").try_out()


def test_a_folder_knows_how_much_is_free(folder: Path) -> None:
    assert (open_media(str(folder)).free() or 0) > 0


def test_a_bucket_is_never_full(bucket: str) -> None:
    assert open_media(bucket).free() is None


def test_of_a_folder_that_is_away_nobody_knows_what_is_free(folder: Path) -> None:
    files = open_media(str(folder))
    folder.rmdir()
    assert files.free() is None

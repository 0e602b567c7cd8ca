"""Opens the media store that the settings name. Never writes into it."""

import os
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from handlers.media.store import MediaFault, MediaStore

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
# Unlimited, a wrong key would be tried for minutes.
_RETRY = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}
_CLIENT = {"timeout": "60s", "connect_timeout": "5s", "allow_http": True}  # the operator names the endpoint


def open_media(url: str) -> MediaStore:
    """`s3://bucket/prefix`, `file:///folder` or a folder, which is made where it is missing. A bucket's keys and
    endpoint come from the usual AWS_ variables. Raises MediaFault."""
    scheme = urlsplit(url).scheme if "://" in url else ""
    if scheme not in ("", "file", "s3"):
        raise MediaFault(f"MEDIA_URL: {scheme}:// is not supported, use a folder or s3://bucket/prefix.")
    return _open_bucket(url) if scheme == "s3" else _open_folder(url)


def _open_bucket(url: str) -> MediaStore:
    parts = urlsplit(url)
    if not _BUCKET.fullmatch(parts.netloc) or parts.query or parts.fragment:
        raise MediaFault("MEDIA_URL: a bucket is named as s3://bucket or s3://bucket/prefix, without keys.")
    try:
        objects = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            client_options=_CLIENT,  # type: ignore[arg-type]
            retry_config=_RETRY,  # type: ignore[arg-type]
        )
    except (BaseError, ValueError) as fault:
        raise MediaFault(f"MEDIA_URL: the bucket cannot be used ({type(fault).__name__}).") from None
    return MediaStore(objects)


def _open_folder(url: str) -> MediaStore:
    parts = urlsplit(url) if url.startswith("file://") else None
    if parts is not None and (parts.netloc or not parts.path.strip("/")):
        raise MediaFault("MEDIA_URL: a folder is named in full, with three strokes: file:///folder.")
    path = unquote(parts.path) if parts else url
    if not path.strip():
        raise MediaFault("MEDIA_URL names no folder.")
    folder = Path(path).absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise MediaFault(f"MEDIA_URL: {folder} cannot be used: {fault.strerror}.") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise MediaFault(f"MEDIA_URL: {folder} cannot be written.")
    return MediaStore(LocalStore(prefix=folder), folder)

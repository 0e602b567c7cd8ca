"""Why the media store failed, in a few fixed words of our own. Never in the library's, which may show addresses."""

import errno

from obstore.exceptions import NotFoundError, PermissionDeniedError, UnauthenticatedError

_FULL, _DENIED, _AWAY = "no space left", "permission denied", "it cannot be reached"
_KINDS = {
    (FileNotFoundError, NotFoundError): "its folder or bucket is not there",
    (PermissionError, PermissionDeniedError, UnauthenticatedError): _DENIED,
}
_ERRORS = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: "the folder is read-only"}
# What the library says of faults for which it has no kind.
_SAID = {
    "(os error 28)": _FULL,
    "(os error 122)": _FULL,
    ": 507 ": _FULL,
    "(os error 13)": _DENIED,
    "(os error 30)": "the folder is read-only",
    "HTTP error": _AWAY,
    "status code: 5": _AWAY,
}


def why(fault: Exception) -> str:
    """In fixed words of our own; its kind where it is nothing that we know."""
    kinds = (words for kind, words in _KINDS.items() if isinstance(fault, kind))
    said = (words for part, words in _SAID.items() if part in str(fault))
    number = _ERRORS.get(getattr(fault, "errno", None) or 0)
    return next(kinds, None) or number or next(said, None) or type(fault).__name__

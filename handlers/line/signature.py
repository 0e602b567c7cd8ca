"""Is a request body LINE's? The channel secret signs the raw bytes. Never parses them."""

import base64
import hashlib
import hmac
from collections.abc import Sequence


def signed(body: bytes, signature: str | None, secrets: Sequence[str]) -> bool:
    """Several secrets, because a reissued channel secret ends the old one at once."""
    given = (signature or "").encode("utf-8", "replace")
    matches = [hmac.compare_digest(given, _signature(body, secret)) for secret in secrets if secret]
    return any(matches)


def _signature(body: bytes, secret: str) -> bytes:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())

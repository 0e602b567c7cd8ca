"""Hides who a person is: a keyed hash to find them again, an encrypted LINE user id to write to them.

Never stores or logs anything. Both keys are derived from the one secret, each for its own use.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12


class CannotOpen(ValueError):
    """Sealed with another secret, or damaged."""


class Identity:
    """`old` are secrets used before this one: still opened, never used to seal."""

    def __init__(self, secret_key: str, old: tuple[str, ...] = ()) -> None:
        self._handle_key = _derived(secret_key, b"siangkan handle")
        self._boxes = tuple(AESGCM(_derived(secret, b"siangkan seal")) for secret in (secret_key, *old))

    def handle(self, user_id: str) -> str:
        return hmac.new(self._handle_key, _bytes(user_id), hashlib.sha256).hexdigest()

    def seal(self, user_id: str) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._boxes[0].encrypt(nonce, _bytes(user_id), None)

    def open(self, sealed: bytes) -> str:
        for box in self._boxes:
            try:
                plain = box.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
            except (InvalidTag, ValueError):
                continue
            return plain.decode("utf-8", "surrogatepass")
        raise CannotOpen


def _bytes(user_id: str) -> bytes:
    return user_id.encode("utf-8", "surrogatepass")


def _derived(secret: str, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(secret.encode())

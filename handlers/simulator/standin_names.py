"""Ids and tokens shaped like LINE's. Only ids of people and groups ever come twice: they follow a name."""

import hashlib
import secrets

BASE32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def person_id(name: str) -> str:
    """The same well-formed LINE user id for the same name, each time."""
    return "U" + hashlib.sha256(name.encode()).hexdigest()[:32]


def group_id(name: str) -> str:
    return "C" + hashlib.sha256(name.encode()).hexdigest()[:32]


def ulid(at: int) -> str:
    number = (at << 80) | secrets.randbits(80)
    return "".join(BASE32[(number >> shift) & 31] for shift in range(125, -1, -5))


def reply_token() -> str:
    return secrets.token_hex(16)


def quote_token() -> str:
    return secrets.token_urlsafe(40)

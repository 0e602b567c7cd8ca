"""Short public codes for answers, such as K7F3Q2: quotable in a report, saying nothing about who spoke.

Random, never counted up: nobody can tell from a code when, or after whom, somebody spoke.
"""

import secrets

# Without B I L O S U W Z, which look or sound like others, and without A and E, so that no code is a word.
LETTERS = "23456789CDFGHJKMNPQRTVXY"
LENGTH = 6


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))

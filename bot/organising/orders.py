"""What an organiser wants, as a value: from words, from a button, from the command line. Decides and counts nothing."""

from dataclasses import dataclass

from bot.organising.scope import ALL, Scope

# fmt: off
KINDS = (
    "summary", "search", "latest", "news", "compare", "silent", "quota",
    "digest_on", "digest_off", "digest_when", "digest_show",
    "announce", "announcements", "invite", "organisers", "remove", "help", "export", "dashboard",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Order:
    """`plain`: as text instead of cards. `words` is what follows the command where that is free text, `code` an
    organiser's, an announcement's or an answer's, `page` counts from 0. `unknown` are the words beside the filters
    that were not understood: they are asked back. `step` is where in a command of several steps a button leads."""

    kind: str
    scope: Scope = ALL
    words: str = ""
    code: str = ""
    page: int = 0
    plain: bool = False
    step: str = ""
    unknown: tuple[str, ...] = ()

"""What pages behind a signed link have in common: what browsers are told, and who never gets one. Opens nothing."""

import re

# Whoever only looks what is behind a link, to draw a picture of it in a chat, gets no words to draw.
# CUBOT makes phones.
ROBOT = re.compile(r"line-poker|externalhit|(?<!cu)bot\b|crawler|spider|preview", re.IGNORECASE)
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
    "X-Content-Type-Options": "nosniff",
}

"""The copy of one's own data for machines: one JSON document that another program can read. Reads nothing."""

import json
from typing import Any

from bot.form import Form
from handlers.copy_page import choices
from handlers.thai_dates import iso_time
from handlers.wording import question_words
from models.copies import Copied, Kept


def json_of(copied: Copied, form: Form, now: int) -> str:
    """Codes and labels, times as ISO 8601."""
    whole = {
        "made_at": _iso(now),
        "person": {**copied.told, "first_seen_at": _iso(copied.met_at), "last_seen_at": _iso(copied.seen_at)},
        "consents": [{"notice": a.version, "act": a.act, "at": _iso(a.at)} for a in copied.agreed],
        "consent": {"notice": copied.consent, "at": _iso(copied.consent_at)},
        "answers": [_answer(kept, form) for kept in copied.answers],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _answer(kept: Kept, form: Form) -> dict[str, Any]:
    return {
        "round": kept.round,
        "question": kept.question,
        "question_text": question_words(kept.question, form),
        "given_at": _iso(kept.given_at),
        "changed_at": _iso(kept.changed_at),
        "text": kept.text,
        "chosen": list(kept.chosen),
        "chosen_labels": list(choices(kept.question, kept.chosen, form)),
        "earlier_texts": list(kept.older),
        "earlier_chosen": list(kept.older_chosen),
        "came_by": {"code": kept.came, "title": kept.poster} if kept.came else None,
        "said_as": {"role": kept.role, "sector": kept.sector, "district": kept.district},
        "themes": list(kept.themes),
        "media": [
            {"id": m.id, "kind": m.kind, "content_type": m.content_type, "sent_at": _iso(m.sent_at)}
            for m in kept.media
        ],
    }


def _iso(at: int | None) -> str | None:
    return None if at is None else iso_time(at)

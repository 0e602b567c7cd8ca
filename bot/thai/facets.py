"""Which focus area each question belongs to, and where nothing in particular was asked. Knows no words."""

FOCUS_OF = {
    **dict.fromkeys(("current_state", "strength", "weakness", "problem", "development", "fit"), 1),
    **dict.fromkeys(("mechanism_current", "mechanism_gap", "sector_role", "mechanism_proposal"), 2),
    **dict.fromkeys(("action", "expected_result", "calendar", "review", "area_fit"), 3),
    **dict.fromkeys(("understanding", "anything_else"), 0),
}
FREE = frozenset({"", "nothing", "anything_else"})
"""What people tell there decides by itself which question it answers."""

"""Who speaks: what we ask of a person before the questions, what is still missing, and how they are spoken to.

Young people, and people who tell no age, stay anonymous: nothing that could point at their school is asked.
"""

from bot.form import Choice, Form, Question
from bot.state import State

FIELDS = ("age", "leave", "role", "zone", "district")
"""In the order in which they are asked."""

NOT_SAID = "unsaid"
CHILD = "u10"
PUPIL = "11-19"


def minor(state: State) -> bool:
    """Who does not tell an age is treated as one who needs the guardian's leave."""
    return state.profile.age in (PUPIL, NOT_SAID)


def pupil(state: State) -> bool:
    return state.profile.age == PUPIL


def you(state: State, form: Form) -> str:
    role = form.roles.get(state.profile.role)
    if pupil(state):
        return "น้อง"
    return role.address if role and role.address != "น้อง" else "ท่าน"


def missing(state: State, form: Form) -> str:
    """The next field to ask for; empty when everything is known. Nobody comes to a question before that."""
    profile = state.profile
    if not profile.age:
        return "age"
    if minor(state) and not profile.leave:
        return "leave"
    if not profile.role:
        return "role"
    if not profile.zone:
        return "zone"
    inside = any(d.zone == profile.zone for d in form.districts.values())
    return "district" if inside and not profile.district else ""


def accepts(kind: str, state: State, form: Form) -> bool:
    """Whether a photo, a voice … counts as an answer. Never of the young: it would tell who they are."""
    round = form.rounds.get(state.profile.round) or form.rounds.get(form.current)
    return not minor(state) and round is not None and kind in round.accept_media


def suits(question: Question, state: State, ahead: tuple[str, ...] = ()) -> bool:
    """Whether this person can be asked. What a question needs may still be `ahead` of it."""
    if question.profile and minor(state):
        return False
    told = question.needs in state.answered and question.needs not in state.hollow
    if question.needs and not told and question.needs not in ahead:
        return False
    return not question.roles or state.profile.role in question.roles


def finished(state: State, form: Form) -> bool:
    """Whether every question of the short path was answered or skipped, and one of them at least answered."""
    asked = [q for q in form.chapters[form.first].questions if suits(form.questions[q], state)]
    return any(q in state.answered for q in asked) and all(
        q in state.answered or q in state.skipped for q in asked
    )


def placing_choices(field: str, state: State, form: Form) -> tuple[Choice, ...]:
    """What can be picked at a profile question; "not said" comes last where there is room for it."""
    unsaid = Choice(NOT_SAID, form.buttons["unsaid"], ("ไม่ระบุ", "ไม่บอก", "ไม่ขอบอก", "ไม่อยากบอก", "ไม่ขอตอบ"))
    match field:
        case "age":
            return tuple(Choice(a.code, a.label) for a in form.ages.values())
        case "leave":
            return _leave_choices(state, form)
        case "role":
            return tuple(Choice(r.code, r.label) for r in form.roles.values())
        case "zone":
            return (*(Choice(z.code, z.label) for z in form.zones.values()), unsaid)
        case _:
            within = form.zones.get(state.profile.zone)
            inside = [d for d in form.districts.values() if within and d.zone == within.code]
            return (*(Choice(d.code, d.label) for d in inside), unsaid)


def _leave_choices(state: State, form: Form) -> tuple[Choice, ...]:
    """Whoever told no age may still say that they are grown up."""
    yes = Choice(
        "yes", form.buttons["leave_yes"], ("ขอแล้ว", "อนุญาตแล้ว", "แม่อนุญาตแล้ว", "พ่ออนุญาตแล้ว", "ขออนุญาตเรียบร้อย")
    )
    no = Choice("no", form.buttons["leave_no"], ("ยัง", "ยังไม่ขอ", "ยังไม่ได้", "ยังไม่ได้ขออนุญาต"))
    adult = Choice(
        "adult", form.buttons["leave_adult"], ("ผู้ใหญ่", "เป็นผู้ใหญ่แล้ว", "เกิน 20", "เกิน 20 แล้ว", "20 ขึ้นไป")
    )
    return (yes, no) if pupil(state) else (yes, no, adult)


def band(years: int, form: Form) -> str:
    """The age band of so many years; empty when no band holds them."""
    for code in form.ages:
        low, high = _bounds(code)
        if low <= years <= high:
            return code
    return ""


def _bounds(code: str) -> tuple[int, int]:
    if code == CHILD:
        return 1, 10
    low, dash, high = code.partition("-")
    if dash and low.isdigit() and high.isdigit():
        return int(low), int(high)
    return (int(code[:-1]), 120) if code.endswith("+") and code[:-1].isdigit() else (1, 0)

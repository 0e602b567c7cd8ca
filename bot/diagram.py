"""The conversation as a Mermaid diagram, drawn from the data. Never written by hand."""

from collections.abc import Iterator

from bot.form import Chapter, Form, Question

_LONGEST = 60


def diagram(form: Form) -> str:
    """A Mermaid flowchart: the way to the first question, each chapter with its questions, and back to the menu."""
    lines = ["flowchart TD", *_before(form)]
    for chapter in form.chapters.values():
        lines += _chapter(chapter, form)
    return "\n".join(lines) + "\n"


def _before(form: Form) -> Iterator[str]:
    yield f'    hello(["{_short(form.phrases["hello"])}"]) --> consent'
    consent, no = form.buttons["consent_yes"], form.buttons["consent_no"]
    yield f'    consent{{"{_short(form.phrases["hint_consent"])}"}} -- {consent} --> age'
    yield f'    consent -- {no} --> declined(["{_short(form.phrases["declined"])}"])'
    yield f"    declined -- {form.buttons['rejoin']} --> consent"
    young = [age.label for age in form.ages.values() if age.code in ("11-19", "unsaid")]
    yield f'    age["{_short(form.phrases["ask_age"])}"] --> role'
    yield f'    age -- "{form.ages["u10"].label}" --> consent'
    yield f'    age -- "{" / ".join(young)}" --> leave["{_short(form.phrases["ask_leave"])}"] --> role'
    yield f'    role["{_short(form.phrases["ask_role"])}"] --> zone["{_short(form.phrases["ask_zone"])}"]'
    yield f'    zone --> district["{_short(form.phrases["ask_district"])}"] --> {form.first}_1'
    outside = [zone.label for zone in form.zones.values() if not _inside(zone.code, form)]
    yield f'    zone -- "{" / ".join(outside)}" --> {form.first}_1'
    yield f'    menu{{"{_short(form.phrases["menu"])}"}} -- {form.buttons["enough"]} --> idle'
    yield f'    idle(["{_short(form.phrases["idle"])}"]) --> menu'


def _inside(zone: str, form: Form) -> bool:
    return any(district.zone == zone for district in form.districts.values())


def _chapter(chapter: Chapter, form: Form) -> Iterator[str]:
    if chapter.id != form.first:
        yield f'    menu -- "{chapter.button}" --> {chapter.id}_1'
    yield f'    subgraph {chapter.id}["{chapter.title}"]'
    for number, id in enumerate(chapter.questions, 1):
        yield f"        {chapter.id}_{number}{_node(form.questions[id])}"
    steps = " --> ".join(f"{chapter.id}_{n}" for n in range(1, len(chapter.questions) + 1))
    yield f"        {steps}"
    yield "    end"
    after = chapter.then if chapter.then not in form.chapters else f"{chapter.then}_1"
    yield f"    {chapter.id}_{len(chapter.questions)} --> {after}"


def _node(question: Question) -> str:
    """Words are a box, buttons a hexagon."""
    text = f"{question.id}<br/>{_short(question.text)}"
    return f'["{text}"]' if question.kind == "text" else f'{{{{"{text}"}}}}'


def _short(text: str) -> str:
    line = text.split("\n")[0].replace("{you}", "ท่าน").replace('"', "'")
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"

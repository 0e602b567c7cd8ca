"""What an organiser asked about, in one line: "ประเด็นที่ 2 · ไทรโยค · ครู · 7 วัน". Reads and counts nothing."""

from collections.abc import Iterator
from datetime import date

from bot.form import Form
from bot.organising.dating import Words, called
from bot.organising.scope import ALL, Scope


def about(scope: Scope, form: Form, today: date, words: Words) -> str:
    """Only what narrows it is named; a code that the data do not know stands for itself. `words` are the phrases of
    bot/data/organising."""
    if scope == ALL:
        return words["name_between"].join((words["name_everywhere"], words["name_ever"]))
    return words["name_between"].join(_parts(scope, form, today, words))


def _parts(scope: Scope, form: Form, today: date, words: Words) -> Iterator[str]:
    for name, code in scope.said.items():
        if name == "period":
            yield called(code, today, words)
        elif name == "round":
            yield words["name_round"].format(code=code)
        elif name == "focus":
            yield words["name_focus"].format(focus=code)
        else:
            yield words.get(f"name_{name}_{code}") or _label(name, code, form)


def _label(name: str, code: str, form: Form) -> str:
    labels = {
        "theme": {theme.code: theme.label for theme in form.themes},
        "district": {each.code: each.label for each in form.districts.values()},
        "zone": {each.code: each.label for each in form.zones.values()},
        "role": {each.code: each.label for each in form.roles.values()},
        "sector": {each.code: each.label for each in form.sectors.values()},
    }
    return labels.get(name, {}).get(code, code)

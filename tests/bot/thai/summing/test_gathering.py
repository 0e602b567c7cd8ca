"""`gather`: answers in, findings out; a broken line is named and loses nobody else."""

import json

import pytest
from click.testing import CliRunner, Result

from handlers.cli.gathering import gather


def row(text: str, person: str, given_at: object = 0, **more: object) -> str:
    values = {
        "text": text,
        "person": person,
        "themes": ["teacher_supply"],
        "stance": "problem",
        "given_at": given_at,
    }
    return json.dumps(values | more, ensure_ascii=False)


SAID = "\n".join((row("ครูไม่พอค่ะ", "a"), row("ขาดครูมาสองปีแล้ว", "b"), row("ครูไม่พอ เด็กเรียนไม่ทัน", "c")))


def gathered(lines: str, *options: str) -> Result:
    return CliRunner().invoke(gather, options, input=lines)


def found(lines: str, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in gathered(lines, *options).stdout.splitlines()]


def test_what_is_found_comes_as_json_lines() -> None:
    assert {"phrase", "point", "quote"} >= {str(one["kind"]) for one in found(SAID)} >= {"phrase", "point"}


def test_a_line_number_stands_for_a_code_that_is_not_given() -> None:
    assert next(one["codes"] for one in found(SAID)) == ["1", "2", "3"]


def test_the_table_is_for_people() -> None:
    assert "   3  ครูไม่พอ" in gathered(SAID, "--table").stdout.splitlines()


def test_another_theme_finds_nothing() -> None:
    assert found(SAID, "--theme", "digital") == []


def test_news_are_told_from_a_time_on() -> None:
    before = [row("ห้องน้ำพัง", f"p{one}", 1, themes=["facilities"]) for one in range(9)]
    now = [row("ครูไม่พอ", f"q{one}", 5) for one in range(9)]
    told = [one for one in found("\n".join((*before, *now)), "--since", "5") if one["kind"] == "news"]
    assert ("teacher_supply", "grown") in [(one["what"], one["news"]) for one in told]


def test_the_most_is_one_at_least() -> None:
    assert gathered(SAID, "--most", "0").exit_code == 2


def test_a_theme_that_the_codebook_has_not_is_refused() -> None:
    assert "'teachers' is not one of 'curriculum'" in gathered(SAID, "--theme", "teachers").stderr


def test_the_help_says_the_unit_of_since() -> None:
    assert "seconds or milliseconds" in " ".join(gathered("", "--help").stdout.split())


WRONG = (row("x", "p", themes="all"), row("x", "p", given_at="soon"), row("x", "p", stance=None))


ENDLESS = [row("x", "p").replace('"given_at": 0', f'"given_at": {at}') for at in ("Infinity", "1e400", "NaN")]


@pytest.mark.parametrize("broken", ["no json", "[]", "{}", "[" * 9999, *WRONG, *ENDLESS])
def test_a_broken_line_is_named(broken: str) -> None:
    result = gathered(f"{SAID}\n{broken}\n")
    assert (result.exit_code, result.stderr.startswith("line 4 ")) == (1, True)


def test_a_broken_line_takes_nothing_from_the_others() -> None:
    assert gathered(f"{SAID}\nno json\n").stdout == gathered(SAID).stdout


HALF = json.dumps(json.loads(SAID.splitlines()[0]) | {"text": "ครูไม่พอ \ud800", "code": "\ud800"})


def test_half_a_character_does_not_stop_it() -> None:
    assert gathered(HALF).exit_code == 0


def test_half_a_character_comes_back_as_it_was() -> None:
    assert found(HALF)[0]["codes"] == ["\ud800"]


def test_half_a_character_is_escaped_for_people_too() -> None:
    assert "ครูไม่พอ \\ud800” (problem, \\ud800)" in gathered(HALF, "--table").stdout

"""Facts and laws of runs of letters: what a dictionary of strings would find, the numbers find."""

from hypothesis import given
from hypothesis import strategies as st

from bot.thai.runs import RunRows, Runs

_KNOWN = tuple(Runs("^ครูไม่พอ ครูน้อย no wifi$"))
_ROWS = {run: row for row, run in enumerate(dict.fromkeys(_KNOWN))}
_texts = st.text(st.sampled_from("ครูไม่พอน้ยwifi ^$\0\ud800😀"), max_size=30)


def test_runs_are_given_shortest_first() -> None:
    assert list(Runs("^กข$")) == ["^ก", "กข", "ข$", "^กข", "กข$", "^กข$"]


def test_known_runs_come_back_with_their_rows() -> None:
    assert dict(RunRows(_ROWS).items()) == _ROWS


def test_where_no_run_is_known_none_is_found() -> None:
    assert RunRows({}).of(Runs("^ครู$")) == []


@given(_texts)
def test_the_rows_of_a_text_are_those_of_its_known_runs(text: str) -> None:
    known = dict.fromkeys(run for run in Runs(text) if run in _ROWS)
    assert RunRows(_ROWS).of(Runs(text)) == [_ROWS[run] for run in known]

"""Floors under the quality of reading, a little below what was measured: a change that costs quality is noticed."""

from tests.reading import report
from tests.reading.measures import bins, f1, off, themes


def test_themes_are_coded_far_better_than_by_key_words() -> None:
    told = dict(report.theme_rows())
    assert told["**Siang Kan**"].micro > told["key words alone"].micro + 0.2


def test_the_learnt_coder_is_better_than_plain_words() -> None:
    told = dict(report.theme_rows())
    assert told["**Siang Kan**"].micro > told["words, TF-IDF, linear"].micro


def test_four_of_five_codes_are_right() -> None:
    assert dict(report.theme_rows())["**Siang Kan**"].micro >= 0.78


def test_personal_data_of_strangers_are_masked() -> None:
    assert report.personal_figures().recall >= 0.97


def test_what_is_not_personal_stays() -> None:
    assert report.personal_figures().alarm_share <= 0.01


def test_no_command_fires_inside_an_answer_of_strangers() -> None:
    _, fired, _, _ = report.intent_figures()
    assert fired == 0


def test_intents_of_strangers_are_read_right() -> None:
    right, _, _, _ = report.intent_figures()
    assert right >= 0.94


def test_confidence_is_honest() -> None:
    _, apart = report.calibration()
    assert apart < 0.1


def test_unclear_answers_are_few() -> None:
    many, _ = report.unsure()
    assert many <= 35


def test_f1_counts_what_was_made_and_what_is_there() -> None:
    assert f1(2, 4, 4) == 0.5


def test_a_code_that_does_not_exist_counts_as_wrong() -> None:
    assert themes([("a",)], [("a", "b")]).micro < 1


def test_an_unclear_answer_is_no_wrong_code() -> None:
    assert themes([("a",), ("a",)], [("a",), ("unclear",)]).micro == f1(1, 1, 2)


def test_bins_tell_how_often_the_sure_are_right() -> None:
    assert bins([0.9, 0.95, 0.1], [True, False, False], 2) == [(0.1, 0.0, 1), (0.925, 0.5, 2)]


def test_honest_confidence_is_not_off() -> None:
    assert off([(0.5, 0.5, 10)]) == 0

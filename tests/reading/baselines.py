"""What the coder is compared with: the commonest code, key words alone, and TF-IDF of words with a linear model."""

from collections import Counter
from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from bot.thai.facets import FOCUS_OF
from handlers.data import load_form, load_sight
from handlers.teaching.labelled import Labelled
from tests.reading.keywords import Coder

Said = list[tuple[str, ...]]


def commonest(learn: Sequence[Labelled], test: Sequence[Labelled]) -> Said:
    code = Counter(code for one in learn for code in one.themes).most_common(1)[0][0]
    return [(code,) for _ in test]


def key_words(test: Sequence[Labelled]) -> Said:
    sight = load_sight()
    coder = Coder(load_form().themes, sight.segmenter)
    return [
        coder.code(sight.segmenter.cut(one.text), one.asking, FOCUS_OF.get(one.asking, 0)) for one in test
    ]


def plain_linear(learn: Sequence[Labelled], test: Sequence[Labelled]) -> Said:
    """Words alone: no letters, no codebook, no question."""
    codes = sorted({code for one in learn for code in one.themes})
    truth = [[code in one.themes for code in codes] for one in learn]
    words = TfidfVectorizer(analyzer=_words, min_df=2, sublinear_tf=True)
    model = OneVsRestClassifier(LinearSVC(C=0.5, random_state=0)).fit(
        words.fit_transform(_texts(learn)), truth
    )
    scores = model.decision_function(words.transform(_texts(test)))
    return [_over(codes, row) for row in scores]


def _over(codes: Sequence[str], row: Sequence[float]) -> tuple[str, ...]:
    """The highest, and what else is above zero; three at most."""
    ranked = sorted(range(len(codes)), key=lambda place: -row[place])[:3]
    return tuple(codes[place] for nth, place in enumerate(ranked) if nth == 0 or row[place] > 0)


def _words(text: str) -> tuple[str, ...]:
    return load_sight().segmenter.cut(text).words


def _texts(answers: Sequence[Labelled]) -> list[str]:
    return [one.text for one in answers]

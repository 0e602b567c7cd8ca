"""Key phrases as an official would underline them, counted in people. Takes whole phrases, never bits of words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.thai.segment import Segmenter
from bot.thai.summing.candidates import Candidate, Run, taken_apart
from bot.thai.summing.heard import Heard
from bot.thai.summing.meaning import Claim, Meanings
from bot.thai.summing.runs import Runs, spoken
from bot.thai.summing.shown import shown
from bot.thai.summing.weights import FEWEST, Meaning, weight
from bot.thai.summing.wordlists import WordLists

_CLAIM_UNITS = 3
_EMPHASIS = frozenset({"มาก", "เยอะ"})
_OWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class KeyPhrase:
    """`people` said it, in the answers with these `codes`."""

    phrase: str
    people: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate, what makes it the same as another, and how much it tells (0 for what is no phrase)."""

    meaning: Meaning
    candidate: Candidate
    weight: float


class KeyPhrases:
    def __init__(self, segmenter: Segmenter, lists: WordLists) -> None:
        self._meanings = Meanings(segmenter, lists)
        self._lists = lists

    def of(self, heard: Heard, most: int) -> tuple[KeyPhrase, ...]:
        """Said by two people at least; by people, most first."""
        phrases = [self._phrase(weighed.candidate) for weighed in self.told(heard, most)]
        return tuple(sorted(phrases, key=lambda phrase: (-phrase.people, phrase.phrase)))

    def told(self, heard: Heard, most: int) -> list[Weighed]:
        """Those that tell most, none of them an echo of another, no word that longer phrases say already."""
        weighed = [one for one in self.weighed(heard) if one.weight > 0]
        ranked = sorted(weighed, key=lambda one: (-one.weight, one.candidate.main()))
        chosen = self.without_echoes(ranked, 2 * most)
        return [one for one in chosen if _stays(one.candidate, chosen)][:most]

    def without_echoes(self, ranked: Iterable[Weighed], most: int) -> list[Weighed]:
        chosen: list[Weighed] = []
        for one in ranked:
            if len(chosen) == most:
                break
            if all(self._says_more(one.candidate, other.candidate) for other in chosen):
                chosen.append(one)
        return chosen

    def weighed(self, heard: Heard) -> list[Weighed]:
        """By what they say: runs that claim the same of the same thing are one."""
        runs = Runs(heard, self._lists)
        gathered = self.gathered(heard, self._meanings_of(runs))
        return [
            Weighed(meaning, candidate, weight(meaning, candidate, runs, self._lists))
            for meaning, candidate in gathered.items()
        ]

    def gathered(self, heard: Heard, wanted: Mapping[Run, Meaning]) -> dict[Meaning, Candidate]:
        """Who of these voices said each of the wanted runs."""
        gathered: dict[Meaning, Candidate] = defaultdict(Candidate)
        for said, run in spoken(heard, wanted):
            gathered[wanted[run]].hear(said, _without_emphasis(run, wanted[run]))
        return gathered

    def wanted(self, weighed: Iterable[Weighed]) -> dict[Run, Meaning]:
        return {run: one.meaning for one in weighed for run in one.candidate.wordings}

    def _meanings_of(self, runs: Runs) -> dict[Run, Meaning]:
        """Wordings that one person alone has count as well where they claim something: others claim it otherwise."""
        meanings = {run: self._meaning(run) for run in runs.said_by(FEWEST)}
        for run in runs.finished(_CLAIM_UNITS):
            if run not in meanings and any(self._says_of_a_thing(unit) for unit in run):
                meaning = self._meaning(run)
                if isinstance(meaning, Claim):
                    meanings[run] = meaning
        return meanings

    def _says_of_a_thing(self, unit: str) -> bool:
        relations = self._meanings.known_relations
        return unit in relations or unit.removeprefix("ไม่") in relations

    def name(self, candidate: Candidate) -> str:
        return shown(candidate.main(), self._lists)

    def _phrase(self, candidate: Candidate) -> KeyPhrase:
        return KeyPhrase(self.name(candidate), len(candidate.people), tuple(sorted(candidate.codes)))

    def _meaning(self, run: Run) -> Meaning:
        """What is said of a thing is the same in any wording; everything else is its words."""
        words = tuple(word for unit in run for word in taken_apart(unit))
        claim = self._meanings.claim(words) if len(run) > 1 else None
        if claim and claim.relation:
            return claim
        return "".join(claim.things if claim else run)

    def _says_more(self, candidate: Candidate, other: Candidate) -> bool:
        """A phrase within another, or around it, stays when enough people said it apart from the other."""
        left, right = set(candidate.main()), set(other.main())
        if not (left <= right or right <= left or (left & right) - self._lists.general):
            return True
        own = candidate.people - other.people
        return len(own) >= max(FEWEST, _OWN_SHARE * len(candidate.people))


def _without_emphasis(run: Run, meaning: Meaning) -> Run:
    """ "เน็ตช้ามาก" is shown as "เน็ตช้า", but "งานมาก" as it is."""
    much = isinstance(meaning, Claim) and meaning.relation == "much"
    return run[:-1] if len(run) > 2 and run[-1] in _EMPHASIS and (not much or run[-2] in _EMPHASIS) else run


def _stays(candidate: Candidate, chosen: list[Weighed]) -> bool:
    """A single word stays when half of those who said it said it outside the longer phrases."""
    run = candidate.main()
    if len(run) > 1:
        return True
    around = [
        one.candidate for one in chosen if len(one.candidate.main()) > 1 and run[0] in one.candidate.main()
    ]
    told: set[str] = set().union(*(other.people for other in around))
    return len(candidate.people - told) >= _OWN_SHARE * len(candidate.people)

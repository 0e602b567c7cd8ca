"""How much a phrase tells of what was heard. Knows single phrases, compares none with another."""

from math import log, sqrt

from bot.thai.summing.candidates import Candidate
from bot.thai.summing.meaning import Claim
from bot.thai.summing.runs import Runs
from bot.thai.summing.wordlists import WordLists

FEWEST = 2
_RARE = 2.5
# Log of how often words meet against chance, and the same as a share of what is possible at most.
_HOLDS, _CLAIM_HOLDS = (1.8, 0.5), (0.2, 0.1)
_SHORTEST_ALONE = 4
_ALONE, _CLAIMED = 0.7, 1.5

# What makes two runs the same phrase.
Meaning = Claim | str


def weight(meaning: Meaning, candidate: Candidate, runs: Runs, lists: WordLists) -> float:
    """How much it tells: more of these answers than of Thai; 0 for what is no phrase."""
    run = candidate.main()
    rare = [max(0.0, log(runs.grammar.here(unit) / runs.grammar.in_general(unit))) for unit in run]
    told = sqrt(len(candidate.people)) * sum(rare) / sqrt(len(run))
    if len(run) == 1:
        return _ALONE * told if rare[0] > _RARE and _stands_alone(run[0], runs, lists) else 0.0
    if len(candidate.people) < FEWEST or not _hold_together(candidate, runs, isinstance(meaning, Claim)):
        return 0.0
    return (_CLAIMED if isinstance(meaning, Claim) else 1.0) * told


def _stands_alone(unit: str, runs: Runs, lists: WordLists) -> bool:
    if len(unit) < _SHORTEST_ALONE or unit in lists.general or unit.startswith("ไม่"):
        return False
    return runs.grammar.is_noun(unit)


def _hold_together(candidate: Candidate, runs: Runs, claimed: bool) -> bool:
    """Whether its words meet more often than chance would put them, by seam; where little was said, seldom apart."""
    run = candidate.main()
    total = max(1, runs.counts.total())
    expected = sum(log(runs.counts[unit] / total) for unit in run)
    found = log(min(total, candidate.wordings.total()) / total)
    seams = (found - expected) / (len(run) - 1)
    least, share = _CLAIM_HOLDS if claimed else _HOLDS
    return seams > least or seams > share * -found

"""Laws of what is hidden: nobody can subtract their way to fewer people than may be shown."""

from hypothesis import given
from hypothesis import strategies as st

from bot.summaries.protecting import hidden, hidden_cells, may_show

FEWEST = 5
LEAVES = st.lists(st.integers(0, 30), min_size=1, max_size=5)
TREES = st.lists(LEAVES, min_size=1, max_size=5).map(
    lambda groups: {
        f"g{g}": {f"g{g}l{n}": people for n, people in enumerate(leaves)} for g, leaves in enumerate(groups)
    }
)


def sums(tree):
    return {group: sum(leaves.values()) for group, leaves in tree.items()}


def too_few(people):
    return 0 < people < FEWEST


@given(TREES)
def test_no_shown_figure_is_of_too_few(tree):
    gone = hidden(tree, FEWEST)
    shown = {**sums(tree), **{leaf: n for leaves in tree.values() for leaf, n in leaves.items()}}
    assert not [name for name, people in shown.items() if name not in gone and too_few(people)]


@given(TREES)
def test_all_shown_groups_off_the_whole_leave_enough_or_nobody(tree):
    """Of a whole that may not be shown itself, nothing is shown."""
    gone, whole = hidden(tree, FEWEST), sum(sums(tree).values())
    assert too_few(whole) or not too_few(sum(n for group, n in sums(tree).items() if group in gone))


@given(TREES)
def test_all_shown_leaves_off_a_shown_group_leave_enough_or_nobody(tree):
    gone = hidden(tree, FEWEST)
    rests = [
        sum(n for leaf, n in leaves.items() if leaf in gone) for g, leaves in tree.items() if g not in gone
    ]
    assert not [rest for rest in rests if too_few(rest)]


@given(TREES, st.data())
def test_any_choice_of_shown_leaves_off_the_whole_leaves_enough_or_nobody(tree, data):
    gone = hidden(tree, FEWEST)
    shown = {leaf: n for leaves in tree.values() for leaf, n in leaves.items() if leaf not in gone and n}
    chosen = data.draw(st.sets(st.sampled_from(sorted(shown)))) if shown else set()
    assert not too_few(sum(sums(tree).values()) - sum(shown[leaf] for leaf in chosen)) or too_few(
        sum(sums(tree).values())
    )


@given(TREES)
def test_nothing_shows_inside_a_hidden_group(tree):
    gone = hidden(tree, FEWEST)
    assert not [leaf for g in gone & tree.keys() for leaf, n in tree[g].items() if n and leaf not in gone]


def test_a_whole_without_small_cells_is_shown_whole():
    assert hidden({"state": {"teacher": 20, "head": 8}, "civil": {"community": 9}}, FEWEST) == frozenset()


def test_beside_a_single_small_cell_the_next_smallest_is_hidden_too():
    assert hidden({"z": {"a": 3, "b": 8, "c": 20}}, FEWEST) == {"a", "b"}


def test_a_figure_that_is_nearly_its_whole_is_hidden():
    assert not may_show(17, FEWEST, 20)


def test_a_figure_that_is_its_whole_is_shown():
    assert may_show(17, FEWEST, 17)


TABLES = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), st.integers(0, 30), max_size=16
)


def lines(table):
    rows = [[place for place in table if place[0] == row and table[place]] for row in "abcd"]
    return rows + [[place for place in table if place[1] == column and table[place]] for column in "wxyz"]


@given(TABLES)
def test_no_line_of_a_table_tells_its_hidden_cells(table):
    gone = hidden_cells(table, FEWEST)
    for line in lines(table):
        there = [place for place in line if place in gone]
        nothing_shown = len(there) == len(line)
        assert not there or nothing_shown or (len(there) > 1 and sum(table[p] for p in there) >= FEWEST)


@given(TABLES)
def test_no_small_cell_of_a_table_is_shown(table):
    gone = hidden_cells(table, FEWEST)
    assert not [place for place, people in table.items() if too_few(people) and place not in gone]


def test_a_cell_hidden_for_its_row_is_no_only_one_in_its_column():
    """Teachers 12, 3 and 6 in three districts, parents 14, 11 and 20: 3 alone could be told from the totals."""
    table = {("t", "a"): 12, ("t", "b"): 3, ("t", "c"): 6, ("p", "a"): 14, ("p", "b"): 11, ("p", "c"): 20}
    assert hidden_cells(table, FEWEST) == {("t", "b"), ("t", "c"), ("p", "b"), ("p", "c")}

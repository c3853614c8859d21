import statistics
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from socialaftale.regler.fordelingstal import Fordelingstal, summarise

TAL = st.lists(st.decimals(0, 1000, places=2), min_size=1, max_size=60)


def test_of_nothing_nothing_is_said():
    assert summarise([]) is None


def test_the_slow_figure_is_one_that_has_happened():
    assert summarise([Decimal(n) for n in range(1, 21)]) == Fordelingstal(20, Decimal("10.5"), Decimal(19))
    assert summarise([Decimal(n) for n in range(1, 22)]) == Fordelingstal(21, Decimal(11), Decimal(20))
    assert summarise([Decimal(7)]) == Fordelingstal(1, Decimal(7), Decimal(7))


@given(TAL)
def test_the_median_is_the_librarys_and_at_least_95_per_cent_lie_within_the_slow_figure(tal):
    svar = summarise(tal)
    assert svar.median == statistics.median(tal)
    assert svar.p95 in tal
    assert sum(et <= svar.p95 for et in tal) * 100 >= 95 * len(tal)
    assert sum(et < svar.p95 for et in tal) * 100 < 95 * len(tal)

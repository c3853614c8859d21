"""Which body a takst waits for, as the round of 2026 and its late takster went."""

import pytest

from socialaftale.regler.rundestop import Led
from socialaftale.regler.sagsvej import Forelagt, Ord, waits_for

INDSTILLET, UDSAT_I_FU = (Forelagt(Led.INDSTILLING, ord_) for ord_ in (Ord.INDSTILLET, Ord.UDSAT))
UDSAT_I_DAS = Forelagt(Led.AFGOERELSE, Ord.UDSAT)


@pytest.mark.parametrize("delegeret", [True, False])
def test_what_fu_recommended_waits_for_das_whether_or_not_fu_may_decide_late_ones(delegeret):
    assert waits_for(Led.GENNEMGANG, INDSTILLET, True, delegeret) is Led.AFGOERELSE


def test_what_das_put_off_comes_back_to_das_or_to_fu_where_das_let_it_decide():
    assert waits_for(Led.GENNEMGANG, UDSAT_I_DAS, True, False) is Led.AFGOERELSE
    assert waits_for(Led.GENNEMGANG, UDSAT_I_DAS, True, True) is Led.INDSTILLING


def test_what_fu_put_off_and_what_missed_fu_waits_for_fu():
    assert waits_for(Led.GENNEMGANG, UDSAT_I_FU, True, False) is Led.INDSTILLING
    assert waits_for(Led.SENERE, None, True, True) is Led.INDSTILLING


def test_before_fu_has_met_a_report_waits_for_the_review_if_it_can_still_take_it():
    assert waits_for(Led.GENNEMGANG, None, False, False) is Led.GENNEMGANG
    assert waits_for(Led.INDSTILLING, None, False, False) is Led.INDSTILLING
    assert waits_for(Led.GENNEMGANG, None, True, False) is Led.INDSTILLING, "the review is over"

from decimal import Decimal

from socialaftale.faelles import diagram

D = Decimal


def test_the_waterfall_ends_where_the_changes_lead_and_each_step_starts_where_the_last_ended():
    chart = diagram.waterfall(("2025", D(2400)), [("PL", D(60)), ("Belægning", D(-30))], "2026")
    start, pl, belaegning, slut = chart.dele
    assert slut.vaerdi == D(2430)
    assert pl.x == start.x + start.bredde
    assert belaegning.x + belaegning.bredde == pl.x + pl.bredde
    assert slut.bredde == belaegning.x
    assert [b.slags for b in chart.dele] == ["sum", "op", "ned", "sum"]


def test_bars_are_proportional_and_negative_values_point_left():
    chart = diagram.bars([("a", D(100)), ("b", D(50)), ("c", D(-100))])
    a, b, c = chart.dele
    assert (a.x, a.bredde, b.bredde) == (50, 50, 25)
    assert (c.x, c.bredde) == (0, 50)


def test_a_missing_value_breaks_the_line_and_is_not_drawn_as_zero():
    chart = diagram.lines(["2024", "2025", "2026"], [("Belægning", [D(95), None, D(97)])])
    [line] = chart.dele
    assert [p.tekst for p in line.punkter] == ["2024", "2026"]
    assert line.stykker == []
    assert chart.akse.lav > 90


def test_charts_can_be_drawn_of_nothing_and_of_equal_values():
    assert diagram.bars([("a", D(0))]).dele[0].bredde > 0
    assert diagram.lines(["2026"], [("tom", [None])]).dele[0].punkter == []


def test_a_span_goes_from_the_lowest_to_the_highest_with_its_mark_between():
    smal, bred = diagram.spans([("a", D(5), D(5), D(5)), ("b", D(4), D(5), D(8))]).dele
    assert smal.bredde > 0, "a single level can still be seen"
    assert bred.x < bred.midte == smal.midte < bred.x + bred.bredde

"""What is counted as coming, by target group and year."""

from socialaftale.regler.pladsprojekt import Projekt, Stand, outlook, years


def test_only_decided_places_and_those_being_built_are_summed():
    projekter = [
        Projekt("autisme", Stand.BESLUTTET, 14, 2027),
        Projekt("autisme", Stand.BYGGES, 16, 2027),
        Projekt("autisme", Stand.BESLUTTET, 3, 2028),
        Projekt("autisme", Stand.IDE, 6, 2027),
        Projekt("autisme", Stand.I_DRIFT, 100, 2026),
        Projekt("angst", Stand.OPGIVET, 100, 2027),
    ]
    udsigter = outlook(projekter)
    assert set(udsigter) == {"autisme"}
    assert udsigter["autisme"].efter_aar == {2027: 30, 2028: 3}
    assert udsigter["autisme"].ialt == 33
    assert udsigter["autisme"].ideer == 6
    assert years(udsigter) == [2027, 2028]


def test_a_target_group_with_an_idea_alone_has_no_new_places():
    udsigter = outlook([Projekt("angst", Stand.IDE, 6, 2027)])
    assert (udsigter["angst"].ialt, udsigter["angst"].ideer) == (0, 6)
    assert years(udsigter) == []

from socialaftale.parter.indlaes import load_file
from socialaftale.parter.models import HOEJESTE_ALDER, Befolkning, Medlemskab, Organisation, Udvalg
from socialaftale.parter.sortering import sort_key


def test_nordjylland_has_its_twelve_parties_and_their_population(db):
    omraade = load_file("nordjylland")
    parter = Organisation.objects.i_omraade(omraade).parter()
    assert [part.kode for part in parter.filter(art="region")] == ["1081"]
    assert parter.filter(art="kommune").count() == 11
    assert [part.navn for part in parter][-2:] == ["Vesthimmerlands Kommune", "Aalborg Kommune"]
    alle = Befolkning.objects.filter(aar=2020, alder_til=HOEJESTE_ALDER)
    assert sum(raekke.antal for raekke in alle) == 589_936
    assert not any(raekke.opfundet for raekke in alle)


def test_invented_figures_are_marked(db):
    load_file("nordjylland")
    boern = Befolkning.objects.filter(alder_til=17)
    assert sum(raekke.antal for raekke in boern) == 112_580
    assert all(raekke.opfundet and "Opfundet" in raekke.kilde for raekke in boern)


def test_reading_twice_changes_nothing(db):
    def counts():
        return [model.objects.count() for model in (Organisation, Medlemskab, Befolkning, Udvalg)]

    load_file("nordjylland")
    foer = counts()
    load_file("nordjylland")
    assert counts() == foer
    assert foer == [13, 13, 22, 6]


def test_there_is_one_business_committee_for_adults_and_one_for_children(db):
    load_file("nordjylland")
    fu = Udvalg.objects.filter(rolle="fu").order_by("omraade_art")
    assert [udvalg.omraade_art for udvalg in fu] == ["boern_og_unge", "voksne"]


def test_aa_is_sorted_as_the_last_letter():
    navne = ["Ærø", "Aalborg", "Øster Hurup", "Zealand", "Ålborg", "aber"]
    assert sorted(navne, key=sort_key) == ["aber", "Zealand", "Ærø", "Øster Hurup", "Aalborg", "Ålborg"]

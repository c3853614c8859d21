"""Det forstærkede samarbejde: entering, the panel, the decision that the register follows, reports and leaving."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from socialaftale.aftaler.aarshjul.queries import wheel
from socialaftale.aftaler.forstaerket import actions, queries
from socialaftale.aftaler.forstaerket.models import EMNE, Panelmedlem, Samarbejdssag
from socialaftale.aftaler.forstaerket.opgaver import tasks_of
from socialaftale.aftaler.forstaerket.punkt import cooperation_points
from socialaftale.faelles import tid
from socialaftale.moeder import actions as moeder
from socialaftale.moeder.forberedelse.actions import build_agenda
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.parter.models import Aftaleomraade, Bruger, Rolletildeling, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.tilbud.models import Tilbud
from tests.tilbud.conftest import START, Register, make_register

STI = "/forstaerket-samarbejde/"
MELDT, FRA, UD = dt.date(2026, 10, 1), dt.date(2027, 6, 1), dt.date(2027, 11, 1)
JA = {kode: ("ja", f"Fordi {kode}") for kode in ("maalgruppe", "kompetencer", "specialisering", "eneste")}
ORD = {"efterspoergsel": "Flere spørger", "kompetencer": "Kurser", "baeredygtighed": "Ja"}


class Sted:
    """An area with its secretary and DAS, a regional tilbud in the cooperation and a municipal one that is not."""

    def __init__(self) -> None:
        self.register: Register = make_register("nordjylland", "Nordjylland")
        self.omraade: Aftaleomraade = self.register.omraade
        self.mette: Bruger = self.register.person(Rolle.SEKRETARIAT, self.register.sekretariat)
        self.lone: Bruger = self.register.person(Rolle.LOKALADMINISTRATOR, self.register.hjoerring)
        self.med: Tilbud = self.register.tilbud(
            "Søhuset", driftsherre=self.register.region, forstaerket_samarbejde=True
        )
        self.uden: Tilbud = self.register.tilbud("Lærkehuset")
        self.das: Udvalg = Udvalg.objects.create(omraade=self.omraade, kort="das", navn="DAS", rolle=Rolle.DAS)
        self.panel: Udvalg = Udvalg.objects.create(
            omraade=self.omraade, kort="ekspertpanel", navn="Ekspertpanelet", rolle=Rolle.EKSPERTPANEL
        )

    def panelist(self) -> Bruger:
        bruger = Bruger.objects.create_user("erik@eksempel.dk", navn="Erik", organisation=self.register.region)
        felter = {"gaelder_fra": START, "registreret_by": self.register.by}
        Rolletildeling.objects.create(bruger=bruger, rolle=Rolle.EKSPERTPANEL, udvalg=self.panel, **felter)
        return bruger

    def propose(self, by: Bruger | None = None, tilbud: Tilbud | None = None, **felter) -> Samarbejdssag:
        melding = {"slags": "indmelding", "meldt": MELDT, "fra": FRA, "begrundelse": "Det eneste i landsdelen"} | felter
        return actions.announce(tilbud=tilbud or self.uden, melding=actions.Melding(**melding), by=by or self.mette)

    def leave(self, **felter) -> Samarbejdssag:
        return self.propose(tilbud=self.med, **({"slags": "udtraeden", "fra": UD} | felter))

    def assess(self, sag: Samarbejdssag, svar=JA, set_nr: int = 0, by: Bruger | None = None) -> int:
        return actions.assess(sag=sag, svar=svar, set_nr=set_nr, by=by or self.mette)

    def meet(self, dato: dt.date = dt.date(2026, 10, 23)) -> Moede:
        hvornaar = moeder.Tidspunkt(dato, dt.time(9), dt.time(12))
        return moeder.call_meeting(udvalg=self.das, form="ordinaert", hvornaar=hvornaar, by=self.mette)

    def decide(self, sag: Samarbejdssag, resultat: str = "godkendt") -> Dagsordenspunkt:
        moede = self.meet()
        build_agenda(moede=moede, by=self.mette)
        punkt = moede.punkter.get(emne=EMNE, emne_id=sag.kode)
        moeder.record_decision(punkt=punkt, set_nr=0, svar=moeder.Svar(resultat, tekst="Ja."), by=self.mette)
        return punkt

    def send(self, aar: int = 2025, set_nr: int = 0, by: Bruger | None = None, beder: bool = False, tilbud=None):
        rapport = actions.Rapport(**ORD, beder_om_indsats=beder, set_nr=set_nr)
        return actions.report(tilbud=tilbud or self.med, aar=aar, rapport=rapport, by=by or self.mette)

    def inside(self, dag: dt.date) -> list[Tilbud]:
        return list(queries.member_on(self.omraade, dag).order_by("pk"))


@pytest.fixture
def sted(db) -> Sted:
    return Sted()


def test_the_register_follows_what_das_decides_and_a_correction_takes_it_back(sted: Sted):
    sag = sted.propose()
    assert [et.emne_id for et in cooperation_points(sted.meet(dt.date(2026, 10, 22)))] == ["status-2025"]
    sted.assess(sag)
    assert sted.inside(FRA) == [sted.med]
    punkt = sted.decide(sag)
    assert sted.inside(FRA - dt.timedelta(days=1)) == [sted.med]
    assert sted.inside(FRA) == [sted.med, sted.uden]
    nej = moeder.Svar("afvist", tekst="Fejl i referatet", rettelse="Skrevet forkert")
    moeder.record_decision(punkt=punkt, set_nr=1, svar=nej, by=sted.mette)
    assert sted.inside(FRA) == [sted.med]
    assert queries.shown_case(sag, sted.mette).ord == ("Besluttet: nej", "error")


def test_a_point_that_is_answered_item_by_item_is_a_yes_when_an_item_is(sted: Sted, client):
    sag = sted.propose()
    sted.assess(sag)
    moede = sted.meet()
    build_agenda(moede=moede, by=sted.mette)
    punkt = moede.punkter.get(emne_id=sag.kode)
    client.force_login(sted.mette)
    assert sag.kode not in client.get(f"/moeder/{moede.pk}/").text, "a code is for machines"
    andet = punkt.indstillinger.create(nummer=2, verbum="droefter", tekst="hvad det koster")
    svar = moeder.Svar(
        "", tekst="Ja.", indstillinger={punkt.indstillinger.get(nummer=1).pk: "godkendt", andet.pk: "udsat"}
    )
    assert moeder.record_decision(punkt=punkt, set_nr=0, svar=svar, by=sted.mette).resultat == "pr_indstilling"
    assert sted.inside(FRA) == [sted.med, sted.uden]
    assert queries.shown_case(sag, sted.mette).ord == ("Besluttet: ja", "success")


def test_the_point_tells_the_panels_reasons_and_the_page_links_to_the_decision(sted: Sted, client):
    sag = sted.propose()
    sted.assess(sag)
    forslag, _ = cooperation_points(sted.meet(dt.date(2026, 10, 22)))
    assert "Fordi eneste" in forslag.sagsfremstilling
    punkt = sted.decide(sag)
    client.force_login(sted.mette)
    side = client.get(f"{STI}tilbud/{sted.uden.kode}/").text
    assert f"#punkt-{punkt.pk}" in side
    assert "DAS: godkendt" in side
    assert "Fordi kompetencer" in side
    with pytest.raises(ValidationError, match="afgjort"):
        actions.withdraw(sag=sag, by=sted.mette)
    with pytest.raises(ValidationError, match="kan ikke vurderes"):
        sted.assess(sag, {"eneste": ("nej", "Et andet")}, 4)


def test_a_proposal_is_the_areas_own_until_it_is_decided_and_a_leaving_is_told_at_once(sted: Sted, client):
    sag, ud = sted.propose(), sted.leave()
    assert list(Samarbejdssag.objects.visible_to(AnonymousUser())) == [ud]
    side = client.get(STI).text
    assert "Går ud" in side
    assert "Lærkehuset" not in side
    assert client.get(f"{STI}tilbud/{sted.uden.kode}/").status_code == 404
    assert client.get(f"{STI}tilbud/{sted.med.kode}/").status_code == 200
    sted.assess(sag)
    punkt = sted.decide(sag)
    assert client.get(f"{STI}tilbud/{sted.uden.kode}/").status_code == 404
    Moede.objects.filter(pk=punkt.moede_id).update(afsluttet_at=tid.now(), afsluttet_by=sted.mette)
    assert "Fordi eneste" in client.get(f"{STI}tilbud/{sted.uden.kode}/").text


def test_a_leaving_gives_notice_and_takes_effect_when_das_has_taken_note(sted: Sted):
    with pytest.raises(ValidationError, match=r"tidligst gå ud fra 01\.11\.2027"):
        sted.leave(fra=dt.date(2027, 10, 31))
    sag = sted.leave()
    assert [dag.fra for dag in wheel(sted.omraade, 2027, "", None) if "går ud" in dag.navn] == [UD]
    sted.decide(sag, "til_efterretning")
    assert sted.inside(UD - dt.timedelta(days=1)) == [sted.med]
    assert sted.inside(UD) == []
    with pytest.raises(ValidationError, match=r"allerede sagt ja .* fra 01\.11\.2027"):
        sted.leave()


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({"meldt": dt.date(2026, 10, 24)}, "ude i fremtiden"),
        ({"meldt": dt.date(2024, 2, 29)}, "mere end et år tilbage"),
        ({"fra": dt.date(2026, 9, 30)}, "før den dag, det blev meldt"),
        ({"slags": "udtraeden"}, "ikke i det forstærkede samarbejde"),
        ({"begrundelse": ""}, "kan ikke være tomt"),
    ],
)
def test_an_announcement_that_cannot_be(sted: Sted, felter, besked):
    with pytest.raises(ValidationError, match=besked):
        sted.propose(**felter)


def test_one_open_case_at_a_time_and_a_new_one_when_it_is_withdrawn(sted: Sted):
    sag = sted.propose()
    with pytest.raises(ValidationError, match="allerede en åben sag"):
        sted.propose()
    with pytest.raises(ValidationError, match="allerede i det forstærkede"):
        sted.propose(tilbud=sted.med)
    actions.withdraw(sag=sag, by=sted.mette)
    with pytest.raises(ValidationError, match="kan ikke vurderes"):
        sted.assess(sag)
    assert sted.propose().kode != sag.kode


def test_an_answer_is_kept_when_it_is_changed_and_another_ones_is_not_written_over(sted: Sted):
    sag, erik = sted.propose(), sted.panelist()
    assert [et.tekst for et in tasks_of(erik)] == ["Vurdér Lærkehuset"]
    assert sted.assess(sag, {"eneste": ("ja", "Intet andet")}, by=erik) == 1
    with pytest.raises(ValidationError, match="Erik har vurderet imens"):
        sted.assess(sag)
    with pytest.raises(ValidationError, match="Intet er ændret"):
        sted.assess(sag, {"eneste": ("ja", "Intet andet")}, 1)
    sted.assess(sag, {"eneste": ("nej", "Et i Viborg")}, 1)
    vist = queries.shown_case(sag, erik)
    assert [et.vurdering.begrundelse for et in vist.svar if et.vurdering] == ["Et i Viborg"]
    assert sag.vurderinger.count() == 2
    sted.assess(sag, {kode: JA[kode] for kode in ("maalgruppe", "kompetencer", "specialisering")}, 2)
    assert tasks_of(erik) == []
    assert queries.shown_case(sag, erik).udfald == "opfylder_ikke"


def test_a_departed_member_stays_with_what_the_panel_said_then(sted: Sted, i_dag):
    felter = {"omraade": sted.omraade, "fra": MELDT, "by": sted.mette}
    medlem = actions.seat(organisation=sted.register.region, funktion="Områdechef", **felter)
    with pytest.raises(ValidationError, match="allerede den plads"):
        actions.seat(organisation=sted.register.region, funktion=" Områdechef ", **felter)
    sag = sted.propose()
    sted.assess(sag)
    i_dag.move_to(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    actions.unseat(medlem=medlem, by=sted.mette)
    with pytest.raises(ValidationError, match="allerede udtrådt"):
        actions.unseat(medlem=medlem, by=sted.mette)
    assert queries.panel(sted.omraade, dt.date(2026, 11, 2)) == []
    assert [et.funktion for et in queries.shown_case(sag, sted.mette).panel] == ["Områdechef"]


def test_a_report_is_words_and_its_figures_are_the_registers(sted: Sted, client):
    client.force_login(sted.register.person(Rolle.TILBUDSLEDER, sted.register.region))
    side = client.get(f"{STI}tilbud/{sted.med.kode}/rapport/2025/").text
    assert "Registeret 31.12.2025" in side
    assert ">10<" in side
    data = ORD | {"set_nr": "0", "beder_om_indsats": "on"}
    cpr = client.post(f"{STI}tilbud/{sted.med.kode}/rapport/2025/", data | {"kompetencer": "0101201234"})
    assert "CPR" in cpr.text
    assert "Flere spørger" in cpr.text
    assert client.post(f"{STI}tilbud/{sted.med.kode}/rapport/2025/", data).status_code == 302
    igen = client.post(f"{STI}tilbud/{sted.med.kode}/rapport/2025/", data)
    assert "En anden har sendt en rapport imens" in igen.text
    client.logout()
    aaben = client.get(f"{STI}tilbud/{sted.med.kode}/").text
    assert "Modtaget" in aaben
    assert "Flere spørger" not in aaben


@pytest.mark.parametrize("aar", [0, 1999, 99999])
def test_a_year_that_no_report_can_be_about_is_no_page(sted: Sted, client, aar):
    client.force_login(sted.mette)
    assert client.get(f"{STI}tilbud/{sted.med.kode}/rapport/{aar}/").status_code == 404


@pytest.mark.parametrize(("aar", "besked"), [(2026, "når året er gået"), (2023, "ikke i det forstærkede")])
def test_a_report_that_nobody_asks_for(sted: Sted, aar, besked):
    with pytest.raises(ValidationError, match=besked):
        sted.send(aar=aar)


def test_silence_shows_and_the_driftsherre_is_asked_from_the_first_day_of_april(sted: Sted, i_dag, client):
    tine = sted.register.person(Rolle.TILBUDSLEDER, sted.register.region)
    i_dag.move_to(dt.datetime(2026, 3, 31, 9, tzinfo=dt.UTC))
    assert tasks_of(tine) == []
    i_dag.move_to(dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC))
    assert [(et.tekst, et.frist) for et in tasks_of(tine)] == [
        ("Send årsrapporten om Søhuset for 2025", dt.date(2026, 4, 30))
    ]
    assert tasks_of(sted.mette) == []
    assert tasks_of(sted.lone) == []
    i_dag.move_to(dt.datetime(2026, 5, 1, 9, tzinfo=dt.UTC))
    assert "Ikke modtaget" in client.get(STI).text
    egen = client.get(f"/tilbud/{sted.med.kode}/").text
    assert f"{STI}tilbud/{sted.med.kode}/" in egen
    assert f"{STI}tilbud/" not in client.get(f"/tilbud/{sted.uden.kode}/").text
    (forslag,) = cooperation_points(sted.meet(dt.date(2026, 5, 11)))
    assert "Der mangler: Søhuset" in forslag.resume
    sted.send(by=tine, beder=True)
    assert tasks_of(tine) == []
    (forslag,) = cooperation_points(sted.meet(dt.date(2026, 5, 12)))
    assert forslag.resume == "1 af 1 årsrapporter for 2025 er modtaget."
    assert "Normerede pladser: 10" in forslag.sagsfremstilling
    assert "tidlig fælles indsats" in forslag.sagsfremstilling
    assert not forslag.aaben  # it repeats the words of the report


def test_each_writes_about_its_own_alone(sted: Sted):
    sag = sted.propose(by=sted.lone)
    nabo = sted.register.person(Rolle.LOKALADMINISTRATOR, sted.register.aalborg)
    felter = {"omraade": sted.omraade, "fra": MELDT}
    for forsoeg in (
        lambda: sted.propose(by=nabo, tilbud=sted.med),
        lambda: actions.withdraw(sag=sag, by=nabo),
        lambda: sted.assess(sag, by=sted.lone),
        lambda: sted.send(by=sted.lone),
        lambda: actions.seat(organisation=sted.register.region, funktion="Chef", by=sted.lone, **felter),
    ):
        with pytest.raises(PermissionDenied):
            forsoeg()
    actions.withdraw(sag=sag, by=sted.lone)


def test_another_area_has_no_rules_and_its_people_do_nothing_here(sted: Sted, client):
    andet = make_register("fiktivland", "Fiktivland")
    fremmed = andet.person(Rolle.SEKRETARIAT, andet.sekretariat)
    with pytest.raises(ValidationError, match="har ingen regler"):
        sted.propose(by=fremmed, tilbud=andet.tilbud("Fjernhuset"))
    with pytest.raises(ValidationError, match="hører ikke til"):
        felter = {"omraade": sted.omraade, "funktion": "Chef", "fra": MELDT, "by": sted.mette}
        actions.seat(organisation=andet.hjoerring, **felter)
    sag = sted.propose()
    client.force_login(fremmed)
    assert client.get(f"{STI}nordjylland/indmeld/").status_code == 403
    assert client.get(f"{STI}nordjylland/panel/").status_code == 403
    assert client.get(f"{STI}sag/{sag.kode}/vurder/").status_code == 404


def test_the_pages_carry_a_tilbud_from_proposal_to_assessment(sted: Sted, client):
    client.force_login(sted.mette)
    data = {"tilbud": sted.uden.pk, "meldt": "29.02.2026", "fra": "01.06.2027", "begrundelse": "Vigtigt tilbud"}
    forkert = client.post(f"{STI}nordjylland/indmeld/", data).text
    assert "29.02.2026" in forkert
    assert "Vigtigt tilbud" in forkert
    assert client.post(f"{STI}nordjylland/indmeld/", data | {"meldt": "01.10.2026"}).status_code == 302
    sag = Samarbejdssag.objects.get()
    vurder = f"{STI}sag/{sag.kode}/vurder/"
    halvt = client.post(vurder, {"set_nr": "0", "svar_eneste": "ja", "grund_eneste": ""}).text
    assert "Skriv, hvorfor panelet svarer sådan." in halvt
    assert client.post(vurder, {"set_nr": "0", "svar_eneste": "ja", "grund_eneste": "Intet andet"}).status_code == 302
    assert "Intet andet" in client.get(vurder).text
    panel = {"organisation": sted.register.region.pk, "funktion": "Chef", "fra": "01.10.2026"}
    assert client.post(f"{STI}nordjylland/panel/", panel).status_code == 302
    medlem = Panelmedlem.objects.get()
    assert "Chef" in client.get(STI).text
    client.post(f"{STI}panel/{medlem.pk}/afslut/")
    assert "Chef" not in client.get(STI).text
    client.post(f"{STI}sag/{sag.kode}/traek/")
    assert "Trukket tilbage" in client.get(STI).text


def test_the_page_costs_no_more_queries_for_eight_tilbud_than_for_two(sted: Sted, client):
    client.force_login(sted.mette)
    moede, spurgt = sted.meet(), []
    for antal in (2, 6):
        for nr in range(antal):
            sag = sted.propose(tilbud=sted.register.tilbud(f"Hus {antal} {nr}"), fra=MELDT)
            sted.assess(sag)
            punkt = moeder.add_point(
                moede=moede, tekst=moeder.Punkttekst("Nyt tilbud", emne=EMNE, emne_id=sag.kode), by=sted.mette
            )
            moeder.record_decision(punkt=punkt, set_nr=0, svar=moeder.Svar("godkendt", tekst="Ja."), by=sted.mette)
        with CaptureQueriesContext(connection) as alle:
            client.get(STI)
        spurgt.append(len(alle))
    assert len(sted.inside(dt.date(2026, 10, 23))) == 9
    assert spurgt[0] == spurgt[1]

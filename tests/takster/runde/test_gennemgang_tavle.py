"""The board of the review: who may read it, in what order, what narrows it, and that it costs the same at any size."""

import re
from copy import copy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from socialaftale.parter.roller import UDVALGSROLLER, Rolle
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.gennemgang.bord import read_table
from socialaftale.takster.models import Indsendelse, Indsendtlinje, Takstrunde
from socialaftale.takster.runde.frys import Sted
from tests.tilbud.conftest import make_register

from .conftest import AAR, FU
from .gennemgangshjaelp import remark_on, submit_explained

TAVLE = f"/takster/gennemgang/nordjylland/{AAR}/"
HOEJ = {"takst_loen": "4500000"}


def visit(bruger=None) -> Client:
    client = Client()
    if bruger is not None:
        client.force_login(bruger)
    return client


def text(svar) -> str:
    return re.sub(r"\s+", " ", svar.content.decode().replace("\xa0", " "))


def read(bruger, sti: str = TAVLE) -> str:
    svar = visit(bruger).get(sti)
    assert svar.status_code == 200, svar.status_code
    return text(svar)


def lines(side: str) -> list[str]:
    """The names of the lines on the page, in order."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', side)


@pytest.fixture
def medlem(rum):
    return rum.member(rum.hus.register.aalborg)


@pytest.fixture
def tre(rum):
    """Lærkehuset jumps and is explained; Solgården and Uglehuset move two per cent."""
    sol = rum.hus.register.tilbud("Solgården", driftsherre=rum.hus.register.hjoerring)
    ugle = rum.hus.register.tilbud("Uglehuset", driftsherre=rum.hus.register.hjoerring)
    submit_explained(rum, sol)
    submit_explained(rum, ugle)
    submit_explained(rum, **HOEJ)
    return sol, ugle


def test_who_may_read_the_board(rum, medlem):
    rum.submit()
    seere = [medlem, rum.sekretaer, *(rum.member(rum.hus.register.aalborg, rolle) for rolle in (Rolle.FU, Rolle.DAS))]
    for bruger in seere:
        assert "Lærkehuset: Døgntakst" in read(bruger)
    assert visit().get(TAVLE).status_code == 302
    for rolle in set(UDVALGSROLLER) - {Rolle.STYRINGSAFTALEGRUPPE, Rolle.FU, Rolle.DAS}:
        assert visit(rum.hus.member(rolle)).get(TAVLE).status_code == 403
    assert visit(rum.hus.indberetter).get(TAVLE).status_code == 403


def test_another_areas_round_is_not_shown(rum, medlem):
    fiktivland = make_register("fiktivland", "Fiktivland")
    Takstrunde.objects.create(
        omraade=fiktivland.omraade, aar=AAR, regelsaet_id="x", regelsaet_sha256="x", aabnet_by=rum.sekretaer
    )
    assert visit(medlem).get(f"/takster/gennemgang/fiktivland/{AAR}/").status_code == 403
    assert visit(medlem).get(f"/takster/gennemgang/findes-ikke/{AAR}/").status_code == 404
    assert visit(medlem).get("/takster/gennemgang/nordjylland/2031/").status_code == 404


def test_the_way_in_leads_to_the_newest_round(rum, medlem):
    assert visit(medlem).get("/takster/gennemgang/").url == TAVLE
    assert "Gennemgang" in read(medlem, "/")


def test_an_empty_board_says_what_comes(rum, medlem):
    assert "Der er ikke indsendt takster endnu" in read(medlem)


def test_the_gravest_finding_comes_first_and_then_the_largest_change(rum, medlem, tre):
    side = read(medlem)
    assert lines(side)[0] == "Lærkehuset: Døgntakst" and len(lines(side)) == 3
    assert "Kræver forklaring" in side and "Forklaret" in side and "taksten stiger" in side


def test_a_promise_stays_red_until_it_is_kept(rum, medlem):
    submit_explained(rum, svar={"eftersendes_senest": FU.replace(day=1)}, **HOEJ)
    side = read(medlem)
    assert "badge-error" in side and "Lovet 01.11.2026" in side and "Forklaret" not in side
    rum.go_to(FU)
    assert "Lovet, forfalden 01.11.2026" in read(medlem)


def test_every_figure_stands_as_it_was_frozen(rum, medlem):
    linje = rum.line(rum.submit())
    side = read(medlem)
    for ventet in (f"{int(linje.takst_kr):,}".replace(",", "."), f"{int(linje.forrige_kr):,}".replace(",", ".")):
        assert f'class="tal">{ventet}</td>' in side
    assert 'data-title="Belægning, %" class="tal">97,0' in side and 'data-title="Overhead, %" class="tal">5,0' in side
    assert 'data-title="Pladser" class="tal">10' in side


@pytest.mark.parametrize(
    ("valg", "ventet"),
    [
        ("?q=solgården", {"Solgården"}),
        ("?q=SOLGÅRDEN", {"Solgården"}),
        ("?q=hovedhus", {"Solgården", "Uglehuset", "Lærkehuset"}),
        ("?q=findesikke", set()),
        ("?alvor=1", {"Lærkehuset"}),
        ("?alvor=3", {"Solgården", "Uglehuset"}),
        ("?alvor=4", set()),
        ("?lov=sel-108", {"Solgården", "Uglehuset", "Lærkehuset"}),
        ("?lov=sel-107", set()),
        ("?art=doegn", {"Solgården", "Uglehuset", "Lærkehuset"}),
        ("?art=dag", set()),
        ("?driftsherre=860", {"Solgården", "Uglehuset", "Lærkehuset"}),
        ("?vis=uden", set()),
        ("?vis=bemaerkning", set()),
        ("?vis=aendret", set()),
        ("?vis=mangler", {"Solgården", "Uglehuset", "Lærkehuset"}),
    ],
)
def test_the_filters(rum, medlem, tre, valg, ventet):
    assert {navn.split(":")[0] for navn in lines(read(medlem, TAVLE + valg))} == ventet


def test_an_unknown_filter_narrows_nothing_and_breaks_nothing(rum, medlem, tre):
    valg = "?alvor=99&vis=alt&orden=drop&lov=x&driftsherre=999&art=hule&side=77"
    assert len(lines(read(medlem, TAVLE + valg))) == 3


def test_the_columns_put_the_board_in_order_both_ways(rum, medlem, tre):
    stigende = lines(read(medlem, TAVLE + "?orden=tilbud"))
    assert [navn.split(":")[0] for navn in stigende] == ["Lærkehuset", "Solgården", "Uglehuset"]
    assert lines(read(medlem, TAVLE + "?orden=-tilbud")) == stigende[::-1]
    assert lines(read(medlem, TAVLE + "?orden=-takst"))[0] == "Lærkehuset: Døgntakst"
    for orden in ("sidste", "aendring", "pladser", "belaegning", "overhead", "ata"):
        side = read(medlem, TAVLE + f"?orden={orden}")
        assert len(lines(side)) == 3 and side.count('aria-sort="ascending"') == 1
    assert len(lines(read(medlem, TAVLE + "?orden=driftsherre"))) == 3


def test_open_remarks_and_what_is_not_settled_can_be_picked_out(rum, medlem, tre):
    bemaerkning = remark_on(rum, rum.line(Indsendelse.objects.get(indberetning__tilbud=tre[0])), medlem)
    assert lines(read(medlem, TAVLE + "?vis=bemaerkning")) == ["Solgården: Døgntakst"]
    assert "1 åben bemærkning" in read(medlem)
    gennemgang.settle(bemaerkning=bemaerkning, art="afklaret", tekst="", by=medlem)
    assert lines(read(medlem, TAVLE + "?vis=bemaerkning")) == []
    assert len(lines(read(medlem, TAVLE + "?vis=mangler"))) == 2, "settled is done with"
    assert "Afklaret" in read(medlem)


def test_a_remark_on_the_tilbud_counts_for_its_lines(rum, medlem, tre):
    indsendelse = Indsendelse.objects.get(indberetning__tilbud=tre[1])
    bemaerkning = gennemgang.remark(indsendelse=indsendelse, sted=Sted(), tekst="Hvor er bilaget?", by=medlem)
    assert lines(read(medlem, TAVLE + "?vis=bemaerkning")) == ["Uglehuset: Døgntakst"]
    gennemgang.settle(bemaerkning=bemaerkning, art="afklaret", tekst="", by=medlem)
    assert lines(read(medlem, TAVLE + "?vis=bemaerkning")) == []
    submit_explained(rum, tre[1], linje={"indhold": "Bolig, kost og kørsel."})
    side = read(medlem, TAVLE + "?vis=bemaerkning")
    assert lines(side) == ["Uglehuset: Døgntakst"] and "Åbnet igen" in side


def test_what_is_changed_since_it_was_seen_is_marked_and_can_be_picked_out(rum, medlem):
    linje = rum.line(rum.submit())
    gennemgang.go_through(runde=rum.runde, linjer=[linje], by=medlem)
    assert "Gået igennem" in read(medlem)
    rum.go_to(FU.replace(day=1))
    rum.submit(linje={"begrundelse": "Samme takst."})
    assert lines(read(medlem, TAVLE + "?vis=aendret")) == [], "an explanation changes no content"
    assert "Gået igennem" in read(medlem)
    rum.submit(linje={"indhold": "Bolig, kost og kørsel."})
    side = read(medlem, TAVLE + "?vis=aendret")
    assert lines(side) == ["Lærkehuset: Døgntakst"] and "Ændret" in side and "Gået igennem" not in side


def test_withdrawn_remarks_are_not_counted(rum, medlem):
    bemaerkning = remark_on(rum, rum.line(rum.submit()), medlem)
    gennemgang.withdraw(bemaerkning=bemaerkning, by=medlem)
    assert read_table(rum.runde).aabne == 0
    assert lines(read(medlem, TAVLE + "?vis=bemaerkning")) == []


def test_the_same_number_of_queries_for_a_hundred_lines_as_for_three(rum, medlem, tre):
    client = visit(medlem)
    client.get(TAVLE)
    faa = _queries(client)
    _more_lines(Indsendtlinje.objects.first(), 97)
    assert _queries(client) == faa
    side = text(client.get(TAVLE))
    assert len(lines(side)) == 50 and "Side 2" in side
    assert len(lines(text(client.get(TAVLE + "?side=2")))) == 50


def _queries(client) -> int:
    with CaptureQueriesContext(connection) as opslag:
        client.get(TAVLE)
    return len(opslag)


def _more_lines(linje: Indsendtlinje, antal: int) -> None:
    nye = []
    for nr in range(antal):
        ny = copy(linje)
        ny.pk, ny.nr, ny.linje = None, nr + 10, f"ekstra-{nr}"
        nye.append(ny)
    Indsendtlinje.objects.bulk_create(nye)


def test_the_front_page_names_the_lines_that_wait(rum, medlem):
    assert "mangler at blive gået igennem" not in read(medlem, "/")
    linje = rum.line(rum.submit())
    assert "Takster 2027: 1 linje mangler at blive gået igennem" in read(medlem, "/")
    gennemgang.go_through(runde=rum.runde, linjer=[linje], by=medlem)
    assert "mangler at blive gået igennem" not in read(medlem, "/")
    bemaerkning = remark_on(rum, linje, medlem)
    gennemgang.send_remarks(runde=rum.runde, frist=FU, by=rum.sekretaer)
    gennemgang.answer(bemaerkning=bemaerkning, tekst="Kost og bolig.", by=rum.hus.indberetter)
    assert "1 bemærkning er besvaret eller åbnet igen" in read(medlem, "/")
    rum.go_to(FU)
    assert "er besvaret eller åbnet igen" not in read(medlem, "/"), "what was reviewed is recommended"
    assert reverse("gennemgang_tavle", args=["nordjylland", AAR]) == TAVLE

"""Two agreement areas with one of everything that is not public, and a canary in every text of each."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.core import signing
from django.http import HttpResponseBase

from socialaftale.faelles import cpr
from socialaftale.faelles.models import Haendelse
from socialaftale.kapacitet.reservation.actions import Oenske, hold_place
from socialaftale.moeder import actions as moeder
from socialaftale.moeder import formand
from socialaftale.moeder.bilag.actions import remove_annex
from socialaftale.moeder.forberedelse.actions import add_guest
from socialaftale.moeder.forberedelse.afgang import take_off
from socialaftale.moeder.forberedelse.frigivelse import release
from socialaftale.moeder.fremmoede import afbud
from socialaftale.moeder.gaeldende.actions import Aendring, write_change
from socialaftale.moeder.gennemsyn.actions import answer, ask_readers
from socialaftale.moeder.importering.actions import confirm_minutes
from socialaftale.moeder.models import Dagsordenspunkt, Delegation
from socialaftale.parter.actions import password_link
from socialaftale.parter.models import Befolkning, Bruger, Funktion, Funktionspost, Rolletildeling, Udvalg
from socialaftale.parter.queries import members
from socialaftale.parter.roller import PARTSROLLER, UDVALGSROLLER, Rolle
from socialaftale.pladssoegning.actions import close_unmet, write_note
from socialaftale.pladssoegning.actions import search as soeg
from socialaftale.pladssoegning.anmodning.actions import Behov, ask
from socialaftale.takster.actions import save_explanation
from socialaftale.takster.afgoerelse.actions import decide
from socialaftale.takster.fordeling import BOERN_TIL
from socialaftale.takster.gennemgang import actions as gennemgang
from socialaftale.takster.importering.actions import receive_file
from socialaftale.takster.models import Indberetningsversion, Indlaesning, Indsendtlinje
from socialaftale.takster.permissions import Indblik
from socialaftale.takster.runde import actions as runde
from socialaftale.takster.runde.frys import Sted as Takststed
from socialaftale.takster.runde.frys import place_hashes, place_of
from socialaftale.takster.runde.mangler import blocking, read_sheets
from socialaftale.tilbud.actions import indskrivning
from socialaftale.tilbud.actions.aendring import Forslag, propose
from socialaftale.tilbud.actions.faelles import version_of
from socialaftale.tilbud.actions.portal import import_extract
from socialaftale.tilbud.status import Status
from tests.aftaler.bibliotekseksempel import make_library
from tests.aftaler.budgeteksempel import make_budget
from tests.aftaler.eksempel import make_agreement
from tests.aftaler.indspilseksempel import make_theme
from tests.aftaler.pladseksempel import make_project
from tests.aftaler.samarbejdseksempel import make_cooperation
from tests.aftaler.spoergeeksempel import make_rounds
from tests.aftaler.temadagseksempel import make_days
from tests.kapacitet.belaegning.eksempel import make_stay, switch_on_occupancy
from tests.kapacitet.conftest import Melder
from tests.kapacitet.linkeksempel import make_group, make_links, make_source
from tests.kapacitet.overblik.eksempel import make_overview
from tests.moeder.bilag.filer import annex
from tests.moeder.datoer.eksempel import make_question
from tests.moeder.gammelt_referat import receive_old
from tests.rejser.eksempelverden import AAR, published_line
from tests.takster.conftest import Hus
from tests.takster.importfiler import xlsx
from tests.takster.test_skema import changed, download, upload
from tests.takster.test_views import visit
from tests.tilbud.conftest import START, Register, make_register
from tests.tilbud.test_sagssider import extract


@dataclass
class Sted:
    """One area: what its addresses point at (see `tests/rejser/ruter.py`), and who holds every role in it at once."""

    register: Register
    kanarie: str
    alt: Bruger
    ved_navn: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, navn: str) -> Any:
        try:
            return self.__dict__["ved_navn"][navn]
        except KeyError:
            raise AttributeError(navn) from None


def make_sted(kode: str, kanarie: str) -> Sted:
    """Fill an area by the same actions as its people would use. Every text that is not public holds the canary."""
    register = make_register(kode, kode.capitalize())
    sted = Sted(register, kanarie, _holds_everything(register, kanarie))
    sted.ved_navn |= {"omraade": register.omraade, "hjoerring": register.hjoerring, "tilbud": register.tilbud()}
    for del_ in (
        _parter,
        _tilbud,
        _kapacitet,
        _takster,
        _moeder,
        _runde,
        _afgoerelse,
        _pladssoegning,
        _reservationer,
        _aftalen,
        _spoergerunder,
        _temadage,
        _pladsprojekter,
        _budget,
        _forstaerket,
        _bibliotek,
        _indspil,
    ):
        sted.ved_navn |= del_(sted)
    return sted


def _holds_everything(register: Register, kanarie: str) -> Bruger:
    bruger = register.person(Rolle.TAKSTINDBERETTER, register.hjoerring)
    bruger.navn = f"{kanarie} Eksempel"
    bruger.save()
    felter = {"bruger": bruger, "gaelder_fra": START, "registreret_by": register.by}
    for rolle in set(PARTSROLLER) - {Rolle.TAKSTINDBERETTER, Rolle.SEKRETARIAT}:
        Rolletildeling.objects.create(rolle=rolle, organisation=register.hjoerring, **felter)
    Rolletildeling.objects.create(rolle=Rolle.SEKRETARIAT, organisation=register.sekretariat, **felter)
    for rolle in UDVALGSROLLER:
        udvalg = Udvalg.objects.create(omraade=register.omraade, kort=rolle, navn=rolle.label, rolle=rolle)
        Rolletildeling.objects.create(rolle=rolle, udvalg=udvalg, **felter)
    return bruger


def _parter(s: Sted) -> dict[str, Any]:
    part = s.hjoerring
    kollega = Bruger.objects.create_user(f"{s.kanarie}@eksempel.dk", navn=f"{s.kanarie} Kollega", organisation=part)
    felter = {"gaelder_fra": START, "registreret_by": s.register.by}
    rolle = Rolletildeling.objects.create(bruger=kollega, rolle=Rolle.VISITATOR, organisation=part, **felter)
    funktion = Funktion.objects.create(organisation=part, art="faktura", faelles_postkasse=f"{s.kanarie}@post.dk")
    post = Funktionspost.objects.create(funktion=funktion, bruger=kollega, **felter)
    for kommune in (part, s.register.aalborg):
        Befolkning.objects.create(organisation=kommune, aar=2025, alder_til=BOERN_TIL, antal=1000, kilde="Prøve")
    return {
        "personer": {"tine": kollega},
        "rolle": rolle.pk,
        "funktion": funktion.pk,
        "funktionspost": post.pk,
        "nyt_link": password_link(kollega, "").rstrip("/").split("/")[-2:],
        "befolkningsaar": 2025,
    }


def _tilbud(s: Sted) -> dict[str, Any]:
    runde = indskrivning.open_round(omraade=s.omraade, aar=AAR, frist=dt.date(2026, 12, 1), by=s.alt)
    linje = runde.linjer.get(tilbud=s.tilbud)
    svar = {"svar": "aendret", "bemaerkning": f"{s.kanarie} i bemærkningen", "version": linje.version}
    indskrivning.answer_line(linje=linje, by=s.alt, **svar)
    forslag = Forslag("lukning", dt.date(2027, 6, 1), f"{s.kanarie} i begrundelsen", {})
    aendring = propose(tilbud=s.tilbud, forslag=forslag, version=version_of(s.tilbud), by=s.alt)
    fil = extract({"portal_id": "X7", "navn": f"{s.kanarie} fra portalen", "kommune": "Hjørring", "normerede": "8"})
    udtraek = import_extract(organisation=s.hjoerring, navn="udtræk.csv", indhold=fil.read(), by=s.alt)
    return {
        "runde": runde.pk,
        "linje": linje.pk,
        "aendring": aendring.pk,
        "udtraek": udtraek.pk,
        "kladde": s.register.tilbud(f"{s.kanarie} på vej", Status.KLADDE).kode,
        "planlagt": s.register.tilbud("Planlagt", Status.PLANLAGT).kode,
        "indmeldt": s.register.tilbud("Indmeldt", Status.INDMELDT).kode,
    }


def _kapacitet(s: Sted) -> dict[str, Any]:
    switch_on_occupancy(s.omraade, s.hjoerring)
    overblik = make_overview(s.hjoerring, s.tilbud, s.kanarie, s.alt, s.alt)
    kilde = make_source(s.hjoerring, f"{s.kanarie} kildesystem", s.alt)
    overblik |= make_stay(s.tilbud, s.alt) | make_group(s.tilbud.afdelinger.get(), f"{s.kanarie} og unge", s.alt)
    return overblik | kilde | make_links(s.tilbud.afdelinger.get(), f"{s.kanarie} Eksempel")


def _takster(s: Sted) -> dict[str, Any]:
    hus = Hus(s.register, s.tilbud, s.alt)
    hus.confirm(AAR - 1)
    hus.publish(AAR - 1)
    hus.save(AAR)
    bilag = xlsx([["Tilbud", "Ydelse", "Takst 2026"], [f"{s.kanarie} i bilaget", "Døgntakst", 1800]])
    felter = {"filnavn": f"{s.kanarie}.xlsx", "aar": AAR - 1, "omraade": s.omraade, "driftsherre": s.hjoerring}
    takstimport = receive_file(raw=bilag, by=s.alt, **felter)
    client = visit(s.alt)
    skema = download(client, AAR, s.hjoerring.kode)
    for raw in (skema, changed(skema, "Pladser", -1)):
        upload(client, raw, f"{s.kanarie}-skema.xlsx", AAR, s.hjoerring.kode)
    version = Indberetningsversion.objects.newest().get(indberetning__tilbud=s.tilbud, indberetning__aar=AAR)
    tekst = f"{s.kanarie} i forklaringen. Ring til os på 0101201234."
    save_explanation(version=version, tekst=tekst, frigivet=["tekst"], by=s.alt)
    upload(client, changed(skema, "Takst", 9999), f"{s.kanarie}-skema.xlsx", AAR, s.hjoerring.kode)
    uden_fejl, med_fejl, flettes = Indlaesning.objects.filter(driftsherre=s.hjoerring).order_by("pk")
    return {
        "takstimport": takstimport.pk,
        "uden_fejl": uden_fejl.pk,
        "med_fejl": med_fejl.pk,
        "flettes": flettes.pk,
        "frigivelse": Haendelse.objects.get(verbum=cpr.FRIGIVET, by=s.alt).pk,
        **published_line(s.omraade, AAR - 1),
    }


def _runde(s: Sted) -> dict[str, Any]:
    """The round of the year with the tilbud submitted, explained, remarked on and answered."""
    datoer = runde.Datovalg(dt.date(2026, 10, 15), dt.date(2026, 10, 20))
    aaben = runde.open_round(omraade=s.omraade, aar=AAR, datoer=datoer, by=s.alt)
    version = Indberetningsversion.objects.newest().get(indberetning__tilbud=s.tilbud, indberetning__aar=AAR)
    ark = read_sheets(aaben, s.hjoerring)[Indblik.FULDT][s.tilbud.pk]
    hashes = place_hashes(ark.blad)
    for fund in blocking([ark], {}):
        svar = runde.Forklaringstekst(f"{s.kanarie} i svaret på fundet.")
        runde.explain(version=version, fund=fund, sha256=hashes[place_of(fund)], svar=svar, by=s.alt)
    felter = {"versioner": [version], "valg": runde.Indsendelsesvalg(), "by": s.alt}
    (indsendelse,) = runde.submit(runde=aaben, driftsherre=s.hjoerring, **felter)
    bemaerkning = gennemgang.remark(
        indsendelse=indsendelse, sted=Takststed(), tekst=f"{s.kanarie} i bemærkningen", by=s.alt
    )
    gennemgang.send_remarks(runde=aaben, frist=dt.date(2026, 11, 1), by=s.alt)
    return {
        "kvittering": indsendelse.kvittering,
        "indsendt": s.tilbud.kode,
        "indsendelse": indsendelse.pk,
        "takstlinje": indsendelse.linjer.order_by("nr")[0].pk,
        "bemaerkning": bemaerkning.pk,
    }


def _moeder(s: Sted) -> dict[str, Any]:
    das, fu = (Udvalg.objects.get(omraade=s.omraade, kort=kort) for kort in (Rolle.DAS, Rolle.FU))
    holdt = _meet(s, das, dt.date(2026, 8, 17))
    punkt = moeder.add_point(
        moede=holdt, tekst=moeder.Punkttekst("Sene takster", emne="takster", emne_id="2027"), by=s.alt
    )
    opgave = ((f"{s.kanarie} følger op", f"{s.kanarie}", dt.date(2026, 12, 1)),)
    svar = moeder.Svar("godkendt", tekst="Godkendt.", opgaver=opgave)
    beslutning = moeder.record_decision(punkt=punkt, set_nr=0, svar=svar, by=s.alt)
    felter = {"til_udvalg": fu, "udloeber": dt.date(2026, 12, 31), "omfang": "", "by": s.alt}
    delegation = moeder.delegate(beslutning=beslutning, **felter)
    lukket = moeder.Punkttekst(f"{s.kanarie} lukket punkt", aaben=False, sagsfremstilling=f"{s.kanarie} i sagen")
    svar = moeder.Svar("udsat", tekst=f"{s.kanarie} i beslutningen")
    moeder.record_decision(punkt=moeder.add_point(moede=holdt, tekst=lukket, by=s.alt), set_nr=0, svar=svar, by=s.alt)
    mail = {"navn": f"{s.kanarie} Formand", "email": "formand@eksempel.dk", "site": "https://eksempel.invalid/"}
    bekraeftelse = formand.ask_chair(moede=holdt, by=s.alt, **mail)
    moeder.close_meeting(moede=holdt, by=s.alt)
    kommer = _meet(s, das, dt.date(2026, 10, 23))
    nyt = moeder.add_point(moede=kommer, tekst=moeder.Punkttekst(f"{s.kanarie} på dagsordenen"), by=s.alt)
    bilag = annex(nyt, s.alt, f"{s.kanarie} udkast")
    fjernet = annex(nyt, s.alt, f"{s.kanarie} forkert")
    remove_annex(bilag=fjernet, grund="Forkert fil", by=s.alt)
    frigivet = _meet(s, das, dt.date(2026, 10, 24))
    moeder.add_point(moede=frigivet, tekst=moeder.Punkttekst("Åbent punkt"), by=s.alt)
    taget_af = moeder.add_point(moede=kommer, tekst=moeder.Punkttekst(f"{s.kanarie} venter"), by=s.alt)
    take_off(punkt=taget_af, grund="Ikke klar", by=s.alt)
    moeder.add_point(moede=frigivet, tekst=moeder.Punkttekst(f"{s.kanarie} i et lukket punkt", aaben=False), by=s.alt)
    release(moede=frigivet, site="", by=s.alt)
    (laeser,) = ask_readers(moede=kommer, personer=[s.alt], frist=dt.date(2026, 10, 20), site="", by=s.alt)
    answer(moede=kommer, tekster={nyt.pk: f"{s.kanarie} bemærker"}, ingen=False, by=s.alt)
    gaest = add_guest(punkt=nyt, navn=f"{s.kanarie} Gæst", organisation="Eksempel", fra_kl=None, til_kl=None, by=s.alt)
    laest, venter = (
        receive_old(das, dag, s.alt, f"{s.kanarie} sag") for dag in (dt.date(2025, 3, 17), dt.date(2025, 5, 22))
    )
    confirm_minutes(referatimport=laest, by=s.alt)
    gammelt = Dagsordenspunkt.objects.get(moede__referatimport=laest)
    aendring = write_change(punkt=punkt, aendrer=gammelt, hvad=Aendring("erstatter"), by=s.alt)
    return {
        "referat": venter.pk,
        "laest_referat": laest.pk,
        "uklarhed": laest.uklarheder.first().pk,
        "afsluttet": holdt.pk,
        "besluttet": punkt.pk,
        "delegation": Delegation.objects.get(pk=delegation.pk).pk,
        "beslutningsaendring": aendring.pk,
        "opfoelgning": punkt.opfoelgninger.get().pk,
        "moede": kommer.pk,
        "punkt": nyt.pk,
        "taget_af": taget_af.pk,
        "udkast": kommer.pk,
        "laeser": laeser.pk,
        "afbudslink": afbud.token_of(kommer, members(das)[0].bruger),
        "frigivet": frigivet.pk,
        "gaest": gaest.pk,
        "bilag": bilag.pk,
        "fjernet_bilag": fjernet.pk,
        "udvalg": das.pk,
        "formandslink": signing.dumps(bekraeftelse.pk, salt=formand.SALT),
        **make_question(das, s.alt, f"{s.kanarie} seminar"),
    }


def _afgoerelse(s: Sted) -> dict[str, Any]:
    """A decision that puts a line of the round off with a reason."""
    das = Udvalg.objects.get(omraade=s.omraade, kort=Rolle.DAS)
    moede = _meet(s, das, dt.date(2026, 9, 21))
    tekst = moeder.Punkttekst("Takster for 2027", emne="takster", emne_id=str(AAR))
    punkt = moeder.add_point(moede=moede, tekst=tekst, by=s.alt)
    linje = Indsendtlinje.objects.select_related("indsendelse__indberetning__tilbud").get(pk=s.takstlinje)
    udsat = {linje.pk: ("udsat", f"{s.kanarie} mangler at svare")}
    decide(punkt=punkt, set_nr=0, svar=moeder.Svar("godkendt"), afvigelser=udsat, by=s.alt)
    return {"afgjort": punkt.pk, "sporlinje": linje}


def _pladssoegning(s: Sted) -> dict[str, Any]:
    soegning = soeg(kriterier={"tekst": f"{s.kanarie} i søgningen"}, by=s.alt)
    write_note(soegning=soegning, art="soegt", by=s.alt)
    close_unmet(soegning=soegning, aarsag="for_langt", by=s.alt)
    return {"soegning": soegning.kode}


def _aftalen(s: Sted) -> dict[str, Any]:
    return make_agreement(s.omraade, s.kanarie, s.alt)


def _spoergerunder(s: Sted) -> dict[str, Any]:
    return make_rounds(s.omraade, s.hjoerring, s.kanarie, s.alt)


def _temadage(s: Sted) -> dict[str, Any]:
    return make_days(s.omraade, s.kanarie, s.alt)


def _pladsprojekter(s: Sted) -> dict[str, Any]:
    return make_project(s.omraade, s.hjoerring, s.kanarie, s.alt)


def _budget(s: Sted) -> dict[str, Any]:
    return make_budget(s.omraade, s.kanarie, s.alt)


def _forstaerket(s: Sted) -> dict[str, Any]:
    return make_cooperation(s.tilbud, s.kanarie, s.alt)


def _bibliotek(s: Sted) -> dict[str, Any]:
    return make_library(s.omraade, s.kanarie, s.alt)


def _indspil(s: Sted) -> dict[str, Any]:
    return make_theme(s.omraade, s.kanarie, s.alt)


def _reservationer(s: Sted) -> dict[str, Any]:
    """A place held, with a case number and a remark of its own."""
    melder, afdeling = Melder(s.register), s.register.tilbud("Holdt").afdelinger.get()
    melder.switch_on("reservationer", "anmodninger")
    melder.promise(afdeling, leder=s.personer["tine"])
    melder.report(afdeling, dage_siden=1)
    oenske = Oenske(f"{s.kanarie} venter")
    felter = {"klient_id": uuid4(), "reference": f"{s.kanarie}-1", "oenske": oenske, "by": s.alt}
    holdt = hold_place(afdeling=afdeling, myndighed=s.hjoerring, **felter)
    behov = Behov("autisme", "18-29", dt.date(2026, 12, 1), f"{s.kanarie} har brug for ro")
    felter = {"klient_id": uuid4(), "reference": f"{s.kanarie}-2", "behov": behov, "by": s.alt}
    spurgt = ask(afdeling=afdeling, myndighed=s.hjoerring, **felter)
    andet = s.register.tilbud(f"{s.register.omraade.kode} på vej", Status.KLADDE).afdelinger.get()
    return {"afdeling": afdeling.kode, "uden_salg": andet.kode, "reservation": holdt.pk, "anmodning": spurgt.pk}


def _meet(s: Sted, udvalg: Udvalg, dato: dt.date) -> Any:
    hvornaar = moeder.Tidspunkt(dato, dt.time(9), dt.time(13))
    return moeder.call_meeting(udvalg=udvalg, form="ordinaert", hvornaar=hvornaar, by=s.alt)


def everything_in(svar: HttpResponseBase) -> str:
    """The answer as text: a page as it is, a workbook with the text of every part of it."""
    raw = b"".join(svar)
    if not raw.startswith(b"PK\x03\x04"):
        return raw.decode(errors="replace")
    return "".join(_parts(raw))


def _parts(raw: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as fil:
        yield from (fil.read(navn).decode(errors="replace") for navn in fil.namelist())

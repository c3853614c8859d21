"""The example region on a day in autumn 2026, with one of everything that a page can be about."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client

from socialaftale.drift.eksempeldata import loaders
from socialaftale.faelles import cpr, tid
from socialaftale.faelles.models import Haendelse
from socialaftale.kapacitet.models import Kapacitetsvalg, Ledigmelding
from socialaftale.kapacitet.reservation.actions import Oenske, hold_place
from socialaftale.kapacitet.reservation.regler import check_open
from socialaftale.moeder import actions as moeder
from socialaftale.moeder import formand
from socialaftale.moeder.bilag.actions import remove_annex
from socialaftale.moeder.forberedelse.actions import add_guest
from socialaftale.moeder.forberedelse.afgang import take_off
from socialaftale.moeder.fremmoede import afbud
from socialaftale.moeder.gaeldende.actions import Aendring, write_change
from socialaftale.moeder.gennemsyn.actions import answer, ask_readers
from socialaftale.moeder.importering.actions import confirm_minutes
from socialaftale.moeder.models import Dagsordenspunkt, Delegation, Moede, Opfoelgning
from socialaftale.parter.actions import password_link
from socialaftale.parter.models import Aftaleomraade, Bruger, Funktion, Funktionspost, Organisation, Rolletildeling
from socialaftale.parter.queries import members, population_years
from socialaftale.pladssoegning.actions import close_unmet, watch
from socialaftale.pladssoegning.actions import search as soeg
from socialaftale.pladssoegning.anmodning.actions import Behov, ask
from socialaftale.takster.actions import save_explanation
from socialaftale.takster.afgoerelse.actions import decide
from socialaftale.takster.bilag.laesning import newest_edition
from socialaftale.takster.fordeling import BOERN_TIL
from socialaftale.takster.gennemgang.actions import remark, send_remarks
from socialaftale.takster.importering.actions import receive_file
from socialaftale.takster.models import Indberetningsversion, Indlaesning, Indsendtlinje
from socialaftale.takster.queries import tilbud_in_year
from socialaftale.takster.runde.actions import Datovalg, Indsendelsesvalg, open_round, submit
from socialaftale.takster.runde.egne import read_own
from socialaftale.takster.runde.frys import Sted
from socialaftale.tilbud.actions import indskrivning
from socialaftale.tilbud.actions.aendring import Forslag, propose
from socialaftale.tilbud.actions.faelles import version_of
from socialaftale.tilbud.actions.portal import import_extract
from socialaftale.tilbud.models import Afdeling, Stamfakta, Tilbud
from socialaftale.tilbud.queries import read_billeder
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
from tests.kapacitet.linkeksempel import make_group, make_links, make_source
from tests.kapacitet.overblik.eksempel import make_overview
from tests.moeder.bilag.filer import annex
from tests.moeder.datoer.eksempel import make_question
from tests.moeder.gammelt_referat import receive_old
from tests.parter.test_log_paa import KODE, activate_totp, sign_in
from tests.takster.test_import_forloeb import LAERKE, SOL, bilag
from tests.takster.test_skema import changed, download, upload
from tests.tilbud.test_sagssider import extract

NU = dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC)
AAR = 2027
MED_KODE, MED_TOTRIN, HALVVEJS = (
    "med_kode",
    "med_totrin",
    "halvvejs",
)  # ways of being signed in, beside the example people


@dataclass
class Verden:
    """What the addresses point at, and a session for everyone who comes."""

    omraade: Aftaleomraade
    hjoerring: Organisation
    tilbud: Tilbud
    personer: dict[str, Bruger]
    ved_navn: dict[str, Any] = field(default_factory=dict)
    sessioner: dict[str, str] = field(default_factory=dict)

    def __getattr__(self, navn: str) -> Any:
        try:
            return self.__dict__["ved_navn"][navn]
        except KeyError:
            raise AttributeError(navn) from None


def make_verden() -> Verden:
    """Load the example region as the demo does, and add what only use would bring."""
    for load in loaders():
        load()
    omraade = Aftaleomraade.objects.get()
    hjoerring = Organisation.objects.get(kode="860")
    personer = {bruger.subjekt: bruger for bruger in Bruger.objects.filter(udsteder="eksempeldata")}
    verden = Verden(omraade, hjoerring, tilbud_in_year(omraade, AAR, hjoerring).order_by("pk")[0], personer)
    for part in (
        _parter,
        _tilbud,
        _kapacitet,
        _moeder,
        _takster,
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
        verden.ved_navn |= part(verden)
    verden.sessioner = {navn: _session(signed_in(bruger)) for navn, bruger in personer.items()} | _with_password(verden)
    return verden


def signed_in(bruger: Bruger) -> Client:
    client = Client()
    client.force_login(bruger)
    return client


def _session(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _parter(v: Verden) -> dict[str, Any]:
    return {
        "befolkningsaar": population_years(BOERN_TIL)[0],
        "rolle": Rolletildeling.objects.get(bruger=v.personer["tine"]).pk,
        "nyt_link": password_link(_local_user(v, "Nina"), "").rstrip("/").split("/")[-2:],
        "funktion": Funktion.objects.filter(organisation=v.hjoerring)[0].pk,
        "funktionspost": Funktionspost.objects.filter(funktion__organisation=v.hjoerring)[0].pk,
    }


def _tilbud(v: Verden) -> dict[str, Any]:
    runde = indskrivning.open_round(omraade=v.omraade, aar=AAR, frist=dt.date(2026, 12, 1), by=v.personer["mette"])
    forslag = Forslag("lukning", dt.date(2027, 6, 1), "Bygningen er solgt", {})
    aendring = propose(tilbud=v.tilbud, forslag=forslag, version=version_of(v.tilbud), by=v.personer["rikke"])
    fil = extract({"portal_id": "X7", "navn": "Uglehuset", "kommune": "Hjørring", "normerede": "8"})
    udtraek = import_extract(organisation=v.hjoerring, navn="udtræk.csv", indhold=fil.read(), by=v.personer["rikke"])
    billeder = read_billeder(list(Tilbud.objects.order_by("pk")), tid.today())
    egne = {billede.status: billede.kode for billede in billeder if billede.stam.driftsherre == v.hjoerring}
    indmeldt = next(billede.kode for billede in billeder if billede.status == Status.INDMELDT)
    return {
        "runde": runde.pk,
        "linje": runde.linjer.get(tilbud=v.tilbud).pk,
        "aendring": aendring.pk,
        "udtraek": udtraek.pk,
        "kladde": egne[Status.KLADDE],
        "planlagt": egne[Status.PLANLAGT],
        "indmeldt": indmeldt,
    }


def _kapacitet(v: Verden) -> dict[str, Any]:
    switch_on_occupancy(v.omraade, v.hjoerring)
    overblik = make_overview(v.hjoerring, v.tilbud, "Afdelingslederen", v.personer["mette"], v.personer["lone"])
    kilde = make_source(v.hjoerring, "Bosted", v.personer["lone"])
    overblik |= make_stay(v.tilbud, v.personer["tine"])
    overblik |= make_group(v.tilbud.afdelinger.order_by("pk")[0], "Unge kvinder", v.personer["tine"])
    return overblik | kilde | make_links(v.tilbud.afdelinger.order_by("pk")[0], "Tine Eksempel")


def _pladssoegning(v: Verden) -> dict[str, Any]:
    kriterier = {"lov": "sel-107", "maalgrupper": ["autisme"], "fra": "851", "minutter": "60"}
    soegning = soeg(kriterier=kriterier, by=v.personer["vibe"])
    watch(soegning=soegning, by=v.personer["vibe"])
    close_unmet(soegning=soegning, aarsag="for_langt", by=v.personer["vibe"])
    return {"soegning": soegning.kode}


def _moeder(v: Verden) -> dict[str, Any]:
    mette = v.personer["mette"]
    delegation = Delegation.objects.get()
    besluttet = delegation.beslutning.punkt
    mail = {"navn": "Dorte Eksempel", "email": "dorte@eksempel.invalid", "site": "https://eksempel.invalid/"}
    bekraeftelse = formand.ask_chair(moede=besluttet.moede, by=mette, **mail)
    holdt = Moede.objects.in_order().get(dato=dt.date(2026, 5, 22))
    punkt = moeder.add_point(moede=holdt, tekst=moeder.Punkttekst("Takster", emne="takster", emne_id="2027"), by=mette)
    bilag = annex(punkt, mette, "Udkast")
    fjernet = annex(punkt, mette, "Forkert")
    remove_annex(bilag=fjernet, grund="Forkert fil", by=mette)
    kommer = Moede.objects.in_order().get(dato=dt.date(2026, 12, 18))
    udkast = moeder.add_point(moede=kommer, tekst=moeder.Punkttekst("Temadag i foråret"), by=mette)
    taget_af = moeder.add_point(moede=kommer, tekst=moeder.Punkttekst("Studietur"), by=mette)
    take_off(punkt=taget_af, grund="Ingen penge", by=mette)
    (laeser,) = ask_readers(moede=kommer, personer=[mette], frist=kommer.dato, site="", by=mette)
    answer(moede=kommer, tekster={udkast.pk: "Flere tal, tak"}, ingen=False, by=mette)
    gaest = add_guest(punkt=punkt, navn="Ib Eksempel", organisation="Eksempel", fra_kl=None, til_kl=None, by=mette)
    laest = receive_old(holdt.udvalg, dt.date(2025, 3, 17), mette)
    confirm_minutes(referatimport=laest, by=mette)
    gammelt = Dagsordenspunkt.objects.filter(moede__referatimport=laest).first()
    aendring = write_change(punkt=besluttet, aendrer=gammelt, hvad=Aendring("erstatter"), by=mette)
    return {
        "referat": receive_old(holdt.udvalg, dt.date(2025, 5, 22), mette).pk,
        "laest_referat": laest.pk,
        "uklarhed": laest.uklarheder.all()[0].pk,
        "afsluttet": besluttet.moede_id,
        "besluttet": Dagsordenspunkt.objects.get(pk=besluttet.pk).pk,
        "delegation": delegation.pk,
        "beslutningsaendring": aendring.pk,
        "opfoelgning": Opfoelgning.objects.order_by("pk")[0].pk,
        "moede": holdt.pk,
        "punkt": punkt.pk,
        "taget_af": taget_af.pk,
        "udkast": kommer.pk,
        "laeser": laeser.pk,
        "afbudslink": afbud.token_of(kommer, members(kommer.udvalg)[0].bruger),
        "frigivet": Moede.objects.exclude(frigivet_at=None).order_by("pk")[0].pk,
        "gaest": gaest.pk,
        "bilag": bilag.pk,
        "fjernet_bilag": fjernet.pk,
        "udvalg": holdt.udvalg_id,
        "formandslink": signing.dumps(bekraeftelse.pk, salt=formand.SALT),
        **make_question(holdt.udvalg, mette),
    }


def _takster(v: Verden) -> dict[str, Any]:
    felter = {"filnavn": "takstbilag.xlsx", "aar": 2026, "omraade": v.omraade, "driftsherre": v.hjoerring}
    takstimport = receive_file(raw=bilag(LAERKE, SOL), by=v.personer["rikke"], **felter)
    client = signed_in(v.personer["rikke"])
    skema = download(client, AAR)
    upload(client, skema, aar=AAR)
    upload(client, changed(skema, "Pladser", -1), aar=AAR)
    foerste = Indberetningsversion.objects.for_aar([tilbud_in_year(v.omraade, AAR, v.hjoerring)[0].pk], AAR).newest()
    save_explanation(version=foerste.get(), tekst="Lønnen er steget.", frigivet=[], by=v.personer["rikke"])
    upload(client, changed(skema, "Takst", 9999), aar=AAR)
    uden_fejl, med_fejl, flettes = Indlaesning.objects.order_by("pk").values_list("pk", flat=True)
    return {
        "takstimport": takstimport.pk,
        "uden_fejl": uden_fejl,
        "med_fejl": med_fejl,
        "flettes": flettes,
        "frigivelse": _released(v).pk,
        **published_line(v.omraade, 2026),
    }


def published_line(omraade: Aftaleomraade, aar: int) -> dict[str, Any]:
    """A line of the year's takstbilag (code of the tilbud, year, line), and one of its files."""
    udgave = newest_edition(omraade, aar)
    tilbud = next(et for et in udgave.indhold["tilbud"] if et["beregninger"])
    linje = tilbud["beregninger"][0]["linjer"][0]["id"]
    return {"offentlig_linje": (tilbud["id"], aar, linje), "bilagsfil": udgave.filer.order_by("pk")[0].pk}


def _runde(v: Verden) -> dict[str, Any]:
    """The round of the year, with one tilbud that Rikke has submitted and that the review has remarked on."""
    datoer = Datovalg(budget_vedtaget=dt.date(2026, 10, 15), frist=dt.date(2026, 12, 1))
    runde = open_round(omraade=v.omraade, aar=AAR, datoer=datoer, by=v.personer["mette"])
    klar = [et.version for et in read_own(runde, v.hjoerring) if et.kan_indsendes]
    valg = Indsendelsesvalg(foreloebig=True)
    by = v.personer["rikke"]
    (indsendelse,) = submit(runde=runde, driftsherre=v.hjoerring, versioner=klar[:1], valg=valg, by=by)
    mette = v.personer["mette"]
    bemaerkning = remark(indsendelse=indsendelse, sted=Sted(), tekst="Hvad dækker taksten?", by=mette)
    send_remarks(runde=runde, frist=dt.date(2026, 12, 8), by=mette)
    return {
        "kvittering": indsendelse.kvittering,
        "indsendt": indsendelse.indberetning.tilbud.kode,
        "indsendelse": indsendelse.pk,
        "takstlinje": indsendelse.linjer.order_by("nr")[0].pk,
        "bemaerkning": bemaerkning.pk,
    }


def _aftalen(v: Verden) -> dict[str, Any]:
    """An agreement with a closed annex and a text that is not published."""
    return make_agreement(v.omraade, "Lukket", v.personer["mette"])


def _spoergerunder(v: Verden) -> dict[str, Any]:
    return make_rounds(v.omraade, v.hjoerring, "Lukket", v.personer["mette"])


def _temadage(v: Verden) -> dict[str, Any]:
    return make_days(v.omraade, "Lukket", v.personer["mette"])


def _pladsprojekter(v: Verden) -> dict[str, Any]:
    return make_project(v.omraade, v.hjoerring, "Lukket", v.personer["mette"])


def _budget(v: Verden) -> dict[str, Any]:
    return make_budget(v.omraade, "Lukket", v.personer["mette"])


def _forstaerket(v: Verden) -> dict[str, Any]:
    return make_cooperation(v.tilbud, "Lukket", v.personer["mette"])


def _bibliotek(v: Verden) -> dict[str, Any]:
    return make_library(v.omraade, "Lukket", v.personer["mette"])


def _indspil(v: Verden) -> dict[str, Any]:
    return make_theme(v.omraade, "Lukket", v.personer["mette"])


def _reservationer(v: Verden) -> dict[str, Any]:
    """Holds switched on, one place held and one waited for."""
    vibe, system = v.personer["vibe"], Bruger.objects.system()
    for valg in ("tal", "reservationer", "anmodninger"):
        Kapacitetsvalg.objects.create(
            omraade=v.omraade, valg=valg, gaelder_fra=dt.date(2026, 1, 1), registreret_by=system
        )
    afdeling = next(et for et in Afdeling.objects.order_by("pk") if can_be_held(et, v))
    Ledigmelding.objects.create(
        afdeling=afdeling, svar="ledig", tilbudt=1, observeret_at=tid.now(), registreret_at=tid.now(), kilde="side",
        bekraeftet_af="Tine Eksempel", registreret_by=v.personer["tine"],
    )  # fmt: skip
    felter = {"afdeling": afdeling, "myndighed": vibe.organisation, "by": vibe}
    oenske = Oenske("Kan begynde straks")
    holdes, _ = (hold_place(klient_id=uuid4(), reference=f"EKS-{nr}", oenske=oenske, **felter) for nr in (1, 2))
    felter |= {"behov": Behov("autisme", "18-29", dt.date(2026, 12, 1), "Kan begynde straks")}
    spurgt = ask(klient_id=uuid4(), reference="EKS-3", **felter)
    lukkede = (et for et in Afdeling.objects.order_by("-pk") if not can_be_held(et, v))
    return {
        "afdeling": afdeling.kode,
        "uden_salg": next(lukkede).kode,
        "reservation": holdes.pk,
        "anmodning": spurgt.pk,
    }


def can_be_held(afdeling: Afdeling, v: Verden) -> bool:
    """Tell whether it is Hjørring's, which Tine leads in, and Vibe may hold a place there."""
    dag = tid.today()
    egen = Stamfakta.objects.gaeldende(dag).filter(tilbud=afdeling.tilbud_id, driftsherre=v.hjoerring)
    try:
        check_open(afdeling, v.personer["vibe"].organisation, dag)
    except ValidationError:
        return False
    return egen.exists()


def _afgoerelse(v: Verden) -> dict[str, Any]:
    """A meeting of DAS that approved the tilbud's takster but one, which it put off."""
    mette = v.personer["mette"]
    moede = Moede.objects.get(pk=v.moede)
    tekst = moeder.Punkttekst("Takster for 2027", emne="takster", emne_id=str(AAR), sagsnr="EKS-2026-031")
    punkt = moeder.add_point(moede=moede, tekst=tekst, by=mette)
    linje = Indsendtlinje.objects.filter(indsendelse__kvittering=v.kvittering).order_by("nr")[0]
    udsat = {linje.pk: ("udsat", "Afventer svar fra driftsherren")}
    decide(punkt=punkt, set_nr=0, svar=moeder.Svar("godkendt"), afvigelser=udsat, by=mette)
    return {"afgjort": punkt.pk, "sporlinje": linje}


def _released(v: Verden) -> Haendelse:
    """A CPR alarm in an explanation, released as false."""
    version = Indberetningsversion.objects.newest().get(indberetning__tilbud=v.tilbud, indberetning__aar=AAR)
    rikke = v.personer["rikke"]
    save_explanation(version=version, tekst="Ring til os på 0101201234.", frigivet=["tekst"], by=rikke)
    return Haendelse.objects.get(verbum=cpr.FRIGIVET)


def _with_password(v: Verden) -> dict[str, str]:
    """Sign in as people do who have a password here: with it, with a second step, and before the second step."""
    med_kode, med_totrin, halvvejs = Client(), Client(), Client()
    sign_in(med_kode, _local_user(v, "Kim"))
    med_kode.post("/konto/bekraeft/", {"password": KODE})
    bruger = _local_user(v, "Toke")
    sign_in(med_totrin, bruger)
    activate_totp(med_totrin)
    cache.clear()
    sign_in(halvvejs, bruger)
    return {
        MED_KODE: _session(med_kode),
        MED_TOTRIN: _session(med_totrin),
        HALVVEJS: _session(halvvejs),
    }


def _local_user(v: Verden, navn: str) -> Bruger:
    adresse = f"{navn.lower()}@eksempel.invalid"
    return Bruger.objects.create_user(adresse, KODE, navn=f"{navn} Eksempel", organisation=v.hjoerring)

"""What can be done in a takst round. Every change is a new row, with its event in the same transaction."""

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.kanonisk import redactable_sha256
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import require
from socialaftale.regler.kontrol import Alvor, Fund
from socialaftale.regler.parametre import regelsaet_for

from ..actions import submit_version
from ..models import Indberetningsversion, Tilbudsindberetning
from ..permissions import Indblik
from ..queries import Aarsraekke, driftsherre_of, rules_of
from . import queries
from .frys import Baggrund, freeze
from .mangler import missing, read_sheets
from .models import (
    Budgetbekraeftelse,
    Erklaering,
    Forklaring,
    Indsendelse,
    Indsendtlinje,
    Rundedatoer,
    Takstrunde,
)
from .permissions import AABN, INDSEND

TEGN = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No letter or digit that can be taken for another when a receipt is read aloud."""


@dataclass(frozen=True)
class Datovalg:
    """The dates of a round; a meeting that is not called yet is None."""

    budget_vedtaget: dt.date
    frist: dt.date
    gennemgang: Moede | None = None
    indstilling: Moede | None = None
    afgoerelse: Moede | None = None


@dataclass(frozen=True)
class Indsendelsesvalg:
    """How reports are submitted. `gaelder_fra` None: from the first of January of the takst year."""

    foreloebig: bool = False
    godkendt_af: str = ""
    gaelder_fra: dt.date | None = None
    frigivet: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Forklaringstekst:
    """The answer to a finding: a text, or the day that it comes."""

    tekst: str = ""
    eftersendes_senest: dt.date | None = None
    frigivet: list[str] = field(default_factory=list)


class KanIkkeIndsendes(ValidationError):
    """`mangler` are, by the code of the tilbud, the findings that must be mended or explained first."""

    def __init__(self, mangler: Mapping[str, list[Fund]]) -> None:
        self.mangler = mangler
        antal = sum(len(fund) for fund in mangler.values())
        super().__init__(
            f"{antal} forhold i {len(mangler)} tilbud skal rettes eller forklares "
            "først. Intet er indsendt, og alt, der er skrevet, står her endnu."
        )


@transaction.atomic
def open_round(*, omraade: Aftaleomraade, aar: int, datoer: Datovalg, by: Bruger) -> Takstrunde:
    """Open the reports of a takst year, or return the round that is open already.

    Raises PermissionDenied, UkendtRegelsaet, and ValidationError where the dates cannot stand.
    """
    rolle = require(by, AABN, omraade=omraade)
    udgave = regelsaet_for(aar, omraade.kode)
    runde, ny = Takstrunde.objects.get_or_create(
        omraade=omraade,
        aar=aar,
        defaults={
            "regelsaet_id": udgave.regelsaet.id,
            "regelsaet_sha256": udgave.sha256,
            "aabnet_at": tid.now(),
            "aabnet_by": by,
        },
    )
    if ny:
        _write_dates(runde, 1, datoer, "", by)
        record("åbn takstrunde", runde, by=by, rolle=rolle, efter={"aar": aar, "frist": datoer.frist})
    return runde


@transaction.atomic
def move_dates(*, runde: Takstrunde, set_nr: int, datoer: Datovalg, grund: str, by: Bruger) -> Rundedatoer:
    """Set the dates anew; `set_nr` is the version that the writer saw. Raises ValidationError where another has since.

    What was submitted keeps the deadline that held then.
    """
    rolle = require(by, AABN, omraade=runde.omraade)
    lock_row(Takstrunde.objects.all(), pk=runde.pk)
    foer = queries.read_dates(runde).sat
    if foer.nr != set_nr:
        raise ValidationError("En anden har flyttet datoerne imens. Se dem, og gem igen.")
    ny = _write_dates(runde, foer.nr + 1, datoer, grund, by)
    efter = {"frist": ny.frist, "grund": ny.grund}
    record("flyt rundens datoer", runde, by=by, rolle=rolle, foer={"frist": foer.frist}, efter=efter)
    return ny


def _write_dates(runde: Takstrunde, nr: int, datoer: Datovalg, grund: str, by: Bruger) -> Rundedatoer:
    for moede in (datoer.gennemgang, datoer.indstilling, datoer.afgoerelse):
        if moede and moede.udvalg.omraade_id != runde.omraade_id:
            raise ValidationError("Mødet hører til et andet aftaleområde.")
    raekke = Rundedatoer(runde=runde, nr=nr, grund=grund.strip(), registreret_at=tid.now(), registreret_by=by)
    for felt in ("budget_vedtaget", "frist", "gennemgang", "indstilling", "afgoerelse"):
        setattr(raekke, felt, getattr(datoer, felt))
    raekke.full_clean(exclude=["gennemgang", "indstilling", "afgoerelse"])
    raekke.save()
    return raekke


@transaction.atomic
def submit(
    *,
    runde: Takstrunde,
    driftsherre: Organisation,
    versioner: Iterable[Indberetningsversion],
    valg: Indsendelsesvalg,
    by: Bruger,
) -> list[Indsendelse]:
    """Submit reports of a driftsherre, all of them or none: frozen, with a receipt each.

    What is submitted already is returned as it stands. Raises PermissionDenied, UlovligtSkridt where a newer version
    came in between, and KanIkkeIndsendes with what must be mended or explained.
    """
    rolle = require(by, INDSEND, driftsherre)
    nye, foer = [], []
    for version in versioner:
        _require_same_party(version, runde, driftsherre)
        indsendt = submit_version(version=version, by=by)
        (foer if hasattr(indsendt, "indsendelse") else nye).append(indsendt)
    if nye:
        blade = read_sheets(runde, driftsherre)
        mangler = missing([version.indberetning for version in nye], blade)
        if mangler:
            raise KanIkkeIndsendes(mangler)
        faelles = _shared_fields(runde, driftsherre, valg, by)
        indsendelser = [
            _freeze(version, blade[Indblik.KORT][version.indberetning.tilbud_id], faelles) for version in nye
        ]
        for indsendelse in indsendelser:
            efter = {"kvittering": indsendelse.kvittering, "sha256": indsendelse.kort_sha256, "nr": indsendelse.nr}
            record("indsend takster", indsendelse.indberetning, by=by, rolle=rolle, efter=efter)
        if valg.frigivet:
            record(cpr.FRIGIVET, nye[0].indberetning, by=by, rolle=rolle, efter={"felter": valg.frigivet})
    return [version.indsendelse for version in foer] + (indsendelser if nye else [])


def _require_same_party(version: Indberetningsversion, runde: Takstrunde, driftsherre: Organisation) -> None:
    indberetning = version.indberetning
    if indberetning.aar != runde.aar or indberetning.tilbud.omraade_id != runde.omraade_id:
        raise ValidationError(f"{version} hører ikke til takstrunden {runde.aar}.")
    if driftsherre_of(indberetning.tilbud, runde.aar) != driftsherre:
        raise ValidationError(
            f"{indberetning.tilbud} drives ikke længere af {driftsherre}. Den nye driftsherre indsender taksterne."
        )


def _shared_fields(
    runde: Takstrunde, driftsherre: Organisation, valg: Indsendelsesvalg, by: Bruger
) -> dict[str, object]:
    foerste = dt.date(runde.aar, 1, 1)
    gaelder_fra = valg.gaelder_fra or foerste
    if not foerste <= gaelder_fra <= dt.date(runde.aar, 12, 31):
        raise ValidationError(f"Taksterne skal gælde fra en dag i {runde.aar}.")
    return {
        "runde": runde,
        "driftsherre": driftsherre,
        "frist": queries.read_dates(runde).frist,
        "gaelder_fra": gaelder_fra,
        "foreloebig": valg.foreloebig,
        "godkendt_af": valg.godkendt_af.strip(),
        "indsendt_at": tid.now(),
        "indsendt_by": by,
    }


def _freeze(version: Indberetningsversion, raekke: Aarsraekke, faelles: Mapping[str, object]) -> Indsendelse:
    if raekke.blad is None:
        raise ValidationError("Tilbuddet er ikke i drift i takståret og kan ikke indsendes. Ret registeret først.")
    regelsaet = rules_of(raekke, version.indberetning.tilbud.omraade)
    frosset = freeze(raekke.blad, Baggrund(regelsaet.taerskler.aendring_opmaerksom.vaerdi, raekke.billede))
    foer = version.indberetning.indsendelser.order_by("-nr").first()
    indsendelse = Indsendelse.objects.create(
        indberetning=version.indberetning,
        version=version,
        nr=foer.nr + 1 if foer else 1,
        kvittering=new_receipt(),
        kort=frosset.kort,
        kort_sha256=redactable_sha256(frosset.kort),
        fund=frosset.fund,
        steder=frosset.steder,
        **faelles,
    )
    for linje in frosset.linjer:
        linje.indsendelse = indsendelse
    Indsendtlinje.objects.bulk_create(frosset.linjer)
    return indsendelse


def new_receipt() -> str:
    """A receipt that nobody can guess and everybody can read aloud: `K7QM-2RPD-XW`."""
    tegn = "".join(secrets.choice(TEGN) for _ in range(10))
    return f"{tegn[:4]}-{tegn[4:8]}-{tegn[8:]}"


@transaction.atomic
def explain(
    *, version: Indberetningsversion, fund: Fund, sha256: str, svar: Forklaringstekst, by: Bruger
) -> Forklaring:
    """Answer a finding with a text or with the day that it comes, for the content with the hash.

    It may come after the submission too. Raises ValidationError where the text is missing, or the day is past or
    after FU meets.
    """
    indberetning = version.indberetning
    rolle = require(by, INDSEND, driftsherre_of(indberetning.tilbud, indberetning.aar))
    if fund.alvor is Alvor.FEJL:
        raise ValidationError("En fejl kan ikke forklares: ret tallet.")
    if svar.eftersendes_senest:
        _require_promise(indberetning, svar.eftersendes_senest)
    raekke = Forklaring(
        indberetning=indberetning,
        kontrol=fund.kontrol,
        beregning=fund.beregning,
        linje=fund.linje,
        felt=fund.felt,
        indhold_sha256=sha256,
        tekst=svar.tekst.strip(),
        eftersendes_senest=svar.eftersendes_senest,
        skrevet_at=tid.now(),
        skrevet_by=by,
    )
    save_checked(raekke)
    efter = {"kontrol": fund.kontrol, "sted": [fund.beregning, fund.linje], "senest": svar.eftersendes_senest}
    record("forklar fund", indberetning, by=by, rolle=rolle, efter=efter)
    if svar.frigivet:
        record(cpr.FRIGIVET, indberetning, by=by, rolle=rolle, efter={"felter": svar.frigivet})
    return raekke


@transaction.atomic
def explain_all(
    *, version: Indberetningsversion, fund: Iterable[Fund], sha256: str, svar: Forklaringstekst, by: Bruger
) -> list[Forklaring]:
    """Give the same answer to several findings on one place, all or none. Raises as `explain`."""
    return [explain(version=version, fund=et, sha256=sha256, svar=svar, by=by) for et in fund]


@transaction.atomic
def keep_promise(
    *, loefte: Forklaring, version: Indberetningsversion, svar: Forklaringstekst, by: Bruger
) -> Forklaring:
    """Give the explanation that was promised, for the content that it was promised for. Raises as `explain`."""
    fund = Fund(
        kontrol=loefte.kontrol,
        alvor=Alvor.KRAEVER_FORKLARING,
        tilbud=version.indberetning.tilbud.kode,
        beregning=loefte.beregning,
        linje=loefte.linje,
        felt=loefte.felt,
        besked="",
        goer="",
    )
    return explain(version=version, fund=fund, sha256=loefte.indhold_sha256, svar=svar, by=by)


def _require_promise(indberetning: Tilbudsindberetning, dag: dt.date) -> None:
    runde = queries.find_round(indberetning.tilbud.omraade, indberetning.aar)
    fu = queries.read_dates(runde).dage.indstilling if runde else None
    if dag < tid.today():
        raise ValidationError("Den dag er gået. Skriv forklaringen nu, eller vælg en dag, der kommer.")
    if fu and dag >= fu:
        raise ValidationError(
            f"Forklaringen skal være her, før Forretningsudvalget mødes {fu:%d.%m.%Y}. Vælg en tidligere dag."
        )


@transaction.atomic
def confirm_budget(*, indsendelse: Indsendelse, by: Bruger) -> Budgetbekraeftelse:
    """State that the budget is adopted and the provisional report stands unchanged. Doing it again changes nothing."""
    rolle = require(by, INDSEND, indsendelse.driftsherre)
    if not indsendelse.foreloebig:
        raise ValidationError("Taksterne er ikke indsendt som foreløbige.")
    if indsendelse != indsendelse.indberetning.indsendelser.order_by("-nr")[0]:
        raise ValidationError("Tilbuddet er indsendt igen siden. Bekræft den nyeste indsendelse.")
    bekraeftelse, ny = Budgetbekraeftelse.objects.get_or_create(
        indsendelse=indsendelse, defaults={"bekraeftet_at": tid.now(), "bekraeftet_by": by}
    )
    if ny:
        efter = {"kvittering": indsendelse.kvittering}
        record("uændret efter budgetvedtagelse", indsendelse.indberetning, by=by, rolle=rolle, efter=efter)
    return bekraeftelse


@transaction.atomic
def confirm_all(*, runde: Takstrunde, driftsherre: Organisation, by: Bruger) -> list[Budgetbekraeftelse]:
    """Confirm every provisional submission of the driftsherre, all or none."""
    require(by, INDSEND, driftsherre)
    return [confirm_budget(indsendelse=et, by=by) for et in queries.provisional(runde, driftsherre)]


@transaction.atomic
def state(
    *,
    runde: Takstrunde,
    driftsherre: Organisation,
    art: str,
    tekst: str,
    frigivet: Iterable[str] = (),
    by: Bruger,
) -> Erklaering:
    """Let a driftsherre state that nothing more comes, that it has nothing to report, or that it took that back.

    Raises ValidationError where it says that it has nothing and tilbud of it are submitted.
    """
    rolle = require(by, INDSEND, driftsherre)
    lock_row(Takstrunde.objects.all(), pk=runde.pk)
    foer = queries.stands(runde, driftsherre)
    if foer and foer.art == art:
        return foer
    if art == Erklaering.Art.NUL and Indsendelse.objects.filter(runde=runde, driftsherre=driftsherre).exists():
        raise ValidationError(f"{driftsherre} har indsendt takster i runden og kan ikke melde, at der intet er.")
    raekke = Erklaering(runde=runde, driftsherre=driftsherre, art=art, tekst=tekst.strip())
    raekke.afgivet_at, raekke.afgivet_by = tid.now(), by
    save_checked(raekke)
    efter = {"driftsherre": driftsherre.kode, "art": art}
    record("erklær", runde, by=by, rolle=rolle, foer={"art": foer.art if foer else ""}, efter=efter)
    if felter := list(frigivet):
        record(cpr.FRIGIVET, runde, by=by, rolle=rolle, efter={"felter": felter})
    return raekke

"""What can be done in the review. Every change is a new row, with its event in the same transaction."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked
from socialaftale.moeder.models import Moede
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.permissions import Ret, access, may, require

from ..models import Indsendelse, Indsendtlinje, Tilbudsindberetning
from ..queries import driftsherre_of
from ..runde.frys import Sted
from ..runde.models import Takstrunde
from ..runde.permissions import INDSEND
from . import queries
from .models import Bemaerkning, Bemaerkningstrin, Gennemgangsmoede, Gennemset
from .permissions import AFKLAR, BEMAERK, LED_GENNEMGANG, SVAR_FOR_EGEN
from .post import mail_remarks
from .stilling import BORTE, Stilling

Art = Bemaerkningstrin.Art


@transaction.atomic
def remark(
    *,
    indsendelse: Indsendelse,
    sted: Sted,
    tekst: str,
    fund: tuple[str, str] = ("", ""),
    frigivet: Iterable[str] = (),
    by: Bruger,
) -> Bemaerkning:
    """Write a remark on a line, a calculation or a tilbud as it stood in the submission that the writer saw.

    `fund` are the check and field it is about. Raises ValidationError where the place or the text is missing.
    """
    runde = indsendelse.runde
    rolle = require(by, BEMAERK, omraade=runde.omraade)
    nu = queries.content_now([indsendelse])[indsendelse.indberetning_id]
    if sted not in nu and any(et["linje"] == sted.linje for et in indsendelse.fund):
        sted = Sted(sted.beregning)  # a line that is no longer reported: the remark is about its calculation
    sha = nu.get(sted)
    if sha is None:
        raise ValidationError("Linjen findes ikke i den indsendelse. Genindlæs siden, og skriv bemærkningen der.")
    raekke = Bemaerkning(
        runde=runde,
        indberetning=indsendelse.indberetning,
        indsendelse=indsendelse,
        beregning=sted.beregning,
        linje=sted.linje,
        sted=name_place(indsendelse, sted),
        kontrol=fund[0],
        felt=fund[1],
        indhold_sha256=sha,
        tekst=tekst.strip(),
        myndighed=authority_of(by, BEMAERK, runde.omraade),
        skrevet_at=tid.now(),
        skrevet_by=by,
    )
    save_checked(raekke)
    record("skriv bemærkning", raekke, by=by, rolle=rolle, efter={"sted": raekke.sted, "kontrol": fund[0]})
    _log_release(raekke.indberetning, list(frigivet), by)
    return raekke


@transaction.atomic
def answer(*, bemaerkning: Bemaerkning, tekst: str, frigivet: Iterable[str] = (), by: Bruger) -> Bemaerkningstrin:
    """Let the driftsherre, or its own member of the review, answer a remark that was sent to it.

    Raises PermissionDenied for others, and ValidationError without a text.
    """
    indberetning = bemaerkning.indberetning
    driftsherre = driftsherre_of(indberetning.tilbud, indberetning.aar)
    if not speaks_for(by, driftsherre, bemaerkning.runde.omraade):
        require(by, INDSEND, driftsherre)
    if not tekst.strip():
        raise ValidationError("Skriv svaret på bemærkningen.")
    bemaerket = _locked(bemaerkning)
    if not bemaerket.er_sendt or bemaerket.stand.stilling is Stilling.TRUKKET:
        raise ValidationError("Bemærkningen er ikke sendt til driftsherren eller er trukket tilbage.")
    trin = _append(bemaerket, Art.SVAR, driftsherre, by, tekst=tekst.strip())
    _log_release(indberetning, list(frigivet), by)
    return trin


@transaction.atomic
def settle(
    *,
    bemaerkning: Bemaerkning,
    art: str,
    tekst: str,
    set_trin: int | None = None,
    frigivet: Iterable[str] = (),
    by: Bruger,
) -> Bemaerkningstrin:
    """Settle a remark or uphold it, as someone from another authority than the driftsherre.

    `set_trin` is how many steps the person saw. Raises ValidationError where somebody wrote since, where the person
    speaks for the driftsherre itself, or upholds without saying why.
    """
    omraade = bemaerkning.runde.omraade
    require(by, AFKLAR, omraade=omraade)
    if art not in (Art.AFKLARET, Art.FASTHOLDT):
        raise ValidationError("En bemærkning kan afklares eller fastholdes.")
    myndighed = authority_of(by, AFKLAR, omraade)
    driftsherre = driftsherre_of(bemaerkning.indberetning.tilbud, bemaerkning.indberetning.aar)
    if myndighed == driftsherre:
        raise ValidationError(
            f"Bemærkningen handler om {driftsherre}s egne takster. En fra en anden myndighed skal afklare den."
        )
    if art == Art.FASTHOLDT and not tekst.strip():
        raise ValidationError("Skriv, hvorfor bemærkningen fastholdes.")
    bemaerket = _locked(bemaerkning)
    if set_trin is not None and set_trin != len(bemaerket.trin):
        raise ValidationError("En anden har skrevet om bemærkningen imens. Læs det herunder, og gem igen.")
    if bemaerket.stand.stilling is Stilling.TRUKKET:
        raise ValidationError("Bemærkningen er trukket tilbage.")
    trin = _append(bemaerket, art, myndighed, by, tekst=tekst.strip())
    _log_release(bemaerkning.indberetning, list(frigivet), by)
    return trin


@transaction.atomic
def withdraw(*, bemaerkning: Bemaerkning, by: Bruger) -> Bemaerkningstrin:
    """Take back a remark: the one who wrote it, or someone who speaks for the same authority."""
    omraade = bemaerkning.runde.omraade
    require(by, BEMAERK, omraade=omraade)
    myndighed = authority_of(by, BEMAERK, omraade)
    if myndighed != bemaerkning.myndighed:
        raise ValidationError(f"Bemærkningen er skrevet på vegne af {bemaerkning.myndighed}, som selv kan trække den.")
    bemaerket = _locked(bemaerkning)
    if bemaerket.stand.stilling is Stilling.TRUKKET:
        return bemaerket.trin[-1]
    return _append(bemaerket, Art.TRUKKET, myndighed, by)


@transaction.atomic
def go_through(*, runde: Takstrunde, linjer: Iterable[Indsendtlinje], by: Bruger) -> int:
    """Say that lines on the table of the round were gone through without a remark; return how many that is new for.

    It holds for the content that each has now. Raises ValidationError where a line belongs to another round.
    """
    rolle = require(by, BEMAERK, omraade=runde.omraade)
    alle = list(linjer)
    if any(linje.indsendelse.runde_id != runde.pk for linje in alle):
        raise ValidationError("Linjen hører til en anden takstrunde.")
    lock_row(Takstrunde.objects.all(), pk=runde.pk)
    felter = ("indberetning", "linje", "indhold_sha256")
    kendte = set(Gennemset.objects.gaeldende().filter(runde=runde).order_by().values_list(*felter))
    nye = {(et.indsendelse.indberetning_id, et.linje, et.indhold_sha256) for et in alle} - kendte
    nu = {"runde": runde, "gennemset_at": tid.now(), "gennemset_by": by}
    Gennemset.objects.bulk_create(
        Gennemset(indberetning_id=hos, linje=linje, indhold_sha256=sha, **nu) for hos, linje, sha in sorted(nye)
    )
    if nye:
        record("gå linjer igennem", runde, by=by, rolle=rolle, efter={"linjer": sorted(linje for _, linje, _ in nye)})
    return len(nye)


@transaction.atomic
def undo_go_through(*, linje: Indsendtlinje, by: Bruger) -> bool:
    """Take back that a line was gone through with the content it has; return whether it was."""
    runde = linje.indsendelse.runde
    rolle = require(by, BEMAERK, omraade=runde.omraade)
    hos = {"indberetning": linje.indsendelse.indberetning_id, "linje": linje.linje}
    raekker = Gennemset.objects.gaeldende().filter(runde=runde, indhold_sha256=linje.indhold_sha256, **hos)
    if not raekker.update(fortrudt_at=tid.now(), fortrudt_by=by):
        return False
    record("fortryd, at linjen er gået igennem", runde, by=by, rolle=rolle, efter={"linjer": [linje.linje]})
    return True


@transaction.atomic
def send_remarks(*, runde: Takstrunde, frist: dt.date, by: Bruger) -> list[Bemaerkning]:
    """Send every open remark that is not sent yet: one mail for each driftsherre, with the deadline for the answer.

    One that was upheld, or opened again, before it was ever sent is among them.
    """
    require(by, BEMAERK, omraade=runde.omraade)
    if frist < tid.today():
        raise ValidationError("Svarfristen er gået. Vælg en dag, der kommer.")
    lock_row(Takstrunde.objects.all(), pk=runde.pk)
    nye = queries.unsent(runde)
    myndighed = authority_of(by, BEMAERK, runde.omraade) if nye else None
    for bemaerket in nye:
        _append(bemaerket, Art.SENDT, myndighed, by, frist=frist)
    mail_remarks(runde, [bemaerket.bemaerkning for bemaerket in nye], frist)
    return [bemaerket.bemaerkning for bemaerket in nye]


@transaction.atomic
def close_review(*, runde: Takstrunde, moede: Moede, svarfrist: dt.date, by: Bruger) -> Gennemgangsmoede:
    """End the meeting of the review: its remarks are sent. Doing it again changes nothing."""
    rolle = require(by, LED_GENNEMGANG, omraade=runde.omraade)
    if moede.udvalg.omraade_id != runde.omraade_id:
        raise ValidationError("Mødet hører til et andet aftaleområde.")
    lock_row(Takstrunde.objects.all(), pk=runde.pk)
    foer = Gennemgangsmoede.objects.filter(moede=moede).first()
    if foer:
        return foer
    sendt = send_remarks(runde=runde, frist=svarfrist, by=by)
    afsluttet = Gennemgangsmoede.objects.create(
        runde=runde, moede=moede, svarfrist=svarfrist, afsluttet_at=tid.now(), afsluttet_by=by
    )
    record("afslut gennemgang", runde, by=by, rolle=rolle, efter={"bemaerkninger": len(sendt), "svarfrist": svarfrist})
    return afsluttet


def authority_of(bruger: Bruger, ret: Ret, omraade: Aftaleomraade) -> Organisation:
    """Whom the person speaks for where she uses the right: the party of her seat, else the one she works for.

    Raises ValidationError where neither is known.
    """
    for tildeling in access(bruger).tildelinger:
        hos = tildeling.organisation or bruger.organisation
        passer = tildeling.rolle in ret.raekkevidde and (not tildeling.udvalg or tildeling.udvalg.omraade == omraade)
        if passer and hos:
            return hos
    raise ValidationError("Det fremgår ikke, hvilken myndighed du taler for. Bed sekretariatet rette det.")


def speaks_for(bruger: Bruger, driftsherre: Organisation, omraade: Aftaleomraade) -> bool:
    """Whether the person is the driftsherre's own member of the review."""
    return may(bruger, SVAR_FOR_EGEN, omraade=omraade) and authority_of(bruger, SVAR_FOR_EGEN, omraade) == driftsherre


def name_place(indsendelse: Indsendelse, sted: Sted) -> str:
    """The place in words: `Lærkehuset, Hovedhuset: Døgntakst`; as far as the submission has it."""
    tilbud = indsendelse.kort["navn"]
    linje = next((en for en in indsendelse.linjer.all() if en.beregning == sted.beregning), None)
    if linje is None:
        return tilbud
    egen = next((en for en in indsendelse.linjer.all() if en.linje == sted.linje), None)
    if egen is None:
        return f"{tilbud}, {linje.beregning_navn}"
    return f"{tilbud}, {egen.beregning_navn}: {egen.navn}"


def _locked(bemaerkning: Bemaerkning) -> queries.Bemaerket:
    """The remark with its steps, locked, so that two answers cannot pass each other."""
    lock_row(Bemaerkning.objects.all(), pk=bemaerkning.pk)
    alle = queries.read_remarks(bemaerkning.runde, [bemaerkning.indberetning.tilbud_id])
    return next(et for et in alle if et.bemaerkning.pk == bemaerkning.pk)


def _append(
    bemaerket: queries.Bemaerket,
    art: str,
    myndighed: Organisation | None,
    by: Bruger,
    tekst: str = "",
    frist: dt.date | None = None,
) -> Bemaerkningstrin:
    bemaerkning = bemaerket.bemaerkning
    nu = queries.content_now(bemaerkning.indberetning.indsendelser.newest())
    sha = nu.get(bemaerkning.indberetning_id, {}).get(bemaerket.sted, BORTE)
    trin = Bemaerkningstrin(bemaerkning=bemaerkning, nr=len(bemaerket.trin) + 1, art=art, tekst=tekst, frist=frist)
    trin.indhold_sha256, trin.myndighed, trin.gjort_at, trin.gjort_by = sha, myndighed, tid.now(), by
    trin.full_clean(exclude=["indhold_sha256"])
    trin.save()
    efter = {"trin": trin.nr, "art": art, "frist": frist}
    record(f"bemærkning {Art(art).label}", bemaerkning, by=by, efter=efter)
    return trin


def _log_release(indberetning: Tilbudsindberetning, frigivet: list[str], by: Bruger) -> None:
    if frigivet:
        record(cpr.FRIGIVET, indberetning, by=by, efter={"felter": frigivet})

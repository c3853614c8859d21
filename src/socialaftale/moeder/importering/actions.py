"""What can be done to old minutes: received, confirmed as a meeting that was held, thrown away, and cleared."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, filer, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import save_checked, save_registered
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.permissions import require
from socialaftale.regler.referat.typer import Punkt

from .. import actions as moeder
from ..models import Beslutning, Dagsordenspunkt, Indstilling, Moede
from ..permissions import REFERER
from ..status import Resultat
from .fremmoede import write_attendance
from .laesning import Laest, as_points
from .models import Referatimport, Uklarhed
from .queries import meeting_that_day

LAENGSTE_TITEL = 500


@dataclass(frozen=True)
class Sendt:
    """A file as it was sent, and how it is read. `frigivet`: the sender says that ten digits are no CPR number."""

    raw: bytes
    filnavn: str
    laest: Laest
    frigivet: bool = False


class AlleredeIndlaest(ValidationError):
    """The same file for the same body: nothing is read twice."""

    def __init__(self, referatimport: Referatimport) -> None:
        self.referatimport = referatimport
        super().__init__("Det referat er allerede læst ind.")


@transaction.atomic
def receive_minutes(*, sendt: Sendt, udvalg: Udvalg, dato: dt.date, by: Bruger) -> Referatimport:
    """Keep a file of minutes for the preview. Raises PermissionDenied, AlleredeIndlaest and ValidationError."""
    rolle = require(by, REFERER, udvalg=udvalg)
    if cpr.find(sendt.laest.tekst) and not sendt.frigivet:
        raise ValidationError(cpr.BESKED, code="cpr")
    if dato > tid.today():
        raise ValidationError(f"Mødet holdes først {dato:%d.%m.%Y}. Kun et møde, der er holdt, har et referat.")
    fil = filer.put([sendt.raw], sendt.filnavn, by=by)
    if tidligere := Referatimport.objects.filter(sha256=fil.sha256, udvalg=udvalg).first():
        filer.discard(fil)
        raise AlleredeIndlaest(tidligere)
    navn = sendt.laest.referat.udvalg[:200]
    ny = Referatimport(udvalg=udvalg, udvalgsnavn=navn, dato=dato, fil=fil, sha256=fil.sha256, tekst=sendt.laest.tekst)
    save_registered(ny, by)
    record("indlæs referat", ny, by=by, rolle=rolle, efter={"sha256": fil.sha256, "dato": dato})
    if sendt.frigivet:
        record(cpr.FRIGIVET, ny, by=by, rolle=rolle, efter={"felter": ["tekst"]})
    return ny


@transaction.atomic
def confirm_minutes(*, referatimport: Referatimport, aabne: Collection[int] = (), by: Bruger) -> Moede:
    """Make the minutes a meeting that is over: its points, items, decisions, and what is to be cleared.

    `aabne` are the places (from 0) of points that are open though the minutes do not say so; the others of them are
    closed. No mandate is asked and no delegation arises: a decision stands as it was written. A meeting that was called
    for the day and has no agenda is filled. Raises ValidationError where it has one, or the minutes are confirmed.
    """
    rolle = require(by, REFERER, udvalg=referatimport.udvalg)
    ny = lock_row(Referatimport.objects.select_related("udvalg__omraade"), pk=referatimport.pk)
    if ny.moede_id:
        raise ValidationError("Det referat er allerede læst ind.")
    laest = Laest.of(ny.tekst)
    moede = _meeting_for(ny, by)
    for plads, (nummer, punkt) in enumerate(as_points(laest.referat)):
        _write_point(ny, moede, (nummer, punkt), punkt.aaben or (punkt.aaben is None and plads in aabne), by)
    write_attendance(moede, laest.referat, by)
    _write_doubts(ny, None, [(Uklarhed.Slags.MODSTRID, note) for note in laest.referat.noter])
    _write_doubts(ny, None, [(Uklarhed.Slags.UPLACERET, tekst) for tekst in laest.loose_texts()])
    moede.afsluttet_at, moede.afsluttet_by = tid.now(), by
    moede.save(update_fields=["afsluttet_at", "afsluttet_by"])
    ny.moede = moede
    ny.save(update_fields=["moede"])
    record("bekræft referat", ny, by=by, rolle=rolle, efter={"moede": moede.pk, "punkter": moede.punkter.count()})
    return moede


@transaction.atomic
def discard_minutes(*, referatimport: Referatimport, by: Bruger) -> None:
    """Throw a file that is not confirmed away. Raises ValidationError where it has become a meeting."""
    rolle = require(by, REFERER, udvalg=referatimport.udvalg)
    ny = lock_row(Referatimport.objects.all(), pk=referatimport.pk)
    if ny.moede_id:
        raise ValidationError("Referatet er bekræftet og kan ikke kasseres.")
    record("kassér referat", ny, by=by, rolle=rolle, foer={"sha256": ny.sha256})
    fil = ny.fil
    ny.delete()
    filer.discard(fil)


@transaction.atomic
def clear_doubt(*, uklarhed: Uklarhed, afklaring: str, by: Bruger) -> None:
    """Write down what was found out. Raises ValidationError without words, or where another has cleared it."""
    rolle = require(by, REFERER, udvalg=uklarhed.referatimport.udvalg)
    uklarhed = lock_row(Uklarhed.objects.all(), pk=uklarhed.pk)
    if uklarhed.afklaret_at:
        raise ValidationError(f"Det er allerede afklaret af {uklarhed.afklaret_by}: {uklarhed.afklaring}")
    uklarhed.afklaring, uklarhed.afklaret_at, uklarhed.afklaret_by = afklaring.strip(), tid.now(), by
    save_checked(uklarhed)
    record("afklar referat", uklarhed, by=by, rolle=rolle, efter={"slags": uklarhed.slags})


def _meeting_for(ny: Referatimport, by: Bruger) -> Moede:
    """Return the meeting that the minutes are of: the one that was called for the day, else a new one."""
    kaldt = meeting_that_day(ny)
    if kaldt is None:
        return moeder.write_meeting(Moede(udvalg=ny.udvalg), moeder.Tidspunkt(ny.dato), by)
    moede = lock_row(Moede.objects.select_related("udvalg__omraade"), pk=kaldt.pk)
    if moede.afsluttet_at or moede.punkter.exists():
        raise ValidationError(f"{ny.udvalg} har allerede et møde med en dagsorden den {ny.dato:%d.%m.%Y}.")
    return moede


def _write_point(ny: Referatimport, moede: Moede, nummereret: tuple[int, Punkt], aaben: bool, by: Bruger) -> None:
    nummer, laest = nummereret
    punkt = Dagsordenspunkt(moede=moede, nummer=nummer, aaben=aaben, sagsnr=laest.sagsnummer.tekst)
    punkt.titel = shortened(laest.titel.tekst) or "Uden titel"
    punkt.resume, punkt.sagsfremstilling = laest.resume.tekst, _whole_account(laest)
    punkt.indledning = laest.indledning.tekst
    punkt.bilag = "\n".join(bilag.tekst.replace("\n", " ") for bilag in laest.bilag)
    save_checked(punkt)
    for plads, led in enumerate(laest.indstilling, 1):
        save_checked(Indstilling(punkt=punkt, nummer=plads, tekst=led.tekst.tekst or "Uden tekst", svar=led.resultat))
    resultat = Resultat.REFERERET if laest.beslutning else Resultat.IKKE_UDTRYKKELIGT
    beslutning = Beslutning(punkt=punkt, nr=1, registreret_at=tid.now(), registreret_by=by)
    moeder.fill_decision(beslutning, moeder.Svar(resultat, tekst=laest.beslutning.tekst), None)
    svar = [(Uklarhed.Slags.SVAR, f"{led.nummer}. {led.tekst.tekst}") for led in laest.unanswered()]
    noter = [*laest.noter, *([f"Punktet har nummer {laest.nummer} i referatet."] if nummer != laest.nummer else [])]
    _write_doubts(ny, punkt, [*svar, *((Uklarhed.Slags.MODSTRID, note) for note in noter)])


def shortened(titel: str) -> str:
    """Return a title on one line, cut where it is longer than its field."""
    linje = " ".join(titel.split())
    return linje if len(linje) <= LAENGSTE_TITEL else f"{linje[: LAENGSTE_TITEL - 1]}…"


def _whole_account(laest: Punkt) -> str:
    """Return the sagsfremstilling with the sections that the form does not know, and a title too long for its field."""
    titel = laest.titel.tekst if len(laest.titel.tekst) > LAENGSTE_TITEL else ""
    afsnit = [f"{et.overskrift.tekst}\n\n{et.tekst.tekst}".strip() for et in laest.afsnit]
    return "\n\n".join(del_ for del_ in (titel, laest.sagsfremstilling.tekst, *afsnit) if del_)


def _write_doubts(ny: Referatimport, punkt: Dagsordenspunkt | None, hvad: list[tuple[str, str]]) -> None:
    for slags, tekst in hvad:
        save_checked(Uklarhed(referatimport=ny, punkt=punkt, slags=slags, tekst=tekst))

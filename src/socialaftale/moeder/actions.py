"""What can be done to meetings. Every right is asked again here, and every act is written down."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_from_today, save_registered
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.parter.permissions import require
from socialaftale.regler.kompetence import Afslag, Mandat, Sag

from . import krog, queries
from .besvarelse.svar import carries_delegation, overall
from .bilag.viderefoert import carry_over
from .forberedelse.aendringer import log_change, words_of
from .forberedelse.raekkefoelge import arrange
from .models import (
    Beslutning,
    Dagsordenspunkt,
    Delegation,
    Indstilling,
    Indstillingssvar,
    Moede,
    Moedetid,
    Opfoelgning,
)
from .opfoelgning.ejer import FELTER, Ejer
from .permissions import REFERER
from .soegning.indeks import reindex
from .status import AFGOERENDE, UAFGJORT, Mandatart, Resultat

HENTET = "Sagen var ikke klar, da dagsordenen blev frigivet"


@dataclass(frozen=True)
class Tidspunkt:
    """When and where: `fra_kl` and `til_kl` are unknown where None."""

    dato: dt.date
    fra_kl: dt.time | None = None
    til_kl: dt.time | None = None
    sted: str = ""


@dataclass(frozen=True)
class Punkttekst:
    """What a point says. `indstillinger` are (verb, text) in order."""

    titel: str
    aaben: bool = True
    sagsnr: str = ""
    resume: str = ""
    sagsfremstilling: str = ""
    emne: str = ""
    emne_id: str = ""
    indstillinger: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Svar:
    """What the body answered. `opgaver` are (what, who, by when), who in words or as one we know.

    `frigivet` names fields released from a CPR alarm.
    `indstillinger` are the answers to items, by the item's key; None where the result is about all of the point.
    `vedlagt` is for the effects of a floor above: see `krog`.
    """

    resultat: str
    tekst: str = ""
    omfang: str = ""
    betingelser: str = ""
    rettelse: str = ""
    opgaver: tuple[tuple[str, str | Ejer, dt.date], ...] = ()
    frigivet: list[str] = field(default_factory=list)
    vedlagt: object = None
    indstillinger: Mapping[int, str] | None = None


class Overhalet(ValidationError):
    """Someone else saved in between: `nyeste` is what they saved."""

    def __init__(self, nyeste: Beslutning) -> None:
        self.nyeste = nyeste
        super().__init__(
            f"{nyeste.registreret_by} har gemt en beslutning imens. Se den, og gem igen, hvis din skal gælde."
        )


@transaction.atomic
def call_meeting(*, udvalg: Udvalg, form: str, hvornaar: Tidspunkt, by: Bruger, eksempeldata: bool = False) -> Moede:
    """Call a meeting. Raises PermissionDenied, and ValidationError where the times cannot stand or the day is taken."""
    rolle = require(by, REFERER, udvalg=udvalg)
    _require_free_day(udvalg, hvornaar.dato)
    moede = write_meeting(Moede(udvalg=udvalg, form=form, eksempeldata=eksempeldata), hvornaar, by)
    record("indkald", moede, by=by, rolle=rolle, efter={"dato": hvornaar.dato, "form": moede.form})
    return moede


def write_meeting(moede: Moede, hvornaar: Tidspunkt, by: Bruger) -> Moede:
    """Save a new meeting with when it is."""
    save_checked(moede)
    _write_time(moede, hvornaar, by)
    return moede


@transaction.atomic
def move_meeting(*, moede: Moede, hvornaar: Tidspunkt, grund: str, aflyst: bool, by: Bruger) -> Moedetid:
    """Move or cancel a meeting: one more row, with the reason. Raises ValidationError once it has decided something."""
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    lock_row(Moede.objects.all(), pk=moede.pk)
    if Beslutning.objects.filter(punkt__moede=moede).exists():
        raise ValidationError("Mødet er holdt: der er ført beslutninger ind. Det kan ikke flyttes eller aflyses.")
    if not grund.strip():
        raise ValidationError("Skriv, hvorfor mødet flyttes eller aflyses.")
    foer = queries.current_time(moede)
    if hvornaar.dato < tid.today() <= foer.dato:
        raise ValidationError(f"Den {hvornaar.dato:%d.%m.%Y} er gået. Flyt mødet til i dag eller en senere dag.")
    if hvornaar.dato != foer.dato and not aflyst:
        _require_free_day(moede.udvalg, hvornaar.dato)
    ny = _write_time(moede, hvornaar, by, aflyst=aflyst, grund=grund.strip())
    verbum = "aflys" if aflyst else "flyt"
    record(verbum, moede, by=by, rolle=rolle, foer={"dato": foer.dato}, efter={"dato": ny.dato, "grund": ny.grund})
    return ny


@transaction.atomic
def add_point(
    *, moede: Moede, tekst: Punkttekst, by: Bruger, noegle: str = "", plads: str = "", grund: str = ""
) -> Dagsordenspunkt:
    """Put a point on the agenda, before those that stand last. Raises ValidationError on a closed or cancelled meeting.

    `plads` says that it is a standing point, and where it stands. Where something is decided or the agenda is released,
    it comes last; then `grund` says why it comes so late.
    """
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    moede = open_meeting(moede)
    nummer = next_nr(moede.punkter, "nummer")
    punkt = Dagsordenspunkt(moede=moede, nummer=nummer, noegle=noegle, eksempeldata=moede.eksempeldata)
    punkt.plads = plads
    fill(punkt, tekst)
    arrange(moede)
    punkt.refresh_from_db(fields=["nummer"])
    log_change(punkt, "Punktet er tilføjet", grund, by)
    record("tilføj punkt", moede, by=by, rolle=rolle, efter={"nummer": punkt.nummer, "aaben": punkt.aaben})
    return punkt


@transaction.atomic
def change_point(
    *, punkt: Dagsordenspunkt, set_version: int, tekst: Punkttekst, by: Bruger, grund: str = ""
) -> Dagsordenspunkt:
    """Rewrite a point before it is decided. Raises ValidationError where another has saved since `set_version`.

    After the release of the agenda it takes a reason, and what stood there is kept.
    """
    rolle = require(by, REFERER, udvalg=punkt.moede.udvalg)
    open_meeting(punkt.moede)
    punkt = lock_row(Dagsordenspunkt.alle.select_related("moede__udvalg"), pk=punkt.pk)
    require_on_agenda(punkt)
    if punkt.version != set_version:
        raise ValidationError("En anden har rettet punktet imens. Din tekst står her endnu: sammenlign, og gem igen.")
    if punkt.beslutninger.exists():
        raise ValidationError("Punktet er besluttet og kan ikke skrives om. Ret beslutningen i stedet.")
    log_change(punkt, "Punktets tekst er ændret", grund, by, words_of(punkt))
    punkt.version += 1
    punkt.indstillinger.all().delete()
    fill(punkt, tekst)
    record("ret punkt", punkt, by=by, rolle=rolle, efter={"version": punkt.version, "aaben": punkt.aaben})
    return punkt


@transaction.atomic
def draw_up(*, moede: Moede, by: Bruger) -> list[Dagsordenspunkt]:
    """Add the points that the floors propose and that the agenda does not hold yet; return them."""
    require(by, REFERER, udvalg=moede.udvalg)
    findes = queries.known_keys(moede)
    nye = [forslag for forslag in krog.proposals(moede) if forslag.noegle not in findes]
    return [add_proposal(moede=moede, forslag=forslag, by=by) for forslag in nye]


def add_proposal(*, moede: Moede, forslag: krog.Forslag, by: Bruger) -> Dagsordenspunkt:
    """Put a point that was built on the agenda; where it is taken up from another, with the annexes of that."""
    felter = {"noegle": forslag.noegle, "plads": forslag.plads, "grund": HENTET}
    punkt = add_point(moede=moede, tekst=as_text(forslag), by=by, **felter)
    if forslag.bilag_fra:
        carry_over(fra=forslag.bilag_fra, til=punkt, by=by)
    return punkt


@transaction.atomic
def record_decision(*, punkt: Dagsordenspunkt, set_nr: int, svar: Svar, by: Bruger) -> Beslutning:
    """Append what the body decided; `set_nr` is the version that the writer saw, 0 for none.

    Raises Overhalet where another has saved since, ValidationError where the body has no mandate, the meeting lies
    ahead or is cancelled, or a correction after the meeting lacks its reason.
    """
    rolle = require(by, REFERER, udvalg=punkt.moede.udvalg)
    moede = lock_row(Moede.objects.select_related("udvalg__omraade"), pk=punkt.moede_id)
    require_on_agenda(lock_row(Dagsordenspunkt.alle.all(), pk=punkt.pk))
    nyeste = queries.newest_decision(punkt)
    if nyeste and nyeste.nr != set_nr:
        raise Overhalet(nyeste)
    nr = nyeste.nr if nyeste else 0
    hvornaar = _held(moede)
    if moede.afsluttet_at and not svar.rettelse.strip():
        raise ValidationError("Mødet er afsluttet. Skriv, hvorfor beslutningen rettes.")
    givet = [svar.resultat, *(svar.indstillinger or {}).values()]
    mandat = _mandate(moede.udvalg, punkt, givet, hvornaar.dato)
    beslutning = Beslutning(punkt=punkt, nr=nr + 1, registreret_at=tid.now(), registreret_by=by)
    fill_decision(beslutning, svar, mandat)
    write_answers(beslutning, svar)
    for hvad, hvem, frist in svar.opgaver:
        _write_followup(punkt, (hvad, hvem, frist), by)
    efter = {"nr": beslutning.nr, "resultat": beslutning.resultat, "mandat": beslutning.mandat}
    record("beslut", punkt, by=by, rolle=rolle, foer={"nr": nr}, efter=efter | {"rettelse": beslutning.rettelse})
    if svar.frigivet:
        record(cpr.FRIGIVET, punkt, by=by, rolle=rolle, efter={"felter": svar.frigivet})
    krog.set_in_motion(beslutning, by, svar.vedlagt)
    return beslutning


@transaction.atomic
def close_meeting(
    *, moede: Moede, by: Bruger, udfald: Mapping[int, str] | None = None, set_ubesvarede: bool = False
) -> None:
    """End the meeting: open points' decisions become public, and later changes are corrections with a reason.

    `udfald` says of points without a decision that they are put off or fall away; `set_ubesvarede` that the person has
    seen which items have no answer. Raises ValidationError while a point has no decision, or an item none unseen.
    """
    rolle = require(by, REFERER, udvalg=moede.udvalg)
    moede = open_meeting(moede)
    _held(moede)
    for punkt in queries.undecided_points(moede).filter(pk__in=udfald or ()):
        _settle_unreached(punkt, (udfald or {})[punkt.pk], by)
    mangler = queries.undecided_points(moede)
    if mangler:
        numre = ", ".join(str(punkt.nummer) for punkt in mangler)
        raise ValidationError(f"Punkt {numre} har ingen beslutning. Skriv »udsat«, hvis punktet ikke blev nået.")
    if (ubesvarede := queries.unanswered_items(moede)) and not set_ubesvarede:
        hvilke = "; ".join(f"punkt {led.punkt.nummer}, indstilling {led.nummer}" for led in ubesvarede)
        raise ValidationError(f"Der er intet svar på {hvilke}. Svar, eller bekræft, at det er rigtigt.")
    moede.afsluttet_at, moede.afsluttet_by = tid.now(), by
    moede.save(update_fields=["afsluttet_at", "afsluttet_by"])
    record("afslut møde", moede, by=by, rolle=rolle)


@transaction.atomic
def delegate(*, beslutning: Beslutning, til_udvalg: Udvalg, udloeber: dt.date, omfang: str, by: Bruger) -> Delegation:
    """Register that an approval gives another body its mandate, from the meeting until and with `udloeber`.

    The matter is the point's own. Raises ValidationError where the body cannot give what it has not got itself.
    """
    punkt = beslutning.punkt
    fra = punkt.moede.udvalg
    rolle = require(by, REFERER, udvalg=fra)
    dato = queries.current_time(punkt.moede).dato
    if til_udvalg.omraade_id != fra.omraade_id:
        raise ValidationError("Delegationen skal blive i aftaleområdet.")
    if not punkt.emne:
        raise ValidationError("Punktet siger ikke, hvad det handler om. Uden et emne kan intet delegeres.")
    if beslutning != queries.newest_decision(punkt) or not carries_delegation(beslutning):
        raise ValidationError("Kun en godkendt beslutning kan delegere, og kun den, der gælder nu.")
    if beslutning.mandat != Mandatart.EGEN:
        raise ValidationError("Et udvalg kan ikke delegere en kompetence, som det selv har efter delegation.")
    delegation = Delegation(beslutning=beslutning, fra_udvalg=fra, til_udvalg=til_udvalg, gaelder_fra=dato)
    delegation.emne, delegation.emne_id = punkt.emne, punkt.emne_id
    delegation.omfang, delegation.udloeber = omfang.strip(), udloeber
    save_registered(delegation, by)
    efter = {"til": til_udvalg.kort, "emne": punkt.emne, "emne_id": punkt.emne_id, "udloeber": udloeber}
    record("delegér", punkt, by=by, rolle=rolle, efter=efter)
    return delegation


@transaction.atomic
def take_back(*, delegation: Delegation, fra: dt.date, by: Bruger) -> None:
    """Let a delegation end before its last day: from `fra`, today at the earliest, it gives no mandate.

    Raises ValidationError where that day is past, or it gave none by then anyway.
    """
    rolle = require(by, REFERER, udvalg=delegation.fra_udvalg)
    if fra < tid.today():
        raise ValidationError("En delegation kan ikke tages tilbage bagud i tid: der kan være besluttet efter den.")
    if not any(
        staar.id == delegation.pk and staar.udloeber >= fra for staar in queries.delegations(delegation.til_udvalg)
    ):
        raise ValidationError("Delegationen gælder ikke længere på den dag.")
    slut = delegation.ending(fra, by, tid.now())
    save_checked(slut)
    record("tag delegation tilbage", delegation.beslutning.punkt, by=by, rolle=rolle, efter={"fra": fra})


def _require_free_day(udvalg: Udvalg, dato: dt.date) -> None:
    if Moede.objects.with_time().filter(udvalg=udvalg, dato=dato, aflyst=False).exists():
        raise ValidationError(f"{udvalg} har allerede et møde den {dato:%d.%m.%Y}.")


def _write_time(moede: Moede, hvornaar: Tidspunkt, by: Bruger, aflyst: bool = False, grund: str = "") -> Moedetid:
    raekke = Moedetid(moede=moede)
    raekke.dato, raekke.fra_kl, raekke.til_kl = hvornaar.dato, hvornaar.fra_kl, hvornaar.til_kl
    raekke.sted, raekke.aflyst, raekke.grund = hvornaar.sted.strip(), aflyst, grund
    return save_from_today(raekke, by)


def open_meeting(moede: Moede) -> Moede:
    """Return the meeting, locked. Raises ValidationError where it is over or cancelled."""
    moede = lock_row(Moede.objects.select_related("udvalg__omraade"), pk=moede.pk)
    if moede.afsluttet_at:
        raise ValidationError("Mødet er afsluttet.")
    if queries.current_time(moede).aflyst:
        raise ValidationError("Mødet er aflyst.")
    return moede


def require_on_agenda(punkt: Dagsordenspunkt) -> None:
    """Raise ValidationError where the point was taken off the agenda."""
    if punkt.taget_af_at:
        raise ValidationError(f"Punktet er taget af dagsordenen: {punkt.taget_af_fordi}")


def _held(moede: Moede) -> Moedetid:
    hvornaar = queries.current_time(moede)
    if hvornaar.aflyst:
        raise ValidationError("Mødet er aflyst.")
    if hvornaar.dato > tid.today():
        raise ValidationError(f"Mødet holdes først {hvornaar.dato:%d.%m.%Y}. En beslutning gælder fra mødet.")
    return hvornaar


def _settle_unreached(punkt: Dagsordenspunkt, resultat: str, by: Bruger) -> None:
    """Record what happens with a point that the meeting did not reach."""
    if resultat not in UAFGJORT:
        raise ValidationError(f"Punkt {punkt.nummer} kan kun udsættes eller falde væk, når det ikke er behandlet.")
    record_decision(punkt=punkt, set_nr=0, svar=Svar(resultat), by=by)


def fill(punkt: Dagsordenspunkt, tekst: Punkttekst) -> None:
    """Write what a point says, and save it. Raises ValidationError for a matter that the area has no rule for."""
    udvalg = punkt.moede.udvalg
    if tekst.emne and tekst.emne not in dict(queries.subjects(udvalg)):
        raise ValidationError("Emnet findes ikke i aftaleområdets kompetencetabel.")
    for felt in ("titel", "aaben", "sagsnr", "resume", "sagsfremstilling", "emne", "emne_id"):
        setattr(punkt, felt, getattr(tekst, felt))
    save_checked(punkt)
    for nummer, (verbum, ord_) in enumerate(tekst.indstillinger, 1):
        save_checked(Indstilling(punkt=punkt, nummer=nummer, verbum=verbum, tekst=ord_))
    reindex([punkt.pk])


def as_text(forslag: krog.Forslag) -> Punkttekst:
    """Return what a point that was built says."""
    felter = ("titel", "aaben", "emne", "emne_id", "resume", "sagsfremstilling", "indstillinger")
    return Punkttekst(**{felt: getattr(forslag, felt) for felt in felter})


def _mandate(udvalg: Udvalg, punkt: Dagsordenspunkt, givet: Collection[str], den: dt.date) -> Mandat | None:
    """Return the mandate, None where the answers take none. Raises ValidationError where the body has it not."""
    if not any(resultat in AFGOERENDE for resultat in givet):
        return None
    svar = queries.may_decide(udvalg, Sag(punkt.emne, punkt.emne_id), den)
    if isinstance(svar, Afslag):
        raise ValidationError(
            f"{svar.grund} Vælg »indstillet til godkendelse«, »taget til efterretning« eller »udsat«."
        )
    return svar


def fill_decision(beslutning: Beslutning, svar: Svar, mandat: Mandat | None) -> None:
    """Write the answer into a new row, with the mandate that it has, and save it."""
    for felt in ("resultat", "tekst", "omfang", "betingelser", "rettelse"):
        setattr(beslutning, felt, getattr(svar, felt).strip())
    if svar.indstillinger is not None:
        antal = beslutning.punkt.indstillinger.count()
        beslutning.resultat, beslutning.art = overall(beslutning.resultat, svar.indstillinger.values(), antal)
    beslutning.mandat = Mandatart.INGEN if mandat is None else Mandatart.EGEN
    if mandat and mandat.delegering:
        beslutning.mandat, beslutning.delegation_id = Mandatart.DELEGERET, mandat.delegering.id
    save_checked(beslutning)
    reindex([beslutning.punkt_id])


def write_answers(beslutning: Beslutning, svar: Svar) -> None:
    """Save the answer to each item. Raises ValidationError for an item of another point, or without its condition."""
    svarene = svar.indstillinger or {}
    kendte = {led.pk: led for led in beslutning.punkt.indstillinger.all()}
    if not set(svarene) <= set(kendte):
        raise ValidationError("En af indstillingerne hører til et andet punkt. Hent siden igen.")
    if Resultat.BETINGET in svarene.values() and not beslutning.betingelser:
        raise ValidationError("Skriv betingelserne, når en indstilling er godkendt med betingelse.")
    for pk, resultat in svarene.items():
        save_checked(Indstillingssvar(beslutning=beslutning, indstilling=kendte[pk], resultat=resultat))


def _write_followup(punkt: Dagsordenspunkt, opgave: tuple[str, str | Ejer, dt.date], by: Bruger) -> None:
    hvad, hvem, frist = opgave
    felter = {"hvad": hvad.strip(), "hvem": str(hvem).strip()[:200], "frist": frist}
    opfoelgning = Opfoelgning(punkt=punkt, registreret_by=by, **felter)
    if not isinstance(hvem, str):
        setattr(opfoelgning, FELTER[type(hvem)], hvem)
    save_checked(opfoelgning)
    reindex([punkt.pk])

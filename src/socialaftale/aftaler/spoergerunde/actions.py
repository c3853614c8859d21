"""What can be done to a round of questions. Every right is asked again here, and every act is written down."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.faelles import cpr, tid
from socialaftale.faelles.haendelser import record
from socialaftale.faelles.laas import lock_row
from socialaftale.faelles.raekke import next_nr, save_checked, save_registered
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation, Udvalg
from socialaftale.parter.permissions import require

from .breve import write_opening
from .models import Spoergerunde, Spoergerundesvar, Spoergsmaal, Spoergsmaalssvar
from .parter import asked
from .permissions import SPOERG, SVAR

AABNET = "Spørgerunden er åbnet, og nogen kan have svaret. Opret en ny, hvis der skal spørges om andet."


@dataclass(frozen=True)
class Rundetekst:
    """What a round is about, who is asked, and where the answers go."""

    titel: str
    ejer: str
    spurgte: str
    funktion: str
    frist: dt.date
    tilbage_til: Udvalg
    baggrund: str = ""
    frigivet: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Svar:
    """The answers by number of question, and the number of the answer that the writer saw, 0 for none."""

    vaerdier: Mapping[int, str]
    set_nr: int = 0
    frigivet: list[str] = field(default_factory=list)


class Overhalet(ValidationError):
    """Someone else answered for the party in between: `nyeste` is theirs."""

    def __init__(self, nyeste: Spoergerundesvar) -> None:
        self.nyeste = nyeste
        super().__init__(
            f"{nyeste.registreret_by} har svaret imens. Deres svar står nedenfor, og dit står i felterne: "
            "ret det, der skal rettes, og gem igen."
        )


@transaction.atomic
def create_round(*, omraade: Aftaleomraade, tekst: Rundetekst, by: Bruger) -> Spoergerunde:
    """Begin a round as a draft. Raises ValidationError where the body is another area's or the title is taken."""
    rolle = require(by, SPOERG, omraade=omraade)
    if tekst.tilbage_til.omraade_id != omraade.pk:
        raise ValidationError("Udvalget hører til et andet aftaleområde.")
    felter = {navn: getattr(tekst, navn) for navn in Rundetekst.__dataclass_fields__ if navn != "frigivet"}
    runde = save_checked(Spoergerunde(omraade=omraade, oprettet_at=tid.now(), oprettet_by=by, **felter))
    record("opret spørgerunde", runde, by=by, rolle=rolle, efter={"titel": runde.titel, "frist": runde.frist})
    _log_release(runde, tekst.frigivet, by)
    return runde


@transaction.atomic
def add_question(*, runde: Spoergerunde, felter: Mapping[str, Any], by: Bruger) -> Spoergsmaal:
    """Add a question to a draft. Raises ValidationError where the round is opened."""
    rolle = require(by, SPOERG, omraade=runde.omraade)
    runde = _locked_draft(runde)
    spoergsmaal = save_checked(Spoergsmaal(runde=runde, nr=next_nr(runde.spoergsmaal), **felter))
    record("tilføj spørgsmål", runde, by=by, rolle=rolle, efter={"nr": spoergsmaal.nr, "tekst": spoergsmaal.tekst})
    return spoergsmaal


@transaction.atomic
def remove_question(*, spoergsmaal: Spoergsmaal, by: Bruger) -> None:
    """Take a question out of a draft. Raises ValidationError where the round is opened."""
    rolle = require(by, SPOERG, omraade=spoergsmaal.runde.omraade)
    runde = _locked_draft(spoergsmaal.runde)
    record("fjern spørgsmål", runde, by=by, rolle=rolle, efter={"nr": spoergsmaal.nr, "tekst": spoergsmaal.tekst})
    spoergsmaal.delete()


@transaction.atomic
def open_round(*, runde: Spoergerunde, by: Bruger) -> int:
    """Ask the parties, and return how many were written to. Raises ValidationError where there is nothing to ask."""
    rolle = require(by, SPOERG, omraade=runde.omraade)
    runde = _locked_draft(runde)
    if not runde.spoergsmaal.exists():
        raise ValidationError("Runden har ingen spørgsmål. Tilføj mindst ét, før du spørger.")
    if runde.frist < tid.today():
        raise ValidationError("Fristen er passeret. Opret runden igen med en senere frist.")
    runde.aabnet_at, runde.aabnet_by = tid.now(), by
    runde.save(update_fields=["aabnet_at", "aabnet_by"])
    record("åbn spørgerunde", runde, by=by, rolle=rolle, efter={"frist": runde.frist})
    return write_opening(runde)


@transaction.atomic
def answer(*, runde: Spoergerunde, part: Organisation, svar: Svar, by: Bruger) -> Spoergerundesvar:
    """Append what a party answers. Raises Overhalet where another has answered since, and ValidationError where the
    round is a draft, the party is not asked, or nothing is changed."""
    rolle = require(by, SVAR, organisation=part, omraade=runde.omraade)
    runde = lock_row(Spoergerunde.objects.all(), pk=runde.pk)
    _check_answer(runde, part)
    nyeste = newest_answer(runde, part)
    if (nyeste.nr if nyeste else 0) != svar.set_nr:
        raise Overhalet(nyeste) if nyeste else ValidationError("Svaret findes ikke længere. Hent siden igen.")
    vaerdier = {nr: vaerdi.strip() for nr, vaerdi in svar.vaerdier.items()}
    if nyeste and values_of(nyeste) == vaerdier:
        raise ValidationError("Svaret er det samme som før. Der er intet at gemme.")
    raekke = save_registered(Spoergerundesvar(runde=runde, part=part, nr=svar.set_nr + 1), by)
    for spoergsmaal in runde.spoergsmaal.order_by("nr"):
        save_checked(Spoergsmaalssvar(svar=raekke, spoergsmaal=spoergsmaal, vaerdi=vaerdier.get(spoergsmaal.nr, "")))
    record("svar i spørgerunde", runde, by=by, rolle=rolle, efter={"part": part.kode, "nr": raekke.nr})
    _log_release(runde, svar.frigivet, by)
    return raekke


@transaction.atomic
def publish_round(*, runde: Spoergerunde, by: Bruger) -> None:
    """Let everyone read the answers, later corrections too. Doing it again changes nothing."""
    rolle = require(by, SPOERG, omraade=runde.omraade)
    runde = lock_row(Spoergerunde.objects.all(), pk=runde.pk)
    if runde.aabnet_at is None:
        raise ValidationError("Runden er ikke åbnet, så der er ingen svar at offentliggøre.")
    if runde.offentliggjort_at:
        return
    runde.offentliggjort_at, runde.offentliggjort_by = tid.now(), by
    runde.save(update_fields=["offentliggjort_at", "offentliggjort_by"])
    record("offentliggør spørgerunde", runde, by=by, rolle=rolle)


def newest_answer(runde: Spoergerunde, part: Organisation) -> Spoergerundesvar | None:
    """Return the answer that holds for the party."""
    return runde.svar.filter(part=part).select_related("registreret_by").order_by("-nr").first()


def values_of(svar: Spoergerundesvar) -> dict[int, str]:
    """Return the answers by number of question."""
    return {linje.spoergsmaal.nr: linje.vaerdi for linje in svar.linjer.select_related("spoergsmaal")}


def _locked_draft(runde: Spoergerunde) -> Spoergerunde:
    runde = lock_row(Spoergerunde.objects.select_related("omraade"), pk=runde.pk)
    if runde.aabnet_at:
        raise ValidationError(AABNET)
    return runde


def _check_answer(runde: Spoergerunde, part: Organisation) -> None:
    if runde.aabnet_at is None:
        raise ValidationError("Spørgerunden er ikke åbnet endnu.")
    if part not in asked(runde):
        raise ValidationError(f"{part} er ikke spurgt i denne runde.")


def _log_release(runde: Spoergerunde, felter: list[str], by: Bruger) -> None:
    if felter:
        record(cpr.FRIGIVET, runde, by=by, efter={"felter": felter})

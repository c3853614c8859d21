"""Recording what a body recommends or decides about the takster: one decision, and an outcome for each line."""

from collections.abc import Mapping
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.moeder import krog
from socialaftale.moeder.actions import Svar, record_decision
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt
from socialaftale.moeder.status import Mandatart, Resultat
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..models import Indsendtlinje
from ..runde.models import Takstrunde
from ..runde.queries import find_round
from .models import Linjeafgoerelse
from .permissions import AFGOER
from .queries import Indhold, approved

EMNE = "takster"
Udfald = Linjeafgoerelse.Udfald
Afvigelser = Mapping[int, tuple[str, str]]
"""By line (primary key): its own outcome and condition, where they are not those of the whole."""

FOR_ALLE = {
    Resultat.GODKENDT: Udfald.GODKENDT,
    Resultat.BETINGET: Udfald.BETINGET,
    Resultat.INDSTILLET: Udfald.INDSTILLET,
    Resultat.UDSAT: Udfald.UDSAT,
    Resultat.AFVIST: Udfald.AFVIST,
}
AFGOERENDE = (Udfald.GODKENDT, Udfald.BETINGET, Udfald.AFVIST)


@transaction.atomic
def decide(*, punkt: Dagsordenspunkt, set_nr: int, svar: Svar, afvigelser: Afvigelser, by: Bruger) -> Beslutning:
    """Record the body's answer on the takst point, with the lines that were answered otherwise.

    It is about the newest submission of every tilbud. Raises as `record_decision`, and ValidationError where the point
    is not about an open round, or a line is settled by a body without the mandate.
    """
    runde = round_of(punkt)
    if runde is None:
        raise ValidationError("Punktet handler ikke om en åben takstrunde.")
    require(by, AFGOER, omraade=runde.omraade)
    return record_decision(punkt=punkt, set_nr=set_nr, svar=replace(svar, vedlagt=dict(afvigelser)), by=by)


def round_of(punkt: Dagsordenspunkt) -> Takstrunde | None:
    """The round that a point of an agenda is about; None where it is about something else."""
    if punkt.emne != EMNE or not punkt.emne_id.isdigit():
        return None
    return find_round(punkt.moede.udvalg.omraade, int(punkt.emne_id))


def write_outcomes(beslutning: Beslutning, by: Bruger, vedlagt: object) -> None:
    """The effect of a decision about takster: one outcome for each line on the table. A correction writes its own.

    What stands approved by another decision is only noted, unless the body said something else about it.
    """
    runde = round_of(beslutning.punkt)
    udfald = FOR_ALLE.get(Resultat(beslutning.resultat))
    if runde is None or udfald is None:
        return
    afvigelser: Afvigelser = vedlagt if isinstance(vedlagt, dict) else {}
    godkendt = approved(runde)
    raekker = []
    for linje in Indsendtlinje.objects.on_the_table(runde).select_related("indsendelse__indberetning"):
        indhold = Indhold(linje.indsendelse.indberetning.tilbud_id, linje.linje, linje.indhold_sha256)
        selv = (Udfald.UAENDRET, "") if indhold in godkendt else (udfald, beslutning.betingelser)
        raekker.append(_outcome(beslutning, linje, afvigelser.get(linje.pk, selv)))
    if beslutning.mandat == Mandatart.INGEN and any(raekke.udfald in AFGOERENDE for raekke in raekker):
        raise ValidationError(
            f"{beslutning.punkt.moede.udvalg} kan ikke afgøre enkelte linjer uden mandat: indstil dem, eller udsæt dem."
        )
    Linjeafgoerelse.objects.bulk_create(raekker)


def _outcome(beslutning: Beslutning, linje: Indsendtlinje, svar: tuple[str, str]) -> Linjeafgoerelse:
    udfald, betingelse = svar[0], svar[1].strip()
    if udfald == Udfald.BETINGET and not betingelse:
        raise ValidationError(f"{linje.navn}: skriv betingelsen.")
    raekke = Linjeafgoerelse(beslutning=beslutning, linje=linje, udfald=udfald, betingelse=betingelse[:500])
    raekke.clean_fields()
    return raekke


krog.register_effect(EMNE, write_outcomes)

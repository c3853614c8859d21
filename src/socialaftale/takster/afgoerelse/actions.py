"""Recording what a body recommends or decides about the takster: one decision, and an outcome for each line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from socialaftale.moeder import krog
from socialaftale.moeder.actions import Svar, record_decision
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt
from socialaftale.moeder.status import Resultat
from socialaftale.parter.models import Bruger
from socialaftale.parter.permissions import require

from ..models import Indsendtlinje
from ..runde.models import Takstrunde
from ..runde.queries import find_round
from .models import Linjeafgoerelse
from .moedesag import EMNE, is_about_lines
from .permissions import AFGOER
from .post import mail_outcomes
from .queries import MED_MANDAT, content_of, content_of_line, lines_on_the_table, settled

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


@dataclass(frozen=True)
class Vedlagt:
    """What goes along with a decision to its effect. `sete` None: whatever lies on the table."""

    afvigelser: Afvigelser = field(default_factory=dict)
    sete: frozenset[int] | None = None


class NyeIndsendelser(ValidationError):
    """Submissions came in or went out of date since the writer looked: `andre` are their primary keys."""

    def __init__(self, andre: Iterable[int]) -> None:
        self.andre = frozenset(andre)
        super().__init__(
            "Der er indsendt nye takster, siden siden blev åbnet. Intet er gemt, og alt, du har skrevet, står her "
            "endnu. Se de ændrede linjer, og gem igen."
        )


@transaction.atomic
def decide(
    *,
    punkt: Dagsordenspunkt,
    set_nr: int,
    svar: Svar,
    afvigelser: Afvigelser,
    sete: frozenset[int] | None = None,
    by: Bruger,
) -> Beslutning:
    """Record the body's answer on the takst point, with the lines that were answered otherwise.

    It is about the newest submission of every tilbud; `sete` are those that the writer saw (primary keys). Raises as
    `record_decision`, NyeIndsendelser where others lie on the table by now, and ValidationError where the point is not
    about an open round, or a line is settled by a body without the mandate.
    """
    runde = round_of(punkt)
    if runde is None:
        raise ValidationError("Punktet handler ikke om en åben takstrunde.")
    require(by, AFGOER, omraade=runde.omraade)
    svar = replace(svar, vedlagt=Vedlagt(dict(afvigelser), sete))
    return record_decision(punkt=punkt, set_nr=set_nr, svar=svar, by=by)


def round_of(punkt: Dagsordenspunkt) -> Takstrunde | None:
    """The round whose takster a point puts before its body; None where it is about something else."""
    if punkt.emne != EMNE or not punkt.emne_id.isdigit() or not is_about_lines(punkt):
        return None
    return find_round(punkt.moede.udvalg.omraade, int(punkt.emne_id))


def write_outcomes(beslutning: Beslutning, by: Bruger, vedlagt: object) -> None:
    """The effect of a decision about takster: one outcome for each line on the table. A correction writes its own.

    What stands approved by another decision is only noted, and what stands rejected is left out, unless the body said
    something else about it. A correction that says nothing about lines keeps what was said of each. Each driftsherre is
    told by mail.
    """
    runde = round_of(beslutning.punkt)
    if runde is None:
        return
    raekker = _outcomes(runde, beslutning, vedlagt) if Resultat(beslutning.resultat) in FOR_ALLE else []
    Linjeafgoerelse.objects.bulk_create(raekker)
    mail_outcomes(runde, beslutning, raekker)


def _outcomes(runde: Takstrunde, beslutning: Beslutning, vedlagt: object) -> list[Linjeafgoerelse]:
    linjer = lines_on_the_table(runde)
    sendt = vedlagt if isinstance(vedlagt, Vedlagt) else Vedlagt(_as_before(beslutning, linjer))
    _require_seen(linjer, sendt.sete)
    afgjort = {indhold: raekke.udfald for indhold, raekke in settled(runde).items()}
    raekker = []
    for linje in linjer:
        svar = sendt.afvigelser.get(linje.pk) or _answer_for_all(beslutning, afgjort.get(content_of_line(linje)))
        if svar:
            raekker.append(_outcome(beslutning, linje, svar))
    if beslutning.mandat not in MED_MANDAT and any(raekke.udfald in AFGOERENDE for raekke in raekker):
        raise ValidationError(
            f"{beslutning.punkt.moede.udvalg} kan ikke afgøre enkelte linjer uden mandat: indstil dem, eller udsæt dem."
        )
    return raekker


def _answer_for_all(beslutning: Beslutning, staar: str | None) -> tuple[str, str] | None:
    """The answer to a line that nothing else was said about; `staar` is how another decision settled it."""
    if staar is None:
        return FOR_ALLE[Resultat(beslutning.resultat)], beslutning.betingelser
    return None if staar == Udfald.AFVIST else (Udfald.UAENDRET, "")


def _as_before(beslutning: Beslutning, linjer: Iterable[Indsendtlinje]) -> dict[int, tuple[str, str]]:
    """What the decision that this one corrects said of single lines, for those that say the same today."""
    foer = beslutning.punkt.beslutninger.filter(nr__lt=beslutning.nr).order_by("-nr").first()
    if foer is None or Resultat(foer.resultat) not in FOR_ALLE:
        return {}
    egne = foer.linjeafgoerelser.exclude(udfald__in=(FOR_ALLE[Resultat(foer.resultat)], Udfald.UAENDRET))
    sagt = {
        content_of(raekke): (raekke.udfald, raekke.betingelse)
        for raekke in egne.select_related("linje__indsendelse__indberetning")
    }
    return {linje.pk: sagt[content_of_line(linje)] for linje in linjer if content_of_line(linje) in sagt}


def _require_seen(linjer: Iterable[Indsendtlinje], sete: frozenset[int] | None) -> None:
    nu = {linje.indsendelse_id for linje in linjer}
    if sete is not None and nu != sete:
        raise NyeIndsendelser(nu ^ sete)


def _outcome(beslutning: Beslutning, linje: Indsendtlinje, svar: tuple[str, str]) -> Linjeafgoerelse:
    udfald, betingelse = svar[0], svar[1].strip()
    if udfald == Udfald.BETINGET and not betingelse:
        raise ValidationError(f"{linje.navn}: skriv betingelsen.")
    raekke = Linjeafgoerelse(beslutning=beslutning, linje=linje, udfald=udfald, betingelse=betingelse[:500])
    raekke.clean_fields()
    return raekke


krog.register_effect(EMNE, write_outcomes)

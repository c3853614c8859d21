"""May a place in this afdeling be held at all? Each no says why, and what to do instead."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from socialaftale.faelles import tid
from socialaftale.parter.models import Organisation
from socialaftale.regler.adgangsvej import Vej, way_of
from socialaftale.tilbud.models import Afdeling, Pladsfakta, Stamfakta, Tilbud, Ydelsesfakta
from socialaftale.tilbud.models.fakta import TilSalg
from socialaftale.tilbud.reference import find_lovgrundlag

from ..models import Kapacitetsvalg, Ledigmelding
from ..queries import er_slaaet_til, newest_reports

SLAAET_FRA = "Det er ikke slået til i aftaleområdet. Ring til afdelingen."
IKKE_I_DRIFT = "Tilbuddet er ikke i drift, så her er ingen pladser."
IKKE_TIL_SALG = "Tilbuddet sælger ikke pladser til andre kommuner."
IKKE_LEDIG = "Afdelingen har ikke meldt en ledig plads, der kan holdes. Ring, og hør, hvornår der kommer en."
LUKKET = "Afdelingen har meldt lukket for nye: {aarsag}. Ring, og hør, hvornår den åbner igen."
VEJEN = {
    "selvmoeder": "Borgeren henvender sig selv her, og lederen tager stilling. Ring til afdelingen.",
    "retlig_anbringelse": "En afgørelse om anbringelse bestemmer, hvem der får pladsen, så den kan ikke holdes. Ring.",
}


def way_to(afdeling: Afdeling, dag: dt.date) -> Vej:
    """Return the way to a place in the afdeling; a paragraph by its old name counts as the new one."""
    return ways_to([afdeling.pk], dag)[afdeling.pk]


def ways_to(afdelinger: Iterable[int], dag: dt.date) -> dict[int, Vej]:
    """Return the way to a place in each afdeling, by primary key, in one query."""
    lovene: dict[int, set[str]] = {pk: set() for pk in afdelinger}
    fakta = Pladsfakta.objects.gaeldende(dag).filter(pladsgruppe__afdeling__in=list(lovene), normerede__gt=0)
    for pk, kode in fakta.values_list("pladsgruppe__afdeling", "lovgrundlag"):
        lovene[pk].update(_today(kode))
    return {pk: way_of(koder, dag) for pk, koder in lovene.items()}


def _today(kode: str) -> tuple[str, ...]:
    return find_lovgrundlag(kode).afloest_af or (kode,)


def for_sale_to(afdeling: Afdeling, myndighed: Organisation, dag: dt.date) -> bool:
    """Tell whether the municipality may buy a place: its own always, another's where a ydelse there is for sale."""
    if Stamfakta.objects.gaeldende(dag).filter(tilbud=afdeling.tilbud_id, driftsherre=myndighed).exists():
        return True
    ydelser = (
        Ydelsesfakta.objects.gaeldende(dag).filter(ydelse__tilbud=afdeling.tilbud_id).exclude(til_salg=TilSalg.EGNE)
    )
    return ydelser.exists()


def check_open(
    afdeling: Afdeling, myndighed: Organisation, dag: dt.date, valg: str = Kapacitetsvalg.Valg.RESERVATIONER
) -> None:
    """Raises ValidationError, in words, where no place of the afdeling can be held on the day by the municipality.

    `valg` is what it is about: holds or requests.
    """
    if not er_slaaet_til(afdeling.tilbud.omraade, valg, dag):
        raise ValidationError(SLAAET_FRA)
    if not Tilbud.objects.i_drift(dag).filter(pk=afdeling.tilbud_id).exists():
        raise ValidationError(IKKE_I_DRIFT)
    vej = way_to(afdeling, dag)
    if not (vej.reservation if valg == Kapacitetsvalg.Valg.RESERVATIONER else vej.anmodning):
        raise ValidationError(VEJEN[vej.navn.value])
    if not for_sale_to(afdeling, myndighed, dag):
        raise ValidationError(IKKE_TIL_SALG)
    if valg == Kapacitetsvalg.Valg.ANMODNINGER:
        check_not_closed(afdeling, dag)


def check_not_closed(afdeling: Afdeling, dag: dt.date) -> None:
    """Raises ValidationError where the afdeling has reported itself closed to new ones, and that may be reported."""
    melding = newest_reports([afdeling.pk], tid.now()).first()
    lukket = melding is not None and melding.svar == Ledigmelding.Svar.LUKKET
    if melding and lukket and er_slaaet_til(afdeling.tilbud.omraade, Kapacitetsvalg.Valg.TILSTANDE, dag):
        raise ValidationError(LUKKET.format(aarsag=melding.get_aarsag_display()))


def why_not(
    afdeling: Afdeling,
    parter: Iterable[Organisation],
    dag: dt.date,
    valg: str = Kapacitetsvalg.Valg.RESERVATIONER,
) -> str:
    """Return in words why none of the parties can hold a place there, or ask; empty where one of them can."""
    hvorfor = ""
    for part in parter:
        try:
            check_open(afdeling, part, dag, valg)
            if valg == Kapacitetsvalg.Valg.RESERVATIONER:
                check_offered(newest_reports([afdeling.pk], tid.now()).first())
        except ValidationError as fejl:
            hvorfor = fejl.messages[0]
        else:
            return ""
    return hvorfor or SLAAET_FRA


def check_offered(melding: Ledigmelding | None) -> Ledigmelding:
    """Return the report where it offers a place. Raises ValidationError where there is none, or none is offered."""
    if melding is None or not melding.tilbudt:
        raise ValidationError(IKKE_LEDIG)
    return melding

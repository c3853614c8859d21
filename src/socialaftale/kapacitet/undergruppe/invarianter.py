"""What must always be true of subgroups and of what is said of special needs. Told in docs/regler/ledighed.md."""

from collections.abc import Iterator

from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.regler.indsat import key_of
from socialaftale.regler.saerbehov import all_needs

from ..invarianter import invariant
from ..models import Kapacitetsvalg
from ..queries import er_slaaet_til
from .models import Pladsbehov, Undergruppefakta, Undergruppetal


@invariant("U1", "En undergruppe har højst alle pladserne i sin egen afdelings melding, og kun i et ja")
def _within_its_report() -> Iterator[str]:
    forkerte = Undergruppetal.objects.filter(
        ~Q(melding__svar="ledig")
        | ~Q(af=F("melding__tilbudt"))
        | Q(antal__gt=F("melding__tilbudt"))
        | ~Q(melding__afdeling=F("undergruppe__pladsgruppe__afdeling"))
    )
    yield from (f"meldingen {et.melding.klient_id}" for et in forkerte.select_related("melding").iterator())


@invariant("U2", "Uden tal er ingen plads til en undergruppe")
def _only_with_numbers() -> Iterator[str]:
    alle = Undergruppetal.objects.select_related("melding__afdeling__tilbud__omraade")
    for et in alle.iterator():
        dag = tid.day_of(et.melding.registreret_at)
        if not er_slaaet_til(et.melding.afdeling.tilbud.omraade, Kapacitetsvalg.Valg.TAL, dag):
            yield f"meldingen {et.melding.klient_id}"


@invariant("U3", "Ingen afdeling har to undergrupper med samme navn")
def _one_of_each_name() -> Iterator[str]:
    set_foer = set()
    for et in Undergruppefakta.objects.i_kraft(tid.today()).select_related("undergruppe__pladsgruppe").order_by("pk"):
        noegle = (et.undergruppe.pladsgruppe.afdeling_id, key_of(et.navn))
        if noegle in set_foer:
            yield f"undergruppen {et.undergruppe}"
        set_foer.add(noegle)


@invariant("U4", "Intet behov er både ja og nej, og alle står på listen")
def _said_once() -> Iterator[str]:
    for model in (Pladsbehov, Undergruppefakta):
        for raekke in model.objects.exclude(kan="", kan_ikke="").iterator():
            if set(raekke.kan) & set(raekke.kan_ikke) or not {*raekke.kan, *raekke.kan_ikke} <= set(all_needs()):
                yield f"{raekke._meta.verbose_name} {raekke.pk}"

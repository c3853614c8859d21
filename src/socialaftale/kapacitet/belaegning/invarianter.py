"""What must always be true of the months' figures. Each is told in docs/regler/belaegning.md."""

from collections.abc import Iterator
from functools import cache

from django.db.models import F, Q

from socialaftale.faelles import tid
from socialaftale.regler.belaegningsdage import next_month, what_is_wrong

from ..invarianter import invariant
from ..models import Kapacitetsvalg
from ..ophold.models import Ophold
from ..ophold.tal import read_stays, steps_of
from ..queries import er_slaaet_til
from .models import Maanedsbelaegning
from .sletning import erased_from


@invariant("B1", "Ingen måned er meldt, før den var slut")
def _after_the_month() -> Iterator[str]:
    for raekke in Maanedsbelaegning.objects.iterator():
        if tid.day_of(raekke.observeret_at) < next_month(raekke.maaned):
            yield f"meldingen {raekke.klient_id}"


@invariant("B2", "Uden for målgruppen er en del af det brugte, og ingen bruger plads uden at være borger")
def _figures_agree() -> Iterator[str]:
    uden_borgere = Q(borgere=0) & ~Q(dage=0) | ~Q(borgere=0) & Q(dage=0)
    forkerte = Maanedsbelaegning.objects.filter(Q(udenfor_dage__gt=F("dage")) | uden_borgere)
    yield from (f"meldingen {raekke.klient_id}" for raekke in forkerte.iterator())


@invariant("B3", "Belægning er kun meldt, hvor aftaleområdet har slået den til")
def _only_where_switched_on() -> Iterator[str]:
    er_til = cache(er_slaaet_til)
    meldte = Maanedsbelaegning.objects.filter(kilde="side").order_by("pk")
    for raekke in meldte.select_related("pladsgruppe__afdeling__tilbud__omraade").iterator():
        omraade, dag = raekke.pladsgruppe.afdeling.tilbud.omraade, tid.day_of(raekke.registreret_at)
        if not er_til(omraade, Kapacitetsvalg.Valg.BELAEGNING, dag):
            yield f"meldingen {raekke.klient_id}"


@invariant("B4", "Et ophold er slettet til tiden, og månedens tal blev")
def _erased_in_time() -> Iterator[str]:
    graense = erased_from()
    for egne in read_stays(Ophold.objects.order_by().values_list("pladsgruppe", flat=True)).values():
        yield from (f"opholdet {ophold.reference}" for ophold, tal in egne if tal.til and tal.til <= graense)


@invariant("B5", "Det, der tæller i et ophold, kan være sket")
def _can_be_one_stay() -> Iterator[str]:
    for ophold in Ophold.objects.prefetch_related("skridt").iterator(200):
        skridt = steps_of(ophold)
        if skridt and (galt := what_is_wrong(skridt)):
            yield f"opholdet {ophold.reference}: {galt}"

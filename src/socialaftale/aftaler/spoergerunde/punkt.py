"""The point that brings the answers back to the body that asked. Every figure is read from the answers."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.visning import kort_dato
from socialaftale.moeder.krog import Forslag, Henvisning, register_builder, register_links
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.moeder.status import Verbum
from socialaftale.parter.models import Bruger

from .models import Spoergerunde
from .queries import Rundevisning, whole_round

FOR = "spoergerunde-"


@register_builder
def answers_points(moede: Moede) -> list[Forslag]:
    """One point for each round that goes back to the body, whose deadline is past on the day of the meeting, and that
    no other of its meetings has taken up. Closed until the secretariat has published the answers."""
    moede = Moede.objects.in_order().get(pk=moede.pk)
    if moede.aflyst:
        return []
    runder = Spoergerunde.objects.opened().filter(tilbage_til=moede.udvalg, frist__lt=moede.dato)
    andre = Moede.objects.in_order().filter(udvalg=moede.udvalg, aflyst=False).exclude(pk=moede.pk)
    taget = Dagsordenspunkt.objects.filter(moede__in=andre.values("pk"), noegle__startswith=FOR)
    noegler = set(taget.values_list("noegle", flat=True))
    nye = [runde for runde in runder.select_related("omraade").order_by("frist", "pk") if _key(runde) not in noegler]
    return [draft(whole_round(runde)) for runde in nye]


def draft(vist: Rundevisning) -> Forslag:
    """The point in words."""
    runde = vist.runde
    fristen = f"Fristen {'var' if runde.frist < tid.today() else 'er'} {kort_dato(runde.frist)}."
    return Forslag(
        noegle=_key(runde),
        titel=f"Svar i spørgerunden: {runde.titel}",
        aaben=runde.offentliggjort_at is not None,
        resume=f"{vist.antal_svar} af {vist.antal_spurgte} har svaret. {fristen} {runde.ejer} har opgaven.",
        sagsfremstilling="\n\n".join(filter(None, [runde.baggrund, *_questions(vist), *_silent(vist)])),
        indstillinger=((Verbum.DROEFTER.value, "svarene, og hvad der nu skal ske"),),
    )


def _questions(vist: Rundevisning) -> list[str]:
    return ["\n".join([f"{et.nr}. {et.tekst}", *vist.summary(et)]) for et in vist.spoergsmaal]


def _silent(vist: Rundevisning) -> list[str]:
    return [f"Ikke svaret: {', '.join(part.navn for part in vist.mangler)}"] if vist.mangler else []


def point_links(punkt: Dagsordenspunkt, bruger: Bruger | AnonymousUser) -> list[Henvisning]:
    """The round behind a point that was built from it."""
    if not punkt.noegle.startswith(FOR):
        return []
    pk = punkt.noegle.removeprefix(FOR)
    synlig = Spoergerunde.objects.visible_to(bruger).filter(pk=pk).exists()
    return [Henvisning("Svarene i spørgerunden", reverse("spoergerunde", args=[pk]))] if synlig else []


register_links("", point_links)


def _key(runde: Spoergerunde) -> str:
    return f"{FOR}{runde.pk}"

"""The point for an agenda about a joint answer: to DAS, which recommends it, and to KKR, which approves it."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from socialaftale.faelles import tid
from socialaftale.faelles.visning import dato
from socialaftale.moeder.krog import Forslag, Henvisning, register_builder, register_links
from socialaftale.moeder.models import Dagsordenspunkt, Moede
from socialaftale.moeder.status import Verbum
from socialaftale.parter.models import Bruger

from .models import Udmelding
from .queries import EMNE, Udmeldingsvisning, shown_announcements

BEDES = {
    "das": (Verbum.INDSTILLER.value, "KKR at godkende det fælles svar"),
    "kkr": (Verbum.GODKENDER.value, "det fælles svar"),
}


@register_builder
def announcement_points(moede: Moede) -> list[Forslag]:
    """One point for each joint answer that is written, not sent, and not yet through the body."""
    udvalg = moede.udvalg
    if udvalg.kort not in BEDES:
        return []
    alle = Udmelding.objects.filter(omraade=udvalg.omraade).select_related("omraade").order_by("aar", "pk")
    return [_point(vist, udvalg.kort) for vist in shown_announcements(alle, None) if _waits(vist, udvalg.kort)]


def _waits(vist: Udmeldingsvisning, kort: str) -> bool:
    return vist.svar is not None and not vist.kendt.sendt and not getattr(vist.kendt, kort)


def _point(vist: Udmeldingsvisning, kort: str) -> Forslag:
    kendt, udmelding = vist.kendt, vist.udmelding
    mangler = f" Der mangler svar fra {', '.join(map(str, vist.mangler))}." if vist.mangler else ""
    frist = f" Styrelsens frist er {dato(vist.frist)}." if vist.frist else ""
    skrevet = f"Version {vist.svar.nr} er skrevet {dato(tid.day_of(vist.svar.registreret_at))}."
    return Forslag(
        noegle=f"udmelding-{udmelding.kode}",
        titel=f"Svar på central udmelding: {udmelding.maalgruppe}",
        emne=EMNE,
        emne_id=udmelding.kode,
        resume=f"{kendt.bidrag} af {kendt.parter} parter har svaret på deres del.{mangler} {skrevet}{frist}",
        sagsfremstilling=vist.svar.tekst,
        indstillinger=(BEDES[kort],),
    )


def point_links(punkt: Dagsordenspunkt, bruger: Bruger | AnonymousUser) -> list[Henvisning]:
    """The page of the udmelding that a point is about."""
    omraade = punkt.moede.udvalg.omraade
    fundet = Udmelding.objects.filter(omraade=omraade, kode=punkt.emne_id).first()
    return [Henvisning("Se udmeldingen", reverse("udmelding", args=[omraade.kode, fundet.kode]))] if fundet else []


register_links(EMNE, point_links)

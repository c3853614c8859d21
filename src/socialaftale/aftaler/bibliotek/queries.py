"""Reads of the library: each product with the version in force, the earlier ones, and what approved them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import GODKENDELSER, Resultat
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.regler import bibliotek as regel

from ..indsats.models import Initiativ, Leverance, Leveranceafgoerelse, Produkt
from .models import Biblioteksprodukt, Produktversion

JA = (*GODKENDELSER, Resultat.INDSTILLET, Resultat.EFTERRETNING)


@dataclass(frozen=True)
class Versionsvisning:
    """A version, and the decision on it that the person may see; `afvist` where there is one and it is no yes."""

    version: Produktversion
    beslutning: Beslutning | None
    afvist: bool
    gaelder: bool = False

    @property
    def ord(self) -> tuple[str, str]:
        if self.gaelder:
            return "Gælder nu", "success"
        if self.afvist:
            return "Ikke godkendt", "error"
        return ("Kommer", "info") if self.version.gaelder_fra > tid.today() else ("Tidligere", "")


@dataclass(frozen=True)
class Produktvisning:
    """A product and its versions, the newest first."""

    produkt: Biblioteksprodukt
    versioner: list[Versionsvisning]

    @property
    def nu(self) -> Versionsvisning | None:
        return next((en for en in self.versioner if en.gaelder), None)

    @property
    def er_udgaaet(self) -> bool:
        return self.produkt.udgaar is not None and self.produkt.udgaar <= tid.today()


def products(bruger: Bruger | AnonymousUser, art: str = "") -> list[Produktvisning]:
    """Return the products that the person may see, of one kind or of all, in as many queries however many they are."""
    synlige = Biblioteksprodukt.objects.visible_to(bruger)
    return _shown(synlige.filter(art=art) if art else synlige, bruger)


def shown_product(produkt: Biblioteksprodukt, bruger: Bruger | AnonymousUser) -> Produktvisning:
    return _shown(Biblioteksprodukt.objects.filter(pk=produkt.pk), bruger)[0]


def _shown(produkter: QuerySet[Biblioteksprodukt], bruger: Bruger | AnonymousUser) -> list[Produktvisning]:
    """What is in force is told of all versions: a closed one that is newer leaves none in force for the public."""
    fundne = list(produkter.select_related("omraade").order_by("art", "titel", "pk"))
    alle = Produktversion.objects.filter(produkt__in=fundne).select_related("fil", "registreret_by").order_by("-nr")
    versioner = list(alle)
    punkter = _points(versioner)
    gaelder = Beslutning.objects.newest().filter(punkt__in=set(punkter.values()))
    nyeste = {en.punkt_id: en for en in gaelder.select_related("punkt__moede__udvalg")}
    synlige = set(gaelder.visible_to(bruger).values_list("pk", flat=True))
    ja = set(gaelder.saying(JA).values_list("pk", flat=True))
    maa_se = set(alle.visible_to(bruger).values_list("pk", flat=True))
    viste: dict[int, list[Versionsvisning]] = {en.pk: [] for en in fundne}
    for en in versioner:
        besluttet = nyeste.get(punkter.get(en.pk, 0))
        afvist = besluttet is not None and besluttet.pk not in ja
        viste[en.produkt_id].append(Versionsvisning(en, besluttet, afvist))
    return [_product(en, viste[en.pk], maa_se, synlige) for en in fundne]


def _points(versioner: Iterable[Produktversion]) -> dict[int, int]:
    """Return the point whose decision approved each version: the one that was named, else the deliverable's own."""
    versioner = list(versioner)
    afgjort = Leveranceafgoerelse.objects.filter(produkt__in=[en.afleveret_id for en in versioner if en.afleveret_id])
    efter_udgave = dict(afgjort.order_by("pk").values_list("produkt", "beslutning__punkt"))
    navngivne = [en.beslutning_id for en in versioner if en.beslutning_id]
    efter_beslutning = dict(Beslutning.objects.filter(pk__in=navngivne).values_list("pk", "punkt"))
    fundne = {en.pk: efter_beslutning.get(en.beslutning_id) or efter_udgave.get(en.afleveret_id) for en in versioner}
    return {pk: punkt for pk, punkt in fundne.items() if punkt}


def _product(
    produkt: Biblioteksprodukt, versioner: list[Versionsvisning], maa_se: set[int], beslutninger: set[int]
) -> Produktvisning:
    som_regel = [regel.Version(en.version.nr, en.version.gaelder_fra, en.afvist) for en in versioner]
    nu = regel.version_in_force(som_regel, produkt.udgaar, tid.today())
    vist = [
        Versionsvisning(
            en.version,
            en.beslutning if en.beslutning and en.beslutning.pk in beslutninger else None,
            en.afvist,
            en.version.nr == nu,
        )
        for en in versioner
        if en.version.pk in maa_se
    ]
    return Produktvisning(produkt, vist)


def deliverables(omraade: Aftaleomraade) -> QuerySet[Leverance]:
    """Return the deliverables that a product can come from."""
    alle = Leverance.objects.filter(initiativ__fokusomraade__aftale__omraade=omraade)
    return alle.select_related("initiativ__fokusomraade__aftale").order_by("-initiativ__fokusomraade__aftale", "titel")


def visible_deliverable(produkt: Biblioteksprodukt, bruger: Bruger | AnonymousUser) -> Leverance | None:
    """Return the deliverable that the product came from, None where there is none or the person may not see it."""
    synlige = Initiativ.objects.visible_to(bruger)
    return Leverance.objects.filter(pk=produkt.leverance_id, initiativ__in=synlige).select_related("initiativ").first()


def handed_in(produkt: Biblioteksprodukt) -> QuerySet[Produkt]:
    """Return the issues with a file that were handed in as the product's deliverable, the newest first."""
    return Produkt.objects.filter(leverance=produkt.leverance, fil__isnull=False).order_by("-udgave")

"""Reads of the initiatives: what happened, where each stands, and the whole of an agreement's progress."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning, Moede
from socialaftale.moeder.status import Resultat
from socialaftale.parter.models import Aftaleomraade, Bruger
from socialaftale.parter.permissions import access
from socialaftale.regler.indsatsstatus import Haendelse, Indsatsstand, Leverance, Skrevet, Slags, Status, standing

from ..aftale.models import Aftale
from . import models as m

EMNE, EMNE_LEVERANCE = "initiativ", "leverance"
STATUSORD = {
    Status.IKKE_BEGYNDT: ("Ikke begyndt", ""),
    Status.I_GANG: ("I gang", "info"),
    Status.AFVENTER: ("Venter på beslutning", "warning"),
    Status.STANDSET: ("Standset", "error"),
    Status.AFSLUTTET: ("Afsluttet", "success"),
}


@dataclass(frozen=True)
class Leverancevisning:
    """A deliverable with its deadline, the issue last handed in and the decision that approved it."""

    leverance: m.Leverance
    frist: dt.date | None
    produkt: m.Produkt | None
    godkendt: Beslutning | None
    godkendt_den: dt.date | None
    andre: tuple[Beslutning, ...] = ()

    @property
    def venter(self) -> bool:
        """A product lies there that no decision has approved, or turned down since it was handed in."""
        sidste = self.andre[-1] if self.andre else None
        afvist = sidste and sidste.resultat == Resultat.AFVIST and sidste.registreret_at > self.produkt.afleveret_at
        return bool(self.produkt and not self.godkendt and not afvist)

    def as_rule(self) -> Leverance:
        afleveret = tid.day_of(self.produkt.afleveret_at) if self.venter else None
        return Leverance(self.leverance.titel, self.frist, afleveret, self.godkendt_den)


@dataclass(frozen=True)
class Initiativvisning:
    """An initiative with its status, and everything that the status stands on."""

    initiativ: m.Initiativ
    stand: Indsatsstand
    leverancer: list[Leverancevisning]
    haendelser: list[Haendelse]
    moeder: list[m.Gruppemoede]
    beslutninger: list[Beslutning]

    @property
    def ord(self) -> tuple[str, str]:
        """The status in words, and the colour of its badge."""
        return STATUSORD[self.stand.status]

    @property
    def naeste(self) -> m.Gruppemoede | None:
        """The next meeting of the group that is planned."""
        return next((moede for moede in self.moeder if not moede.holdt_at and moede.dato >= tid.today()), None)

    @property
    def ubekraeftede(self) -> list[m.Gruppemoede]:
        """Planned meetings whose day is past, of which nobody has said that they were held."""
        return [moede for moede in self.moeder if not moede.holdt_at and moede.dato < tid.today()]


@dataclass(frozen=True)
class Fremdrift:
    """An agreement from its vision to its deliverables."""

    aftale: Aftale
    vision: str
    omraader: list[tuple[m.Fokusomraade, list[Initiativvisning]]] = field(default_factory=list)

    @property
    def alle(self) -> list[Initiativvisning]:
        return [vist for _, viste in self.omraader for vist in viste]

    def counts(self) -> list[tuple[str, int]]:
        """Return how many stand where, in the order of the work."""
        antal = Counter(vist.stand.status for vist in self.alle)
        return [(ord_, antal[status]) for status, (ord_, _) in STATUSORD.items() if antal[status]]


def progress(aftale: Aftale, bruger: Bruger | AnonymousUser | None) -> Fremdrift:
    """Return the agreement's progress as the person may see it: by decisions that are public, or of own bodies."""
    initiativer = m.Initiativ.objects.filter(fokusomraade__aftale=aftale).order_by("fokusomraade__nr", "bogstav")
    viste = shown_initiatives(initiativer, bruger)
    vision = m.Vision.objects.gaeldende(tid.today()).filter(aftale=aftale).first()
    omraader = [
        (omraade, [vist for vist in viste if vist.initiativ.fokusomraade_id == omraade.pk])
        for omraade in aftale.fokusomraader.order_by("nr")
    ]
    return Fremdrift(aftale, vision.tekst if vision else "", omraader)


def shown_initiatives(
    initiativer: QuerySet[m.Initiativ], bruger: Bruger | AnonymousUser | None
) -> list[Initiativvisning]:
    """Return initiatives with what happened in them, in a fixed number of questions to the database."""
    leverancer = m.Leverance.objects.order_by("nr").prefetch_related(
        Prefetch("frister", m.Leverancefrist.objects.gaeldende(tid.today())),
        Prefetch("produkter", m.Produkt.objects.order_by("-udgave")),
    )
    laest = list(
        initiativer.select_related("fokusomraade__aftale__omraade").prefetch_related(
            Prefetch("leverancer", leverancer),
            Prefetch("gruppemoeder", m.Gruppemoede.objects.order_by("dato", "pk")),
            Prefetch("meldinger", m.Statusmelding.objects.select_related("registreret_by").order_by("registreret_at")),
        )
    )
    besluttet = _decisions(laest, bruger)
    return [_shown(initiativ, besluttet) for initiativ in laest]


def _decisions(
    initiativer: Iterable[m.Initiativ], bruger: Bruger | AnonymousUser | None
) -> Mapping[str, list[Beslutning]]:
    """Return the decisions in force that the person may see, by the code that the point says it is about."""
    koder = {en.kode: en.fokusomraade.aftale.omraade_id for en in initiativer}
    koder |= {lev.kode: koder[en.kode] for en in initiativer for lev in en.leverancer.all()}
    moededag = Moede.objects.with_time().filter(pk=OuterRef("punkt__moede")).values("dato")[:1]
    fundne = (
        Beslutning.objects.newest()
        .visible_to(bruger)
        .filter(punkt__emne__in=(EMNE, EMNE_LEVERANCE), punkt__emne_id__in=list(koder))
    )
    fundne = fundne.annotate(dato=Subquery(moededag)).select_related("punkt__moede__udvalg", "leveranceafgoerelse")
    efter_kode: dict[str, list[Beslutning]] = {}
    for en in fundne.order_by("dato", "pk"):
        if koder[en.punkt.emne_id] == en.punkt.moede.udvalg.omraade_id:
            efter_kode.setdefault(en.punkt.emne_id, []).append(en)
    return efter_kode


def _shown(initiativ: m.Initiativ, besluttet: Mapping[str, list[Beslutning]]) -> Initiativvisning:
    leverancer = [_deliverable(en, besluttet.get(en.kode, [])) for en in initiativ.leverancer.all()]
    moeder = list(initiativ.gruppemoeder.all())
    egne = besluttet.get(initiativ.kode, [])
    haendelser = sorted(_events(leverancer, moeder, egne), key=lambda en: en.dato)
    skrevet = [Skrevet(tid.day_of(en.registreret_at), Status(en.status), en.grund) for en in initiativ.meldinger.all()]
    begyndt = dt.date(initiativ.fokusomraade.aftale.fra_aar, 1, 1)
    stand = standing(haendelser, skrevet, [en.as_rule() for en in leverancer], begyndt, tid.today())
    beslutninger = [*egne, *(en for lev in leverancer for en in besluttet.get(lev.leverance.kode, []))]
    return Initiativvisning(initiativ, stand, leverancer, haendelser[::-1], moeder, beslutninger)


def _deliverable(leverance: m.Leverance, beslutninger: list[Beslutning]) -> Leverancevisning:
    """The last decision on it holds: what a later one takes back is not approved any more."""
    frist = next((en.frist for en in leverance.frister.all()), None)
    produkt = next(iter(leverance.produkter.all()), None)
    sidste = next((en for en in reversed(beslutninger) if hasattr(en, "leveranceafgoerelse")), None)
    godkendt = sidste if sidste and sidste.leveranceafgoerelse.godkendt else None
    andre = tuple(en for en in beslutninger if en != godkendt)
    return Leverancevisning(leverance, frist, produkt, godkendt, godkendt.dato if godkendt else None, andre)


def _events(
    leverancer: list[Leverancevisning], moeder: list[m.Gruppemoede], beslutninger: list[Beslutning]
) -> Iterable[Haendelse]:
    for moede in moeder:
        if moede.holdt_at:
            yield Haendelse(moede.dato, Slags.MOEDE, f"Arbejdsgruppen mødtes: {moede.om}")
    for vist in leverancer:
        for produkt in vist.leverance.produkter.all():
            afleveret = tid.day_of(produkt.afleveret_at)
            yield Haendelse(
                afleveret, Slags.PRODUKT, f"»{vist.leverance.titel}« blev afleveret, udgave {produkt.udgave}"
            )
        if vist.godkendt:
            hvem = vist.godkendt.punkt.moede.udvalg
            yield Haendelse(vist.godkendt.dato, Slags.GODKENDT, f"{hvem} godkendte »{vist.leverance.titel}«")
    for en in [*beslutninger, *(andet for vist in leverancer for andet in vist.andre)]:
        hvad = f"{en.punkt.moede.udvalg}: {en.punkt.titel}, {en.get_resultat_display()}"
        yield Haendelse(en.dato, Slags.BESLUTNING, hvad)


def current_agreement(omraade: Aftaleomraade, den: dt.date) -> Aftale | None:
    """Return the agreement whose years the day lies in."""
    return Aftale.objects.filter(omraade=omraade, fra_aar__lte=den.year, til_aar__gte=den.year).first()


def members(initiativ: m.Initiativ) -> list[m.Gruppemedlem]:
    """Return the seats of the working group today, the tovholder first."""
    poster = m.Gruppemedlem.objects.i_kraft(tid.today()).filter(initiativ=initiativ).select_related("organisation")
    return sorted(poster, key=lambda en: (not en.tovholder, en.organisation.sortering, en.funktion))


def mandate_of(initiativ: m.Initiativ) -> m.Kommissorium | None:
    return m.Kommissorium.objects.gaeldende(tid.today()).filter(initiativ=initiativ).first()


def own_initiatives(bruger: Bruger) -> list[Initiativvisning]:
    """Return the initiatives in which the person is tovholder today."""
    egne = m.Initiativ.objects.stewarded_by(bruger, tid.today())
    return shown_initiatives(egne.order_by("fokusomraade__aftale", "fokusomraade__nr", "bogstav"), bruger)


def may_read_product(produkt: m.Produkt, bruger: Bruger | AnonymousUser) -> bool:
    """Tell whether the person is of the area, or a decision that the person may see approved the issue."""
    omraade = produkt.leverance.initiativ.fokusomraade.aftale.omraade_id
    if omraade in access(bruger).omraader:
        return True
    synlige = Beslutning.objects.newest().visible_to(bruger)
    return produkt.afgoerelser.filter(godkendt=True, beslutning__in=synlige).exists()


def readable_files(vist: Initiativvisning, bruger: Bruger | AnonymousUser) -> set[int]:
    """Return the newest products whose file the person may fetch."""
    produkter = [lev.produkt for lev in vist.leverancer if lev.produkt and lev.produkt.fil_id]
    return {produkt.pk for produkt in produkter if may_read_product(produkt, bruger)}

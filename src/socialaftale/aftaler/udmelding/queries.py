"""Reads of the central udmeldinger: how far each answer is, what is missing, and the colours over time."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import GODKENDELSER, Resultat
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
from socialaftale.parter.queries import parties_on
from socialaftale.regler import udmelding as regel
from socialaftale.regler.udmelding import Kendt, Stade, Trin

from .models import Risikofarve, Udmelding, Udmeldingsbidrag, Udmeldingsfrist, Udmeldingshaendelse, Udmeldingssvar

EMNE = "udmelding"
STADER = {
    Stade.INDSAMLES: ("Parterne svarer", "info"),
    Stade.SKRIVES: ("Alle parter har svaret", "info"),
    Stade.BEHANDLES: ("Til godkendelse", "warning"),
    Stade.GODKENDT: ("Godkendt", "success"),
    Stade.SENDT: ("Sendt", "success"),
    Stade.BESVARET: ("Styrelsen har svaret", "success"),
    Stade.UOPLYST: ("Svaret er ikke ført ind her", ""),
}


@dataclass(frozen=True)
class Partsbidrag:
    """A party and its part as it stands, None where it has given none."""

    part: Organisation
    bidrag: Udmeldingsbidrag | None


@dataclass(frozen=True)
class Udmeldingsvisning:
    """An udmelding with how far its answer is."""

    udmelding: Udmelding
    frist: dt.date | None
    parter: list[Partsbidrag]
    svar: Udmeldingssvar | None
    haendelser: list[Udmeldingshaendelse]
    beslutninger: list[Beslutning]
    kendt: Kendt
    trin: list[Trin]

    @property
    def stade(self) -> Stade:
        return regel.stage(self.kendt, self.frist, tid.today())

    @property
    def ord(self) -> tuple[str, str]:
        """How far it is in words, and the colour of its badge."""
        return STADER[self.stade]

    @property
    def forsinkede(self) -> list[Trin]:
        return [trin for trin in self.trin if trin.forsinket and self.stade is not Stade.UOPLYST]

    @property
    def advarsler(self) -> list[str]:
        return regel.warnings(self.frist) if self.frist else []

    @property
    def mangler(self) -> list[Organisation]:
        """The parties that have not given their part."""
        return [vist.part for vist in self.parter if not vist.bidrag]

    def gathered(self) -> str:
        """The parts put together: what the joint answer begins from."""
        givne = [(str(vist.part), vist.bidrag.tekst) for vist in self.parter if vist.bidrag]
        return regel.gather(givne, [str(part) for part in self.mangler])


def shown_announcement(udmelding: Udmelding, bruger: Bruger | AnonymousUser | None) -> Udmeldingsvisning:
    """Return an udmelding as the person may see it: by decisions that are public, or of own bodies."""
    return shown_announcements([udmelding], bruger)[0]


def shown_announcements(alle: Iterable[Udmelding], bruger: Bruger | AnonymousUser | None) -> list[Udmeldingsvisning]:
    """Return `shown_announcement` of each, in a constant number of reads."""
    den, udmeldinger = tid.today(), list(alle)
    deres = {"udmelding__in": udmeldinger}
    bidrag = _by_announcement(Udmeldingsbidrag.objects.filter(**deres).select_related("registreret_by").order_by("nr"))
    svar = _by_announcement(Udmeldingssvar.objects.filter(**deres).order_by("nr"))
    haendelser = _by_announcement(Udmeldingshaendelse.objects.filter(**deres).order_by("dato", "pk"))
    frister = _by_announcement(Udmeldingsfrist.objects.gaeldende(den).filter(**deres))
    i_omraadet = parties_on((udmelding.omraade_id, den) for udmelding in udmeldinger)
    beslutninger = _decisions(udmeldinger, bruger)
    viste = []
    for udmelding in udmeldinger:
        sidste = {en.part_id: en for en in bidrag[udmelding.pk]}
        parter = [Partsbidrag(part, sidste.get(part.pk)) for part in i_omraadet[udmelding.omraade_id, den]]
        fundet = (svar[udmelding.pk] or [None])[-1], haendelser[udmelding.pk], beslutninger[_subject(udmelding)]
        kendt = _known(parter, *fundet)
        frist = next((en.frist for en in frister[udmelding.pk]), None)
        trin = regel.deadlines(frist, kendt, den) if frist else []
        viste.append(Udmeldingsvisning(udmelding, frist, parter, *fundet, kendt, trin))
    return viste


def _by_announcement(raekker: Iterable[Any]) -> defaultdict[int, list[Any]]:
    fundne = defaultdict(list)
    for en in raekker:
        fundne[en.udmelding_id].append(en)
    return fundne


def _subject(udmelding: Udmelding) -> tuple[int, str]:
    """What a point of the area's bodies says it is about: codes are unique within an area."""
    return udmelding.omraade_id, udmelding.kode


def _known(
    parter: list[Partsbidrag],
    svar: Udmeldingssvar | None,
    haendelser: list[Udmeldingshaendelse],
    beslutninger: list[Beslutning],
) -> Kendt:
    ja = {en.punkt.moede.udvalg.kort for en in beslutninger if en.says((*GODKENDELSER, Resultat.INDSTILLET))}
    dage = {en.slags: en.dato for en in haendelser}
    slags = Udmeldingshaendelse.Slags
    givne = sum(1 for vist in parter if vist.bidrag)
    hos = {"das": "das" in ja, "kkr": "kkr" in ja}
    sendt, styrelsen = dage.get(slags.SENDT), dage.get(slags.STYRELSEN)
    return Kendt(givne, len(parter), svar is not None, **hos, sendt=sendt, styrelsens_svar=styrelsen)


def _decisions(
    udmeldinger: Sequence[Udmelding], bruger: Bruger | AnonymousUser | None
) -> defaultdict[tuple[int, str], list[Beslutning]]:
    """Return the decisions in force on each answer that the person may see, by its subject."""
    koder = {udmelding.kode for udmelding in udmeldinger}
    synlige = Beslutning.objects.newest().visible_to(bruger).filter(punkt__emne=EMNE, punkt__emne_id__in=koder)
    fundne = defaultdict(list)
    synlige = synlige.select_related("punkt__moede__udvalg").prefetch_related("indstillingssvar")
    for en in synlige.order_by("pk"):
        fundne[en.punkt.moede.udvalg.omraade_id, en.punkt.emne_id].append(en)
    return fundne


def announcements(bruger: Bruger | AnonymousUser) -> list[Udmeldingsvisning]:
    """Return every udmelding, the newest year first."""
    alle = Udmelding.objects.select_related("omraade").order_by("-aar", "maalgruppe", "pk")
    return shown_announcements(alle, bruger)


def earlier_of(udmelding: Udmelding) -> list[Udmelding]:
    """Return the others about the same target group, the newest first."""
    samme = Udmelding.objects.filter(omraade=udmelding.omraade, maalgruppe=udmelding.maalgruppe)
    return list(samme.exclude(pk=udmelding.pk).order_by("-aar"))


def colours() -> list[tuple[Aftaleomraade, str, list[Risikofarve]]]:
    """Return each target group with its colours, the newest first; of two rows from one day the later holds."""
    grupper: dict[tuple[int, str], dict[dt.date, Risikofarve]] = {}
    for en in Risikofarve.objects.select_related("omraade").order_by("maalgruppe", "gaelder_fra", "registreret_at"):
        grupper.setdefault((en.omraade_id, en.maalgruppe), {})[en.gaelder_fra] = en
    return [
        (next(iter(dage.values())).omraade, maalgruppe, [dage[dag] for dag in sorted(dage, reverse=True)])
        for (_, maalgruppe), dage in grupper.items()
    ]

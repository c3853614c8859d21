"""Reads of the central udmeldinger: how far each answer is, what is missing, and the colours over time."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.status import AFGOERENDE, Resultat
from socialaftale.parter.models import Aftaleomraade, Bruger, Organisation
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
    den = tid.today()
    sidste: dict[int, Udmeldingsbidrag] = {}
    for bidrag in udmelding.bidrag.select_related("registreret_by").order_by("nr"):
        sidste[bidrag.part_id] = bidrag
    alle = Organisation.objects.i_omraade(udmelding.omraade).parter()
    parter = [Partsbidrag(part, sidste.get(part.pk)) for part in alle]
    svar = udmelding.svar.order_by("-nr").first()
    haendelser = list(udmelding.haendelser.order_by("dato", "pk"))
    beslutninger = list(decisions_on(udmelding, bruger))
    kendt = _known(parter, svar, haendelser, beslutninger)
    raekke = Udmeldingsfrist.objects.gaeldende(den).filter(udmelding=udmelding).first()
    frist = raekke.frist if raekke else None
    trin = regel.deadlines(frist, kendt, den) if frist else []
    return Udmeldingsvisning(udmelding, frist, parter, svar, haendelser, beslutninger, kendt, trin)


def _known(
    parter: list[Partsbidrag],
    svar: Udmeldingssvar | None,
    haendelser: list[Udmeldingshaendelse],
    beslutninger: list[Beslutning],
) -> Kendt:
    ja = {en.punkt.moede.udvalg.kort for en in beslutninger if en.resultat in (*AFGOERENDE[:2], Resultat.INDSTILLET)}
    dage = {en.slags: en.dato for en in haendelser}
    slags = Udmeldingshaendelse.Slags
    givne = sum(1 for vist in parter if vist.bidrag)
    hos = {"das": "das" in ja, "kkr": "kkr" in ja}
    sendt, styrelsen = dage.get(slags.SENDT), dage.get(slags.STYRELSEN)
    return Kendt(givne, len(parter), svar is not None, **hos, sendt=sendt, styrelsens_svar=styrelsen)


def decisions_on(udmelding: Udmelding, bruger: Bruger | AnonymousUser | None) -> list[Beslutning]:
    """Return the decisions in force on its answer that the person may see."""
    fundne = (
        Beslutning.objects.newest()
        .visible_to(bruger)
        .filter(punkt__emne=EMNE, punkt__emne_id=udmelding.kode, punkt__moede__udvalg__omraade=udmelding.omraade)
    )
    return list(fundne.select_related("punkt__moede__udvalg").order_by("pk"))


def announcements(bruger: Bruger | AnonymousUser) -> list[Udmeldingsvisning]:
    """Return every udmelding, the newest year first."""
    alle = Udmelding.objects.select_related("omraade").order_by("-aar", "maalgruppe", "pk")
    return [shown_announcement(udmelding, bruger) for udmelding in alle]


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

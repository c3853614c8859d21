"""Reads of the agreements: the list, one agreement as a page shows it, and what differs between two versions."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from socialaftale.faelles import tid
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.queries import parties_on
from socialaftale.regler import vedtagelse as regel
from socialaftale.regler.tekstforskel import Delforskel, compare
from socialaftale.regler.vedtagelse import Stand, Vedtagelse

from ..indsats.models import Fokusomraade
from .actions import first_day, parts_of
from .models import Aftale, Aftalebilag, Aftaledel, Aftalegodkendelse, Aftaletekst

STANDE = {
    Stand.UDKAST: ("Udkast", "info", "Ingen kommunalbestyrelse har svaret endnu."),
    Stand.BEHANDLES: ("Til godkendelse", "info", "Aftalen er først vedtaget, når alle parter har godkendt den."),
    Stand.FORKASTET: ("Ikke vedtaget", "error", "En part har sagt nej, og aftalen kræver enighed."),
    Stand.VEDTAGET: ("Vedtaget", "success", "Alle parter har godkendt aftalen. Den gælder fra 1. januar."),
    Stand.GAELDENDE: ("Gælder", "success", "Alle parter har godkendt aftalen."),
    Stand.UDLOEBET: ("Udløbet", "", "Aftalen var vedtaget, og dens periode er forbi."),
    Stand.UVIS: (
        "Ikke alle godkendelser er ført ind",
        "warning",
        "Perioden er begyndt, men her står ikke ja fra alle parter. Vedtaget kalder vi den først, når de er her.",
    ),
}


@dataclass(frozen=True)
class Partsvisning:
    """A party and what it answered last: `taeller` where that is about the text that stands."""

    part: Organisation
    svar: Aftalegodkendelse | None
    taeller: bool


@dataclass(frozen=True)
class Aftalevisning:
    """An agreement with its state today."""

    aftale: Aftale
    vedtagelse: Vedtagelse
    stand: Stand
    parter: list[Partsvisning]

    @property
    def ord(self) -> tuple[str, str, str]:
        """The state in words: its name, the colour of its badge, and why."""
        return STANDE[self.stand]


def shown_agreement(aftale: Aftale, den: dt.date | None = None) -> Aftalevisning:
    """Return the agreement with what its parties answered, see `regler.vedtagelse`."""
    return shown_agreements([aftale], den)[0]


def shown_agreements(aftaler: Sequence[Aftale], den: dt.date | None = None) -> list[Aftalevisning]:
    """Return `shown_agreement` of each, in a constant number of reads."""
    svar: dict[int, list[Aftalegodkendelse]] = defaultdict(list)
    givne = Aftalegodkendelse.objects.filter(aftale__in=aftaler).select_related("part", "aftaletekst")
    for en in givne.order_by("nr"):
        svar[en.aftale_id].append(en)
    versioner: dict[int, list[regel.Version]] = defaultdict(list)
    tekster = Aftaletekst.objects.filter(aftale__in=aftaler).order_by("nr")
    for aftale_id, *version in tekster.values_list("aftale", "nr", "redaktionel"):
        versioner[aftale_id].append(regel.Version(*version))
    parter = parties_on((aftale.omraade_id, first_day(aftale)) for aftale in aftaler)
    return [
        _shown(aftale, versioner[aftale.pk], svar[aftale.pk], parter[aftale.omraade_id, first_day(aftale)], den)
        for aftale in aftaler
    ]


def _shown(
    aftale: Aftale,
    versioner: list[regel.Version],
    raekker: list[Aftalegodkendelse],
    alle: list[Organisation],
    den: dt.date | None,
) -> Aftalevisning:
    svar = [
        regel.Svar(en.part.kode, en.aftaletekst.nr, en.svar == Aftalegodkendelse.Svar.GODKENDT, en.dato)
        for en in raekker
    ]
    vedtagelse = regel.adoption([part.kode for part in alle], versioner, svar)
    stand = regel.state(vedtagelse, (aftale.fra_aar, aftale.til_aar), den or tid.today())
    sidste = {en.part_id: en for en in raekker}
    talte = {*vedtagelse.ja, *vedtagelse.nej}
    parter = [Partsvisning(part, sidste.get(part.pk), part.kode in talte) for part in alle]
    return Aftalevisning(aftale, vedtagelse, stand, parter)


def agreements(bruger: Bruger | AnonymousUser) -> list[Aftalevisning]:
    """Return the agreements that the person may see, by area, the latest first, each with `har_initiativer`."""
    fokus = Exists(Fokusomraade.objects.filter(aftale=OuterRef("pk")))
    synlige = Aftale.objects.visible_to(bruger).select_related("omraade").annotate(har_initiativer=fokus)
    return shown_agreements(list(synlige.order_by("omraade__navn", "-fra_aar")))


def texts(aftale: Aftale, bruger: Bruger | AnonymousUser) -> list[Aftaletekst]:
    """Return the versions that the person may read, the newest first."""
    synlige = Aftaletekst.objects.visible_to(bruger).filter(aftale=aftale)
    return list(synlige.select_related("registreret_by").order_by("-nr"))


def text_parts(tekst: Aftaletekst) -> list[Aftaledel]:
    return list(tekst.dele.order_by("nr"))


def annexes(aftale: Aftale, bruger: Bruger | AnonymousUser) -> list[Aftalebilag]:
    """Return the newest issue of each annex that the person may see."""
    synlige = Aftalebilag.objects.visible_to(bruger).filter(aftale=aftale).newest()
    return list(synlige.select_related("fil").order_by("nummer"))


def differences(foer: Aftaletekst | None, nu: Aftaletekst) -> list[Delforskel]:
    return compare(parts_of(foer) if foer else [], parts_of(nu))

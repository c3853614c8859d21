"""Reads of the rounds: the list, one round with who has answered what, and the same as rows of a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import AnonymousUser

from socialaftale.faelles import tid
from socialaftale.faelles.tabelfiler import Celle, Kolonne, Slags
from socialaftale.parter.models import Bruger, Organisation
from socialaftale.parter.permissions import access
from socialaftale.regler import spoergerunde as regel

from .models import Spoergerunde, Spoergerundesvar, Spoergsmaal
from .parter import addresses, asked, asked_in
from .permissions import SPOERG, SVAR


@dataclass(frozen=True)
class Partsvisning:
    """A party with its answer, where the person may see it; `adresser` is where mail to it goes."""

    part: Organisation
    svar: Spoergerundesvar | None
    vaerdier: Mapping[int, str]
    adresser: list[str]
    maa_svare: bool


@dataclass(frozen=True)
class Rundevisning:
    """A round as one person sees it: `alle` tells whether she sees every party's answer."""

    runde: Spoergerunde
    spoergsmaal: list[Spoergsmaal]
    parter: list[Partsvisning]
    alle: bool
    antal_svar: int
    antal_spurgte: int

    @property
    def mangler(self) -> list[Organisation]:
        return [vist.part for vist in self.parter if not vist.svar]

    @property
    def stand(self) -> tuple[str, str]:
        """The state in words, and the colour of its badge."""
        if self.runde.aabnet_at is None:
            return "Kladde", "info"
        if self.antal_svar == self.antal_spurgte:
            return "Alle har svaret", "success"
        return ("Fristen er passeret", "warning") if self.runde.frist < tid.today() else ("Åben", "info")

    def summary(self, spoergsmaal: Spoergsmaal) -> list[str]:
        """What the parties that have answered say to a question."""
        return summarise(spoergsmaal, self.parter)


def summarise(spoergsmaal: Spoergsmaal, parter: list[Partsvisning]) -> list[str]:
    svar = [regel.Partssvar(vist.part.navn, vist.vaerdier.get(spoergsmaal.nr, "")) for vist in parter if vist.svar]
    return regel.summary(spoergsmaal.regel, svar)


def shown_round(runde: Spoergerunde, bruger: Bruger | AnonymousUser | None) -> Rundevisning:
    """Return the round with every answer for the secretariat and where it is published, else with the person's own."""
    (vist,) = _shown([runde], bruger)
    if not access(bruger).may(SPOERG, omraade=runde.omraade):
        return vist
    adresser = addresses(runde, [en.part for en in vist.parter])
    return replace(vist, parter=[replace(en, adresser=adresser[en.part.pk]) for en in vist.parter])


def _shown(runder: Sequence[Spoergerunde], bruger: Bruger | AnonymousUser | None) -> list[Rundevisning]:
    """Return each round as the person may see it, without addresses, in a constant number of reads."""
    held = access(bruger)
    spurgte, svar, spoergsmaal = asked_in(runder), answers(runder), _questions(runder)
    viste = []
    for runde in runder:
        alle = held.may(SPOERG, omraade=runde.omraade) or runde.offentliggjort_at is not None
        givne, dem = svar[runde.pk], spurgte[runde.pk]
        egne = {part.pk: held.may(SVAR, organisation=part, omraade=runde.omraade) for part in dem}
        parter = [
            Partsvisning(part, *givne.get(part.pk, (None, {})), [], egne[part.pk])
            for part in dem
            if alle or egne[part.pk]
        ]
        viste.append(Rundevisning(runde, spoergsmaal[runde.pk], parter, alle, len(givne), len(dem)))
    return viste


def whole_round(runde: Spoergerunde) -> Rundevisning:
    """Return the round with every answer, for what is built from it and has a right of its own."""
    svar = answers([runde])[runde.pk]
    spurgte = asked(runde)
    parter = [Partsvisning(part, *svar.get(part.pk, (None, {})), [], False) for part in spurgte]
    return Rundevisning(runde, _questions([runde])[runde.pk], parter, True, len(svar), len(spurgte))


def answers(runder: Sequence[Spoergerunde]) -> dict[int, dict[int, tuple[Spoergerundesvar, dict[int, str]]]]:
    """Return, by primary keys, the answer that holds for each party of each round, in a constant number of reads."""
    fundne: dict[int, dict[int, tuple[Spoergerundesvar, dict[int, str]]]] = {runde.pk: {} for runde in runder}
    nyeste = Spoergerundesvar.objects.filter(runde__in=runder).newest().select_related("part", "registreret_by")
    for en in nyeste.prefetch_related("linjer__spoergsmaal"):
        vaerdier = {linje.spoergsmaal.nr: linje.vaerdi for linje in en.linjer.all()}
        fundne[en.runde_id][en.part_id] = en, vaerdier
    return fundne


def _questions(runder: Sequence[Spoergerunde]) -> dict[int, list[Spoergsmaal]]:
    fundne: dict[int, list[Spoergsmaal]] = {runde.pk: [] for runde in runder}
    for et in Spoergsmaal.objects.filter(runde__in=runder).order_by("nr"):
        fundne[et.runde_id].append(et)
    return fundne


def rounds(bruger: Bruger | AnonymousUser) -> list[Rundevisning]:
    """Return the rounds that the person may see, the nearest deadline first among the open ones."""
    synlige = Spoergerunde.objects.visible_to(bruger).select_related("omraade", "tilbage_til")
    return _shown(list(synlige.order_by("-frist", "titel")), bruger)


def earlier(runde: Spoergerunde, part: Organisation) -> list[Spoergerundesvar]:
    """Return everything a party has answered, the newest first."""
    return list(runde.svar.filter(part=part).select_related("registreret_by").order_by("-nr"))


def as_table(vist: Rundevisning) -> tuple[list[Kolonne], list[dict[str, Celle]]]:
    """Return the answers as columns and rows: a row for each party that the person may see."""
    slags = {Spoergsmaal.Art.TAL: Slags.ANTAL}
    spoergsmaal = [
        Kolonne(f"nr{et.nr}", f"{et.tekst}{f' ({et.enhed})' if et.enhed else ''}", slags.get(et.art, Slags.TEKST), None)
        for et in vist.spoergsmaal
    ]
    kolonner = [Kolonne("part", "Part"), Kolonne("svaret", "Svaret", Slags.DATO), *spoergsmaal]
    return kolonner, [_row(vist, en) for en in vist.parter]


def _row(vist: Rundevisning, en: Partsvisning) -> dict[str, Celle]:
    svaret = tid.day_of(en.svar.registreret_at) if en.svar else None
    celler: dict[str, Celle] = {"part": en.part.navn, "svaret": svaret}
    for et in vist.spoergsmaal:
        celler[f"nr{et.nr}"] = regel.cell(et.regel, en.vaerdier.get(et.nr, ""))
    return celler

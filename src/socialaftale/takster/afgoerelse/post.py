"""The mail that follows a decision: one to each driftsherre, with the outcome of its takster and what to do now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from socialaftale.faelles import tid
from socialaftale.faelles.udbakke import queue_mail
from socialaftale.faelles.visning import dato
from socialaftale.moeder.models import Beslutning
from socialaftale.moeder.queries import current_time
from socialaftale.parter.models import Organisation
from socialaftale.parter.queries import responsible_for_takster
from socialaftale.tilbud.models import Stamfakta

from ..oversigt import counted
from ..runde.models import Rundebesked, Takstrunde
from ..runde.queries import read_dates
from .models import Linjeafgoerelse
from .moedesag import deciding_body, next_meeting, recommending_body, short_name
from .queries import facts_of

Udfald = Linjeafgoerelse.Udfald
Sagt = dict[tuple[int, str], tuple[str, str]]
"""By tilbud (primary key) and line: its outcome and condition."""


@dataclass(frozen=True)
class Svarbrev:
    """What a driftsherre is told: the outcome of its lines; `navne` are those of the tilbud, by primary key."""

    runde: Takstrunde
    beslutning: Beslutning
    part: Organisation
    raekker: Sequence[Linjeafgoerelse]
    navne: Mapping[int, str]


OVERSKRIFT = {
    Udfald.GODKENDT: "Godkendt",
    Udfald.BETINGET: "Godkendt med betingelse",
    Udfald.INDSTILLET: "Indstillet til godkendelse",
    Udfald.UDSAT: "Udsat",
    Udfald.AFVIST: "Afvist",
}
SAMLET = (Udfald.GODKENDT, Udfald.INDSTILLET)
"""Outcomes that are told by their number alone: there is nothing to do about each line."""


def mail_outcomes(runde: Takstrunde, beslutning: Beslutning, raekker: Sequence[Linjeafgoerelse]) -> None:
    """Queue one mail for each driftsherre whose takster got an answer; of a correction, only where it changed any."""
    foer = _before(beslutning)
    stam = facts_of(runde.aar, {_tilbud(raekke) for raekke in [*raekker, *foer]})
    for part, (nu, tidligere) in _by_party(raekker, foer, stam).items():
        if _answers(nu) != _answers(tidligere):
            _mail(Svarbrev(runde, beslutning, part, nu, {pk: et.navn for pk, et in stam.items()}))


def mail_key(beslutning: Beslutning, part: Organisation, nr: int) -> str:
    """What the mail is known by, so that it is written once."""
    return f"{mail_prefix(beslutning)}{part.kode}-{nr}"


def mail_prefix(beslutning: Beslutning) -> str:
    """What the keys of a decision's mails begin with."""
    return f"afgoerelse-{beslutning.pk}-"


def _before(beslutning: Beslutning) -> list[Linjeafgoerelse]:
    """What the row that this one corrects said of each line."""
    foer = beslutning.punkt.beslutninger.filter(nr__lt=beslutning.nr).order_by("-nr").first()
    if foer is None:
        return []
    return list(
        foer.linjeafgoerelser.select_related("linje__indsendelse__indberetning", "linje__indsendelse__driftsherre")
    )


def _by_party(
    nu: Iterable[Linjeafgoerelse], foer: Iterable[Linjeafgoerelse], stam: Mapping[int, Stamfakta]
) -> dict[Organisation, tuple[list[Linjeafgoerelse], list[Linjeafgoerelse]]]:
    grupper: dict[Organisation, tuple[list[Linjeafgoerelse], list[Linjeafgoerelse]]] = {}
    for nr, raekker in enumerate((nu, foer)):
        for raekke in raekker:
            fakta = stam.get(_tilbud(raekke))
            part = fakta.driftsherre if fakta else raekke.linje.indsendelse.driftsherre
            grupper.setdefault(part, ([], []))[nr].append(raekke)
    return grupper


def _tilbud(raekke: Linjeafgoerelse) -> int:
    return raekke.linje.indsendelse.indberetning.tilbud_id


def _answers(raekker: Iterable[Linjeafgoerelse]) -> Sagt:
    return {(_tilbud(et), et.linje.linje): (et.udfald, et.betingelse) for et in raekker if et.udfald != Udfald.UAENDRET}


def _mail(brev: Svarbrev) -> None:
    udvalg, runde = short_name(brev.beslutning.punkt.moede.udvalg), brev.runde
    tekst = write_mail(brev)
    for nr, adresse in enumerate(responsible_for_takster([brev.part])[brev.part.pk], 1):
        besked = queue_mail(adresse, f"Takster {runde.aar}: {udvalg} har behandlet taksterne fra {brev.part}", tekst)
        Rundebesked.objects.create(runde=runde, noegle=mail_key(brev.beslutning, brev.part, nr), besked=besked)


def write_mail(brev: Svarbrev) -> str:
    """The mail to one driftsherre."""
    runde, beslutning, raekker = brev.runde, brev.beslutning, brev.raekker
    moede = beslutning.punkt.moede
    dag = dato(current_time(moede).dato)
    stykker = [f"{short_name(moede.udvalg)} har den {dag} behandlet takster for {runde.aar} fra {brev.part}."]
    if beslutning.nr > 1:
        hvorfor = f" {beslutning.rettelse}" if beslutning.rettelse else ""
        stykker.append(f"Beslutningen er rettet, og denne mail gælder i stedet for den forrige.{hvorfor}")
    stykker += [stykke for udfald in OVERSKRIFT if (stykke := _group(brev, udfald))]
    stykker.append(
        "\n".join(["Det skal I gøre nu:", *(f"- {et}" for et in _to_do(runde, {r.udfald for r in raekker}))])
    )
    return "\n\n".join(stykker)


def _group(brev: Svarbrev, udfald: Udfald) -> str:
    egne = [raekke for raekke in brev.raekker if raekke.udfald == udfald]
    if not egne:
        return ""
    hoved = f"{OVERSKRIFT[udfald]}: {counted(len(egne), 'takst', 'takster')}"
    if udfald in SAMLET:
        return f"{hoved}."
    return "\n".join([f"{hoved}:", *(f"- {_line(brev, raekke)}" for raekke in egne)])


def _line(brev: Svarbrev, raekke: Linjeafgoerelse) -> str:
    linje = raekke.linje
    tilbud = brev.navne.get(_tilbud(raekke)) or linje.indsendelse.indberetning.tilbud.kode
    sted = f"{tilbud}, {linje.beregning_navn}: {linje.navn}"
    return f"{sted}. {raekke.betingelse}" if raekke.betingelse else sted


def _to_do(runde: Takstrunde, udfald: set[str]) -> list[str]:
    goer = {
        Udfald.BETINGET: "Opfyld betingelsen. Kan I ikke det, så ret taksten, og indsend tilbuddet igen.",
        Udfald.UDSAT: f"Svar på det, der mangler, eller ret taksten, og indsend tilbuddet igen. {_next_time(runde)}",
        Udfald.AFVIST: "Ret de afviste takster, og indsend tilbuddet igen.",
    }
    linjer = [tekst for et, tekst in goer.items() if et in udfald]
    if Udfald.INDSTILLET in udfald:
        naeste = next_meeting(runde, deciding_body(runde), tid.today())
        linjer.append(f"Vent på svaret{f' fra {short_name(naeste.udvalg)} {dato(naeste.dato)}' if naeste else ''}.")
    if not linjer and udfald:
        linjer.append(f"Intet. Taksterne kommer i takstbilaget for {runde.aar}.")
    return linjer or ["Intet er afgjort. Sekretariatet skriver igen, når der er."]


def _next_time(runde: Takstrunde) -> str:
    naeste = next_meeting(runde, recommending_body(runde, read_dates(runde)), tid.today())
    return f"{short_name(naeste.udvalg)} mødes igen {dato(naeste.dato)}." if naeste else ""

"""The mail of an edition: one to every party's visitation, invoicing and those who answer for takster."""

from collections.abc import Sequence

from django.urls import reverse

from socialaftale.faelles.udbakke import queue_mail
from socialaftale.parter.models import Aftaleomraade, Funktion, Organisation
from socialaftale.parter.queries import contacts

from .forskelle import Art, Forskel
from .kilde import Grundlag
from .models import Takstbilag

MODTAGERE = (
    Funktion.Art.VISITATION,
    Funktion.Art.FAKTURA,
    Funktion.Art.TAKSTANSVARLIG_VOKSNE,
    Funktion.Art.TAKSTANSVARLIG_BOERN,
)
FLEST = 40
"""So many changes are told in the mail; the page has them all."""


def notify_buyers(bilag: Takstbilag, forskelle: Sequence[Forskel], site: str) -> int:
    """Queue one mail to each address; return how many. The first edition of a list taken over is news to nobody."""
    if bilag.nr == 1 and bilag.indhold["grundlag"] == Grundlag.OVERTAGET:
        return 0
    adresser = _addresses(bilag.omraade)
    emne = subject(bilag)
    tekst = _text(bilag, forskelle, site.rstrip("/"))
    for adresse in adresser:
        queue_mail(adresse, emne, tekst)
    return len(adresser)


def subject(bilag: Takstbilag) -> str:
    """What the mails of an edition are found by."""
    return f"Takstbilag {bilag.aar}, {bilag.omraade}: udgave {bilag.nr}"


def _addresses(omraade: Aftaleomraade) -> list[str]:
    parter = list(Organisation.objects.i_omraade(omraade).parter())
    kontakter = (k for egne in contacts(parter).values() for k in egne if k.funktion.art in MODTAGERE)
    return list(dict.fromkeys(adresse for k in kontakter for adresse in k.adresser))


def _text(bilag: Takstbilag, forskelle: Sequence[Forskel], site: str) -> str:
    args = [bilag.omraade.kode, bilag.aar, bilag.nr]
    i_alt = bilag.indhold["i_alt"]
    dele = [f"Takstbilaget for {bilag.aar} er udgivet som udgave {bilag.nr}.", bilag.grund]
    if bilag.nr == 1:
        dele += [f"Det har {i_alt['linjer']} takster for {i_alt['tilbud']} tilbud."]
    else:
        dele += ["\n".join(_changes(forskelle)), f"Alle ændringer: {site}{reverse('takstbilag_rettelser', args=args)}"]
    if i_alt["aabne_tilbud"]:
        dele += [f"{i_alt['aabne_tilbud']} tilbud har takster, der ikke er afgjort. De kommer i en senere udgave."]
    dele += [f"Se takstbilaget, og hent det: {site}{reverse('takstbilag_udgave', args=args)}"]
    return "\n\n".join(del_ for del_ in dele if del_)


def _changes(forskelle: Sequence[Forskel]) -> list[str]:
    takster = [et for et in forskelle if et.linje and et.felt == "Takst"]
    vist = [_change(et) for et in takster[:FLEST]]
    resten = len(forskelle) - len(vist)
    flere = f"- og {resten} {'anden ændring' if resten == 1 else 'andre ændringer'}"
    return ["Ændret siden sidste udgave:", *vist, *([flere] if resten else [])]


def _change(et: Forskel) -> str:
    sted = f"- {et.tilbud}, {et.linje}"
    if et.art is Art.NY:
        return f"{sted}: ny, {et.efter} fra {et.gaelder_fra}"
    if et.art is Art.UDGAAET:
        return f"{sted}: udgået, var {et.foer}"
    return f"{sted}: {et.efter} fra {et.gaelder_fra}, før {et.foer}"

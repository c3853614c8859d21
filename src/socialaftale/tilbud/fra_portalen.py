"""Turn a row of an extract into the draft of a tilbud. What cannot be read is left out and said."""

from dataclasses import dataclass

from socialaftale.parter.models import Organisation

from .models import TilSalg
from .models.fakta import FLEST_PLADSER, HOEJESTE_ALDER
from .reference import Lovgrundlag, all_lovgrundlag, all_maalgrupper, all_ydelsestyper
from .registrering import NyAfdeling, NyPladsgruppe, NytTilbud, NyYdelse


@dataclass(frozen=True)
class Udkast:
    """The draft, and in Danish what the row had that could not be used."""

    nyt: NytTilbud
    mangler: tuple[str, ...]


def as_draft(raekke: dict[str, str], driftsherre: Organisation) -> Udkast:
    """Return the draft for the driftsherre. Raises nothing: a row always has a name."""
    mangler: list[str] = []
    alder_fra, alder_til = _number(raekke, "alder_fra", 18, mangler), _number(raekke, "alder_til", 125, mangler)
    if not alder_fra <= alder_til <= HOEJESTE_ALDER:
        mangler.append("Alderen kunne ikke bruges; ret den.")
        alder_fra, alder_til = 18, HOEJESTE_ALDER
    nyt = NytTilbud(
        navn=raekke["navn"][:150],
        driftsherre=driftsherre,
        afdelinger=(_house(raekke, driftsherre, mangler),),
        ydelser=_services(raekke, mangler),
        maalgrupper=_target_groups(raekke, mangler),
        alder_fra=alder_fra,
        alder_til=alder_til,
        p_nummer=raekke.get("p_nummer", "")[:10],
        tilbudsportal_id=raekke.get("portal_id", "")[:20],
    )
    return Udkast(nyt, tuple(mangler))


def _house(raekke: dict[str, str], driftsherre: Organisation, mangler: list[str]) -> NyAfdeling:
    kommuner = {et.navn.casefold(): et for et in Organisation.objects.filter(art="kommune")}
    navn = raekke.get("kommune", "").casefold()
    kommune = kommuner.get(navn) or kommuner.get(f"{navn} kommune")
    if kommune is None:
        kommune = driftsherre if driftsherre.art == "kommune" else next(iter(kommuner.values()))
        mangler.append(f"Beliggenhedskommunen kunne ikke læses; {kommune} er sat ind.")
    return NyAfdeling(
        navn="Hovedhuset",
        kommune=kommune,
        vej=raekke.get("adresse", "")[:150],
        postnummer=raekke.get("postnummer", "")[:4],
        postdistrikt=raekke.get("postdistrikt", "")[:60],
        pladser=_places(raekke, mangler),
    )


def _places(raekke: dict[str, str], mangler: list[str]) -> tuple[NyPladsgruppe, ...]:
    """All places on the first paragraph named: the extract does not say how they are shared."""
    love = [lov for tekst in raekke.get("lovgrundlag", "").split(";") if (lov := _law(tekst))]
    if not love:
        mangler.append("Lovgrundlaget kunne ikke læses; pladserne er ikke med.")
        return ()
    if len(love) > 1:
        mangler.append(f"Alle pladser står på {love[0].paragraf}; fordel dem mellem paragrafferne.")
    normerede = _number(raekke, "normerede", 0, mangler)
    godkendte = _number(raekke, "godkendte", normerede, mangler)
    if max(normerede, godkendte) > FLEST_PLADSER:
        mangler.append(f"Der er flere end {FLEST_PLADSER} pladser; tallet er ikke taget med.")
        normerede = godkendte = 0
    return tuple(
        NyPladsgruppe(lov.kode, lov.form, godkendte if nr == 0 else 0, normerede if nr == 0 else 0)
        for nr, lov in enumerate(love)
    )


def _law(tekst: str) -> Lovgrundlag | None:
    renset = "".join(tekst.casefold().split())
    for lov in all_lovgrundlag().values():
        if renset and renset == "".join(lov.paragraf.casefold().split()):
            return lov if lov.gaelder else all_lovgrundlag()[lov.afloest_af[0]]
    return None


def _target_groups(raekke: dict[str, str], mangler: list[str]) -> tuple[str, ...]:
    koder = {maal.navn.casefold(): maal.kode for maal in all_maalgrupper().values()}
    navne = [del_.strip() for del_ in raekke.get("maalgrupper", "").split(";") if del_.strip()]
    mangler += [f"Målgruppen »{navn}« er ikke på listen." for navn in navne if navn.casefold() not in koder]
    return tuple(koder[navn.casefold()] for navn in navne if navn.casefold() in koder)


def _services(raekke: dict[str, str], mangler: list[str]) -> tuple[NyYdelse, ...]:
    koder = {navn.casefold(): kode for kode, navn in all_ydelsestyper().items()}
    navne = [del_.strip() for del_ in raekke.get("ydelser", "").split(";") if del_.strip()]
    typer = [del_.strip().casefold() for del_ in raekke.get("ydelsestyper", "").split(";")]
    ydelser = []
    for nr, navn in enumerate(navne):
        type_ = koder.get(typer[nr] if nr < len(typer) else "") or koder.get(navn.casefold())
        if type_ is None:
            mangler.append(f"Ydelsen »{navn}« har ingen type fra portalen; den er sat til ophold.")
        ydelser.append(NyYdelse(navn[:150], type_ or "ophold", TilSalg.EFTER_AFTALE))
    return tuple(ydelser)


def _number(raekke: dict[str, str], noegle: str, ellers: int, mangler: list[str]) -> int:
    tekst = raekke.get(noegle, "")
    if not tekst:
        return ellers
    if not tekst.isascii() or not tekst.isdigit() or len(tekst) > 4:
        mangler.append(f"»{tekst[:20]}« er ikke et helt tal; ret det.")
        return ellers
    return int(tekst)

"""The sagsfremstilling: what a body is told and asked, written from the data. No figure in it is typed."""

import datetime as dt

from socialaftale.faelles import tid
from socialaftale.faelles.dokument import Afsnit, Del, Dokument, Liste, Tekst
from socialaftale.faelles.visning import dato, tal
from socialaftale.moeder.status import Verbum
from socialaftale.regler.rundestop import Led

from ..gennemgang.models import Bemaerkningstrin
from ..gennemgang.queries import Bemaerket
from ..gennemgang.stilling import Stilling
from ..oversigt import counted
from ..runde.models import Erklaering
from . import sagstabeller as tabeller
from .moedesag import short_name
from .sagsdata import Partsstand, Sagsdata, largest_changes

Art = Bemaerkningstrin.Art
INGEN_ER_INHABIL = "Alle i udvalget deltager, også når det er deres egen kommunes takster."


def build_case(data: Sagsdata, tabel_med_alle: bool = True) -> Dokument:
    """The whole case. With `tabel_med_alle` every line stands in the annex."""
    sag = data.sag
    afsnit = [Afsnit("Resumé", (Tekst(summary(data)),)), *sections(data), _recommendations(data)]
    if data.beslutning:
        afsnit.append(_decided(data))
    if tabel_med_alle and data.forelagt:
        afsnit.append(tabeller.all_lines(data))
    oplysninger = [("Udvalg", sag.udvalg.navn), ("Møde", dato(sag.dato)), ("Sagsnummer", data.sagsnr)]
    oplysninger.append(("Taksterne gælder fra", dato(dt.date(data.runde.aar, 1, 1))))
    undertitel = f"Sagsfremstilling til {sag.udvalg.navn}, {dato(sag.dato)}"
    return Dokument(
        f"Takster for {data.runde.aar}", undertitel, tuple(et for et in oplysninger if et[1]), tuple(afsnit)
    )


def sections(data: Sagsdata) -> list[Afsnit]:
    """The sections between the resumé and the recommendations; one without anything to say is left out."""
    alle = (
        _reported(data),
        _remarks(data),
        _promised(data),
        _earlier(data),
        _open_list(data),
        _changes(data),
        _places(data),
        _overhead(data),
    )
    return [et for et in alle if et]


def summary(data: Sagsdata) -> str:
    """The case in three or four sentences."""
    udvalg = short_name(data.sag.udvalg)
    linjer, aabne = data.forelagt, [et for et in data.bemaerkninger if et.stand.er_aaben]
    indsendt = [part for part in data.parter if part.tilbud]
    if not linjer:
        return (
            f"{udvalg} orienteres om taksterne for {data.runde.aar}. Der er ingen takster at tage stilling til endnu."
        )
    hvem = counted(len(indsendt), "driftsherre", "driftsherrer")
    saetninger = [f"{hvem} har indsendt {_lines(len(linjer))} for {data.runde.aar}."]
    if not data.sag.rundens:
        afgjorte = len(data.linjer) - len(linjer)
        saetninger = [f"{_lines(len(linjer))} for {data.runde.aar} er ikke afgjort endnu."]
        saetninger += [f"De øvrige {_lines(afgjorte)} er afgjort tidligere."] if afgjorte else []
    if data.bemaerkninger:
        antal = counted(len(data.bemaerkninger), "bemærkning", "bemærkninger")
        saetninger.append(f"Gennemgangen gav {antal}. {_clarified(len(data.bemaerkninger), len(aabne))}")
    return " ".join([*saetninger, _asked(data)]).strip()


def _clarified(alle: int, aabne: int) -> str:
    if not aabne:
        return "Den er afklaret." if alle == 1 else "De er alle afklaret."
    if alle == 1:
        return "Den er ikke afklaret."
    return f"{alle - aabne or 'Ingen'} er afklaret, {aabne} er ikke." if aabne < alle else "Ingen er afklaret."


def _asked(data: Sagsdata) -> str:
    ja = "godkende" if data.sag.kan_afgoere else f"indstille til {_receiver(data)} at godkende"
    bedt = [f"{ja} {_lines(len(data.foreslaaede))}"] if data.foreslaaede else []
    bedt += [f"udsætte {_lines(len(data.udsatte))}"] if data.udsatte else []
    return f"{short_name(data.sag.udvalg)} bedes {' og '.join(bedt)}." if bedt else ""


def recommendations(data: Sagsdata) -> list[tuple[Verbum, str]]:
    """What the body is asked to do, in the standard verbs."""
    sag, aar, antal, udsat = data.sag, data.runde.aar, len(data.foreslaaede), len(data.udsatte)
    bedt: list[tuple[Verbum, str]] = []
    if antal and sag.kan_afgoere:
        fra = f", som {data.fu} indstiller" if sag.led is Led.AFGOERELSE and _is_recommended(data) else ""
        bedt.append((Verbum.GODKENDER, f"{_lines(antal)} for {aar}{fra}"))
    elif antal:
        bedt.append((Verbum.INDSTILLER, f"{_receiver(data)} at godkende {_lines(antal)} for {aar}"))
    if udsat:
        bedt.append((Verbum.BESLUTTER, f"at udsætte {_lines(udsat)}, til de åbne forhold er på plads"))
    if sag.led is Led.AFGOERELSE and _comes_later(data) and not data.er_delegeret:
        til_og_med = dato(data.delegeres_til)
        hvad = f"de takster for {aar}, som ikke bliver afgjort på mødet"
        bedt.append((Verbum.AFGIVER, f"til {data.fu} til at afgøre {hvad}, til og med {til_og_med}"))
    return bedt or [(Verbum.EFTERRETNING, f"at der ikke er takster for {aar} at tage stilling til endnu")]


def _receiver(data: Sagsdata) -> str:
    return short_name(data.modtager) if data.modtager else "det udvalg, der afgør,"


def _is_recommended(data: Sagsdata) -> bool:
    return all(any(et.led is Led.INDSTILLING for et in linje.udsagn) for linje in data.foreslaaede)


def _comes_later(data: Sagsdata) -> bool:
    return bool(data.udsatte) or any(part.mangler and part.erklaering != Erklaering.Art.FAERDIG for part in data.parter)


def _recommendations(data: Sagsdata) -> Afsnit:
    bedt = tuple(f"{verbum.label} {tekst}." for verbum, tekst in recommendations(data))
    indledning = Tekst(f"Det indstilles, at {data.sag.udvalg.navn}")
    return Afsnit("Indstilling", (indledning, Liste(bedt, nummereret=True), Tekst(INGEN_ER_INHABIL)))


def _reported(data: Sagsdata) -> Afsnit:
    parter, frist = data.parter, dato(data.dage.frist)
    sene = [f"{et.navn} ({counted(et.dage_for_sent, 'dag', 'dage')} efter)" for et in parter if et.dage_for_sent]
    nul = [et.navn for et in parter if et.erklaering == Erklaering.Art.NUL]
    mangler = [_missing(et) for et in parter if et.mangler and et.erklaering != Erklaering.Art.NUL]
    tavse = [et.navn for et in parter if not (et.mangler or et.tilbud or et.erklaering)]
    foreloebige = [f"{et.navn} ({et.foreloebige} tilbud)" for et in parter if et.foreloebige]
    overtaget = [f"{navn} til {et.navn}" for et in parter for navn in et.overtaget]
    saetninger = [
        ("Har intet at indberette", nul),
        (f"Kom efter fristen {frist}", sene),
        ("Har ikke indberettet", mangler),
        ("Har ingen tilbud i registeret og har ikke meldt noget", tavse),
        ("Foreløbige, fordi budgettet ikke er meldt vedtaget", foreloebige),
        ("Har skiftet driftsherre, siden taksterne blev indsendt", overtaget),
    ]
    dele: list[Del] = [Tekst(f"{'; '.join(navne)}.", indledning) for indledning, navne in saetninger if navne]
    return Afsnit("Hvem har indberettet", (*dele, tabeller.parties(data)))


def _missing(part: Partsstand) -> str:
    return f"{part.navn} ({len(part.mangler)} af {part.tilbud + len(part.mangler)} tilbud: {', '.join(part.mangler)})"


def _remarks(data: Sagsdata) -> Afsnit | None:
    forelagt = {linje.indberetning for linje in data.forelagt}
    alle = [et for et in data.bemaerkninger if et.bemaerkning.indberetning_id in forelagt]
    if not alle:
        return None
    afklaret = sum(et.stand.stilling is Stilling.AFKLARET for et in alle)
    antal = counted(len(alle), "bemærkning", "bemærkninger")
    indledning = Tekst(f"Gennemgangen gav {antal}. {_clarified(len(alle), len(alle) - afklaret)}")
    orden = {linje.indberetning: nr for nr, linje in enumerate(data.forelagt)}
    sorteret = sorted(alle, key=lambda et: orden[et.bemaerkning.indberetning_id])
    return Afsnit("Bemærkninger fra gennemgangen", (indledning,), tuple(_remark(et) for et in sorteret))


def _remark(et: Bemaerket) -> Afsnit:
    return Afsnit(f"{et.bemaerkning.indsendelse.driftsherre}: {et.bemaerkning.sted}", tuple(describe_remark(et)))


def describe_remark(et: Bemaerket) -> list[Del]:
    """One remark with what followed it, and where it stands."""
    ord_ = {Art.SVAR: "Svar fra", Art.AFKLARET: "Afklaret af", Art.FASTHOLDT: "Fastholdt af"}
    dele: list[Del] = [Tekst(et.bemaerkning.tekst, f"Bemærkning fra {et.bemaerkning.myndighed}")]
    for trin in et.trin:
        if trin.art in ord_:
            hvem = f"{ord_[Art(trin.art)]} {trin.myndighed} {dato(trin.gjort_at)}"
            dele.append(Tekst(trin.tekst, hvem) if trin.tekst else Tekst(f"{hvem}."))
    if et.stand.stilling not in (Stilling.AFKLARET, Stilling.FASTHOLDT):
        dele.append(Tekst(_stands(et), "Status"))
    return dele


def _stands(et: Bemaerket) -> str:
    frist = next((trin.frist for trin in reversed(et.trin) if trin.frist), None)
    if not et.stand.findes:
        return "Linjen findes ikke længere i det, der er indsendt."
    match et.stand.stilling:
        case Stilling.NY:
            return "Bemærkningen er ikke sendt til driftsherren endnu."
        case Stilling.SENDT:
            return (
                f"Driftsherren har ikke svaret. Fristen er {dato(frist)}." if frist else "Driftsherren har ikke svaret."
            )
        case Stilling.GENAABNET:
            return "Taksten er ændret, efter at bemærkningen blev afklaret. Den skal ses igen."
    return "Driftsherren har svaret. Ingen har afklaret bemærkningen endnu."


def _promised(data: Sagsdata) -> Afsnit | None:
    if not data.loefter:
        return None
    punkter = dict.fromkeys(
        f"{sted}: lovet senest {dato(et.eftersendes_senest)}{_overdue(et.eftersendes_senest)}"
        for sted, et in data.loefter
    )
    return Afsnit("Forklaringer, der mangler", (Liste(tuple(punkter)),))


def _overdue(dag: dt.date | None) -> str:
    return ". Dagen er gået." if dag and dag < tid.today() else "."


def _earlier(data: Sagsdata) -> Afsnit | None:
    """What other bodies and earlier meetings have said."""
    if not data.tidligere:
        return None
    under = []
    for beslutning in data.tidligere:
        moede = beslutning.punkt.moede
        antal = tabeller.counts(data.udfald.get(beslutning.pk, {}))
        dele: list[Del] = [Tekst(f"{beslutning.get_resultat_display().capitalize()}. {antal}".strip())]
        dele += [Tekst(beslutning.tekst)] if beslutning.tekst else []
        dele += [Tekst(beslutning.betingelser, "Betingelser")] if beslutning.betingelser else []
        under.append(Afsnit(f"{short_name(moede.udvalg)}, {dato(moede.dato)}", tuple(dele)))
    return Afsnit("Hvad er besluttet indtil nu", (), tuple(under))


def _decided(data: Sagsdata) -> Afsnit:
    beslutning = data.beslutning
    assert beslutning
    dele: list[Del] = [Tekst(f"{beslutning.get_resultat_display().capitalize()}. "
        f"{tabeller.counts(data.udfald.get(beslutning.pk, {}))}".strip())]  # fmt: skip
    dele += [
        Tekst(tekst, navn) for navn, tekst in (("", beslutning.tekst), ("Betingelser", beslutning.betingelser)) if tekst
    ]
    return Afsnit("Beslutning", tuple(dele))


def _open_list(data: Sagsdata) -> Afsnit | None:
    aabne = [linje for linje in data.forelagt if linje.aabne and linje.afgjort is None]
    if not aabne:
        return None
    udsat = sum(bool(linje.udsaettes) for linje in aabne)
    foreslaas = f"{_lines(udsat) if udsat else 'Ingen'} foreslås udsat."
    tekst = f"{_lines(len(aabne))} har noget, der ikke er på plads. {foreslaas}"
    return Afsnit("Åbne forhold", (Tekst(tekst), tabeller.open_lines(data, aabne)))


def _changes(data: Sagsdata) -> Afsnit | None:
    stoerste = largest_changes(data.forelagt)
    if not stoerste:
        return None
    tekst = f"De {len(stoerste)} takster, der ændrer sig mest i procent, og driftsherrens egen forklaring."
    if len(stoerste) == 1:
        tekst = "Den takst, der ændrer sig, og driftsherrens egen forklaring."
    return Afsnit("De største ændringer", (Tekst(tekst), tabeller.changes(data, stoerste)))


def _places(data: Sagsdata) -> Afsnit | None:
    return Afsnit("Takster og pladser", (tabeller.places(data),)) if data.forelagt else None


def _overhead(data: Sagsdata) -> Afsnit | None:
    tabel = tabeller.overhead(data)
    tekst = Tekst("Overhead i procent af de direkte udgifter, som driftsherrerne har oplyst det.")
    return Afsnit("Overhead", (tekst, tabel)) if tabel else None


def _lines(antal: int) -> str:
    return f"{tal(antal)} {'takst' if antal == 1 else 'takster'}"

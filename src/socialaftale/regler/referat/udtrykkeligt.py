"""Which items of a recommendation a decision answers in so many words. What it does not say is not inferred."""

import re
from dataclasses import replace
from typing import NamedTuple

from .typer import Led, Punkt


class Svar(NamedTuple):
    """One way to be asked and to answer. The weightiest verb of an item is what must be answered."""

    resultat: str
    bedt: re.Pattern[str]
    svaret: re.Pattern[str]


def _svar(resultat: str, bedt: str, svaret: str) -> Svar:
    return Svar(resultat, re.compile(bedt, re.IGNORECASE), re.compile(svaret, re.IGNORECASE))


# The weightiest first.
SVAR = (
    _svar("kompetence afgivet", r"\bafgive[rs]? (?:\w+ )?kompetence|\bdelegere[rs]?\b",
          r"\bafg(?:av|ivet|ives) (?:\w+ ){0,3}kompetence|\bkompetencen? (?:blev |er )?(?:afgivet|delegeret)|"
          r"\bdelegerede\b"),
    _svar("indstillet", r"\b(?:indstiller|anbefaler|indstille|anbefale)\b",
          r"\b(?:indstillede|anbefalede)\b|\b(?:blev|er) (?:indstillet|anbefalet)\b|^(?:indstillet|anbefalet)\b"),
    _svar("besluttet", r"\b(?:beslutte[rs]?|vedtage[rs]?|tiltræde[rs]?|fastlægge[rs]?|udpege[rs]?|nedsætte[rs]?)\b",
          r"\b(?:besluttede|vedtog|tiltrådte|besluttet|vedtaget|tiltrådt|udpegede|udpeget|nedsatte|nedsat|fastlagt)\b"),
    _svar("godkendt", r"\bgodkende[rs]?\b", r"\bgodkend(?:te|t)\b|^godkendes\b|\bat godkende\b"),
    _svar("taget til efterretning", r"\btage[rs]?\b.*\btil (?:efterretning|orientering)\b",
          r"\b(?:tog|taget|tages)\b.*\btil (?:efterretning|orientering)\b|^til (?:efterretning|orientering)\b"),
    _svar("drøftet", r"\bdrøfte[rs]?\b", r"\bdrøfte(?:de|t)\b|^drøftes\b"),
)  # fmt: skip
_HELE = re.compile(
    r"\bindstilling(?:en|er|erne|spunkterne)?\b.*\b(?:godkendt|tiltrådt|fulgt|godkendes|tiltrædes|følges|godkendte|"
    r"tiltrådte|fulgte)\b|\b(?:godkendte|tiltrådte|fulgte)\b (?:alle )?indstilling|^som indstillet\b|"
    r"^(?:godkendt|tiltrådt|vedtaget) som indstillet",
    re.IGNORECASE,
)
_UDSAT = re.compile(r"^(?:punktet |sagen |behandlingen )?(?:blev |er |bliver )?(?:udsat|udsættes)\b", re.IGNORECASE)
_AFVIST = re.compile(
    r"^(?:(?:indstillingen|punktet|forslaget) )?(?:blev |er )?(?:ikke godkendt|afvist)\b", re.IGNORECASE
)
_GENGIVELSE = re.compile(
    r"\b(?:bemærke(?:de|r)|spurgte|svarede|supplere(?:de|r)|oplyste|foreslog|indledte|nævnte|fortalte|præsenterede|"
    r"mente|påpegede|ønskede|gjorde opmærksom|spørger|kunne|ikke|hvis|såfremt|afventer|tidligere|"
    r"anbefale(?:r|de)|indstille(?:r|de))\b",
    re.IGNORECASE,
)
_AFGOER = re.compile(
    r"\b(?:enighed om|enige? om|bakkede op|var (?:der )?(?:\w+ )?opbakning|besluttede|besluttet|godkendte|godkendt|"
    r"vedtog|vedtaget|aftal(?:t|te|es)|tilslutte(?:de|t)|tiltrådt|tiltrådte|udsat|afvist)\b",
    re.IGNORECASE,
)
_FAELLES = re.compile(
    r"(?:kommun|region|nordjy|administrativ|styregrupp|forretningsudv|socialaftal|udvalg|gruppen|følgend|forhold|samt|"
    r"efterretning|drøft|godkend|indstil|beslut|tage[rst]?$|punkt$|punktet|vedr|ovenst|nærvær|særlig)"
)
_UDEN_GENSTAND = re.compile(
    r"\b(?:punktet|sagen|orientering(?:en|erne)?|indstilling(?:en|erne)?|ovenstående|oplægget|redegørelsen|statussen)\b",
    re.I,
)
_NUMMER = re.compile(
    r"(?:ad\.?\s*|vedr\. (?:punkt|indstilling(?:spunkt)?)\s*|indstillingspunkt\s*)?"
    r"(?P<numre>(?:\d{1,2}|[a-z]\b)(?:\s*(?:,|og|-)\s*(?:\d{1,2}|[a-z]\b))*)\s*[.):]\s*(?=[A-ZÆØÅ])",
    re.IGNORECASE,
)
_FORSLAGSSTILLER = re.compile(
    r"^(?!over)(?:[\w’'-]+ ){1,6}?(?:indstille[rs]|anbefale[rs])\b[^.]{0,60}?\bat ", re.IGNORECASE
)
_ENDELSER = ("ernes", "erne", "enes", "ens", "ets", "ene", "ers", "er", "en", "et", "es", "e", "s")


def answer_items(punkt: Punkt) -> Punkt:
    """Return the point with the result of each item that the decision answers, and the decisions without an item.

    In words: an item is answered by a sentence of the decision that holds its weightiest verb in the past and one of
    its own words, or that verb and no object of its own, or that says that the recommendation is followed. Speech that
    is reported, and sentences with `ikke`, answer nothing. Every sentence that decides and answers no item stands by
    itself. Source: the minutes of DAS, 17.11.2025: a proposed delegation was not mentioned, so it was not decided.
    """
    saetninger = sentences(punkt.beslutning.tekst)
    led = tuple(_answered(led, saetninger, punkt) for led in punkt.indstilling)
    brugt = {et.belaeg for et in led}
    for_sig = tuple(en for en in saetninger if en not in brugt and _decides(en))
    if not led and punkt.beslutning and not for_sig:
        for_sig = (punkt.beslutning.tekst,)
    return replace(punkt, indstilling=led, for_sig_selv=for_sig)


def sentences(tekst: str) -> list[str]:
    """Return the sentences of a text; `ift. ` and `kl. 14` end none. Source: none. Raises nothing."""
    stykker = re.split(r"(?<=[a-zæøå]{3}[.!?])\s+(?=[A-ZÆØÅ0-9])|(?<=[)”\"][.!?])\s+(?=[A-ZÆØÅ])|\n+", tekst)
    return [ren for stykke in stykker if (ren := " ".join(stykke.split()))]


def _decides(saetning: str) -> bool:
    return _says(_AFGOER, saetning)


def _answered(led: Led, saetninger: list[str], punkt: Punkt) -> Led:
    tekst = " ".join(led.tekst.tekst.split())
    svar = _asked(led)
    if (svaret := _by_number(led, svar, saetninger)) is not None:
        return svaret
    for saetning in saetninger:
        if _UDSAT.match(saetning):
            return replace(led, resultat="udsat", belaeg=saetning)
        if _AFVIST.match(saetning):
            return replace(led, resultat="afvist", belaeg=saetning)
        if svar and (_says(_HELE, saetning) or _answers(svar, tekst, saetning, punkt)):
            return replace(led, resultat=svar.resultat, belaeg=saetning)
    return led


def _by_number(led: Led, svar: Svar | None, saetninger: list[str]) -> Led | None:
    """Return the item as the sentence with its number or letter answers it; None where no sentence has numbers."""
    numre = [(fund, saetning) for saetning in saetninger if (fund := _NUMMER.match(saetning))]
    for fund, saetning in numre:
        sagt = [int(et) if et.isdigit() else ord(et.lower()) - 96 for et in re.findall(r"\d+|[a-z]\b", fund["numre"])]
        rest = saetning[fund.end() :]
        if led.nummer in sagt or ("-" in fund["numre"] and min(sagt) <= led.nummer <= max(sagt)):
            if _AFVIST.match(rest) or _UDSAT.match(rest):
                return replace(led, resultat="afvist" if _AFVIST.match(rest) else "udsat", belaeg=saetning)
            svarer = svar and (_says(svar.svaret, rest) or _says(_HELE, rest))
            return replace(led, resultat=svar.resultat, belaeg=saetning) if svar and svarer else led
    return led if numre else None


def _answers(svar: Svar, tekst: str, saetning: str, punkt: Punkt) -> bool:
    """Return whether a sentence answers an item: see `answer_items`."""
    if not _says(svar.svaret, saetning):
        return False
    ens = [led.tekst.tekst for led in punkt.indstilling if _asked(led) is svar]
    if _share_word(_words_of_one(tekst, ens), _own_words(saetning)):
        return True
    bart = len(saetning.split()) <= 3 or bool(re.match(r"\w+(?: til \w+)?(?: [-–,]|[.,])", saetning))
    if bart and svar.svaret.match(saetning):
        return len(ens) == len(punkt.indstilling)
    return bool(_UDEN_GENSTAND.search(saetning)) and len(saetning.split()) <= 14


def _says(moenster: re.Pattern[str], saetning: str) -> bool:
    """Return whether a sentence says it itself: neither denied nor as another's words."""
    fund = moenster.search(saetning)
    if not fund or _GENGIVELSE.search(saetning, 0, fund.start()):
        return False
    return not re.match(r"\s+(?:\w+\s+)?ikke\b", saetning[fund.end() :])


def _asked(led: Led) -> Svar | None:
    """Return what an item asks for; who recommends it, where that stands in the item, asks for nothing."""
    tekst = _FORSLAGSSTILLER.sub("", " ".join(led.tekst.tekst.split()))
    return next((et for et in SVAR if et.bedt.search(tekst)), None)


def _words_of_one(tekst: str, ens: list[str]) -> list[str]:
    """Return the words of an item; where others ask for the same, those that it alone has."""
    andres = [ord_ for anden in ens if " ".join(anden.split()) != tekst for ord_ in _own_words(anden)]
    return [ord_ for ord_ in _own_words(tekst) if not _share_word([ord_], andres)]


def _own_words(tekst: str) -> list[str]:
    """Return the stems of the words that say what it is about. Raises nothing."""
    ord_ = re.findall(r"[a-zæøåé]{5,}", tekst.casefold())
    return [_stem(et) for et in ord_ if not _FAELLES.match(et)]


def _stem(ord_: str) -> str:
    for endelse in _ENDELSER:
        if ord_.endswith(endelse) and len(ord_) - len(endelse) >= 4:
            return ord_.removesuffix(endelse)
    return ord_


def _share_word(ene: list[str], andre: list[str]) -> bool:
    return any(_alike(en, anden) for en in ene for anden in andre)


def _alike(en: str, anden: str) -> bool:
    """Return whether two stems are one word, or one a compound of the other: the same first seven letters."""
    kort, lang = sorted((en, anden), key=len)
    return (lang.startswith(kort) and len(lang) - len(kort) <= 1) or (len(kort) >= 7 and kort[:7] == lang[:7])

"""The text of an agreement as people type it: headings marked with #, paragraphs, and lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

HOEJST_DELE = 100
HOEJST_TEGN = 30_000  # of one part: some ten printed pages
LAENGSTE_OVERSKRIFT = 200
_OVERSKRIFT = re.compile(r"(#{1,3})\s*(.*)")
_PUNKT = re.compile(r"[-*•]\s+")


@dataclass(frozen=True)
class Del:
    """A part: a heading of level 1, 2 or 3, and the text under it."""

    overskrift: str
    tekst: str
    niveau: int = 1


@dataclass(frozen=True)
class Blok:
    """A paragraph (one line in `linjer`), or a list."""

    linjer: tuple[str, ...]
    liste: bool = False


class UklarTekst(ValueError):
    """The text cannot be divided in parts; the message is Danish, and says where and what to do."""


def read_parts(tekst: str) -> list[Del]:
    """Divide typed text in parts.

    In words: a line that begins with #, ## or ### is a heading of that level; what follows belongs to it. Raises
    UklarTekst where text stands before the first heading, a heading is empty or too long, a level is skipped, or there
    is too much. Source: our own form. Unit: none.
    """
    dele: list[Del] = []
    linjer: list[str] = []
    for nr, linje in enumerate(tekst.replace("\r\n", "\n").split("\n"), 1):
        fund = _OVERSKRIFT.match(linje)
        if fund is None and not dele and linje.strip():
            raise UklarTekst(f"Linje {nr} står før den første overskrift. Skriv en linje over den, der begynder med #.")
        if fund is None:
            linjer.append(linje.rstrip())
            continue
        dele = _closed(dele, linjer)
        linjer = []
        dele.append(_heading(nr, fund[2].strip(), len(fund[1]), dele))
    if not dele:
        raise UklarTekst("Teksten har ingen overskrift. Begynd en linje med # for at lave en.")
    return _checked(_closed(dele, linjer))


def _heading(nr: int, overskrift: str, niveau: int, foer: list[Del]) -> Del:
    if not overskrift:
        raise UklarTekst(f"Linje {nr} er en overskrift uden ord. Skriv ordene efter #.")
    if len(overskrift) > LAENGSTE_OVERSKRIFT:
        raise UklarTekst(f"Overskriften i linje {nr} er over {LAENGSTE_OVERSKRIFT} tegn. Gør den kortere.")
    if niveau > (foer[-1].niveau if foer else 0) + 1:
        raise UklarTekst(f"Overskriften i linje {nr} springer et niveau over. Brug færre #.")
    return Del(overskrift, "", niveau)


def _closed(dele: list[Del], linjer: list[str]) -> list[Del]:
    if not dele:
        return dele
    sidste = dele[-1]
    return [*dele[:-1], Del(sidste.overskrift, "\n".join(linjer).strip(), sidste.niveau)]


def _checked(dele: list[Del]) -> list[Del]:
    if len(dele) > HOEJST_DELE:
        raise UklarTekst(f"Teksten har {len(dele)} overskrifter. Den kan højst have {HOEJST_DELE}.")
    lange = [del_.overskrift for del_ in dele if len(del_.tekst) > HOEJST_TEGN]
    if lange:
        raise UklarTekst(f"»{lange[0]}« er for lang: højst 30.000 tegn. Del den med overskrifter.")
    return dele


def write_parts(dele: Iterable[Del]) -> str:
    """Return parts as they are typed: what `read_parts` reads back to the same."""
    return "\n\n".join(f"{'#' * del_.niveau} {del_.overskrift}\n{del_.tekst}".strip() for del_ in dele)


def blocks(tekst: str) -> Iterator[Blok]:
    """Yield the paragraphs and lists of a text.

    In words: a blank line parts; lines that begin with a dash are a list, each line one item. Source: our own form.
    """
    for stykke in re.split(r"\n\s*\n", tekst.strip()):
        afsnit: list[str] = []
        punkter: list[str] = []
        for linje in (en.strip() for en in stykke.split("\n")):
            if fund := _PUNKT.match(linje):
                punkter.append(linje[fund.end() :])
            elif punkter:
                punkter[-1] += f" {linje}"
            elif linje:
                afsnit.append(linje)
        if afsnit:
            yield Blok((" ".join(afsnit),))
        if punkter:
            yield Blok(tuple(punkter), liste=True)

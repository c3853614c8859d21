"""Scope: which tilbud an agreement covers. The rule of each agreement is one dated TOML file, `omfang-*.toml`."""

from dataclasses import dataclass
from enum import StrEnum

from socialaftale.regler.dateret import Data, Kildet, Sikkerhed, read_rules


class Hovedregel(StrEnum):
    """What brings a tilbud in: that others than the driftsherre use it, or that Socialtilsynet supervises it."""

    BRUGES_AF_ANDRE = "bruges_af_andre"
    SOCIALTILSYN = "socialtilsyn"


class Valg(Kildet):
    """One choice fixed by the agreement, with where it stands and whether we have seen it there."""

    vaerdi: str


class Valgliste(Kildet):
    """Several codes fixed by the agreement."""

    vaerdi: tuple[str, ...]


class Kategori(Kildet):
    """One category of the Styringsaftale."""

    nummer: int
    tekst: str


class Omfangsregel(Data):
    """The scope of one agreement. `aabne` lists paragraphs whose inclusion is an open question, counted in."""

    id: str
    navn: str
    omraade: str
    aftaleaar: tuple[int, ...]
    udkast: bool
    hovedregel: Valg
    driftsherrer: Valgliste
    undtagelser: Valg
    aabne: Valgliste
    kategorier: tuple[Kategori, ...] = ()


@dataclass(frozen=True)
class Forhold:
    """What the rule asks about a tilbud. `bruges_af_andre` is None where it is not known.

    `lovgrundlag` are codes; `socialtilsyn` those of them that Socialtilsynet supervises.
    """

    driftsherre_art: str
    lovgrundlag: frozenset[str]
    socialtilsyn: frozenset[str]
    bruges_af_andre: bool | None


@dataclass(frozen=True)
class Omfang:
    """The answer: `omfattet` is None where it cannot be decided, `aabent` where it rests on an open question."""

    omfattet: bool | None
    begrundelse: str
    kilde: str
    sikkerhed: Sikkerhed
    aabent: bool = False


class UkendtOmfangsregel(LookupError):
    """No rule covers the year in that area; the message is Danish."""


def all_rules() -> tuple[Omfangsregel, ...]:
    """Return every scope rule that ships with the program. Raises pydantic.ValidationError where a file is wrong."""
    return read_rules(Omfangsregel, "omfang-*.toml")


def rule_for(omraade: str, aar: int) -> Omfangsregel:
    """Return the scope rule of an area in a year. Raises UkendtOmfangsregel."""
    for regel in all_rules():
        if regel.omraade == omraade and aar in regel.aftaleaar:
            return regel
    raise UkendtOmfangsregel(f"Der er ingen regel for, hvilke tilbud aftalen omfatter i {aar}.")


def decide(regel: Omfangsregel, forhold: Forhold) -> Omfang:
    """Tell whether the agreement covers a tilbud, and why.

    In words: the driftsherre must be one of the rule's kinds; then either others use the tilbud (2025-26), or
    Socialtilsynet supervises one of its paragraphs (draft 2027-28). Where only paragraphs of the open question bring it
    in, it is in and flagged. Source: Nordjysk Socialaftale 2025-26; DAS 17.11.2025 point 7. No unit, raises nothing.
    """
    if forhold.driftsherre_art not in regel.driftsherrer.vaerdi:
        return _answer(False, "Aftalen omfatter kommunale og regionale tilbud.", regel.driftsherrer)
    if regel.hovedregel.vaerdi == Hovedregel.SOCIALTILSYN:
        return _by_supervision(regel, forhold)
    return _by_use(regel, forhold)


def _by_use(regel: Omfangsregel, forhold: Forhold) -> Omfang:
    if forhold.bruges_af_andre is None:
        return _answer(None, "Det er ikke oplyst, om andre end driftsherren bruger tilbuddet.", regel.hovedregel)
    if forhold.bruges_af_andre:
        return _answer(True, "Tilbuddet bruges af andre end driftsherren.", regel.hovedregel)
    return _answer(False, "Tilbuddet bruges kun af driftsherrens egne borgere.", regel.hovedregel)


def _by_supervision(regel: Omfangsregel, forhold: Forhold) -> Omfang:
    if not forhold.lovgrundlag:
        return _answer(None, "Tilbuddet har intet lovgrundlag i registeret.", regel.hovedregel)
    if forhold.socialtilsyn:
        return _answer(True, "Socialtilsynet fører tilsyn med tilbuddet.", regel.hovedregel)
    if forhold.lovgrundlag & set(regel.aabne.vaerdi):
        tekst = "Driftsherren fører selv tilsyn. Det er ikke afklaret, om tilbuddet er med; det regnes med."
        return _answer(True, tekst, regel.aabne, aabent=True)
    return _answer(False, "Socialtilsynet fører ikke tilsyn med tilbuddet.", regel.hovedregel)


def _answer(omfattet: bool | None, begrundelse: str, grund: Valg | Valgliste, aabent: bool = False) -> Omfang:
    return Omfang(omfattet, begrundelse, grund.kilde, grund.sikkerhed, aabent)

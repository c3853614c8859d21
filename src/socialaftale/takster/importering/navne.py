"""What the fields of a file, the kinds of line and the units are called on a page."""

from socialaftale.regler.takst.opgave import Enhed, Linjetype

from .gennemsyn import Tilstand
from .laesning.typer import Felt, Sikkerhed, Udfald

FELTER = {
    Felt.DRIFTSHERRE: "Driftsherre",
    Felt.TILBUD: "Tilbud",
    Felt.PORTAL_ID: "Id i Tilbudsportalen",
    Felt.AFDELING: "Afdeling",
    Felt.LINJE: "Takstlinje (ydelse, niveau)",
    Felt.LOVGRUNDLAG: "Lovgrundlag (§)",
    Felt.ENHED: "Enhed (døgn, dag, time)",
    Felt.TAKST: "Takst i takståret",
    Felt.TAKST_FORRIGE: "Takst året før",
    Felt.PLADSER: "Pladser",
    Felt.PLADSER_FORRIGE: "Pladser året før",
    Felt.TIMER: "Timer i taksten",
    Felt.TIMER_FORRIGE: "Timer i taksten året før",
    Felt.BELAEGNING: "Belægning i taksten",
    Felt.OVERHEAD: "Overhead i procent",
    Felt.INDHOLD: "Hvad taksten dækker",
    Felt.BEMAERKNING: "Bemærkning",
    Felt.UDELADT: "Bruges ikke",
}
TYPER = {
    Linjetype.GENNEMSNIT: "Gennemsnitstakst",
    Linjetype.NIVEAU: "Takstniveau",
    Linjetype.BASIS: "Basistakst",
    Linjetype.TIME: "Timepris",
    Linjetype.PAKKE: "Ydelsespakke",
    Linjetype.FORHANDLET: "Forhandlet takst",
    Linjetype.FORLOEB: "Forløbstakst",
    Linjetype.TILLAEG: "Tillæg",
    Linjetype.AFLEDT: "Afledt takst",
    Linjetype.OBJEKTIV: "Objektiv finansiering",
}
ENHEDER = {
    Enhed.DOEGN: "kr. pr. døgn",
    Enhed.DAG: "kr. pr. dag",
    Enhed.TIME: "kr. pr. time",
    Enhed.MAANED: "kr. pr. måned",
    Enhed.AAR: "kr. pr. år",
    Enhed.FORLOEB: "kr. pr. forløb",
}
SIKKERHEDER = {
    Sikkerhed.VALGT: ("valgt af jer", "success"),
    Sikkerhed.SIKKER: ("sikker", "success"),
    Sikkerhed.SANDSYNLIG: ("sandsynlig", "info"),
    Sikkerhed.GAET: ("gæt", "warning"),
}
TILSTANDE = {
    Tilstand.UPARRET: ("Mangler svar", "warning"),
    Tilstand.UDELADT: ("Udeladt", ""),
    Tilstand.KLAR: ("Klar til bekræftelse", "info"),
    Tilstand.ERSTATTER: ("Erstatter det, der står", "warning"),
    Tilstand.BEKRAEFTET: ("Bekræftet", "success"),
}
UDFALD = {
    Udfald.LINJE: "Takst",
    Udfald.OVERSKRIFT: "Overskrift eller tekst",
    Udfald.TOTAL: "Total",
    Udfald.UPLACERET: "Ikke placeret",
    Udfald.TOM: "Tom",
}
ANTAL = {
    Udfald.LINJE: ("række med takster", "rækker med takster"),
    Udfald.OVERSKRIFT: ("overskrift eller tekst", "overskrifter og tekster"),
    Udfald.TOTAL: ("total", "totaler"),
    Udfald.UPLACERET: ("række, der ikke er placeret", "rækker, der ikke er placeret"),
    Udfald.TOM: ("tom række", "tomme rækker"),
}

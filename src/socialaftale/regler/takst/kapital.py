"""Capital costs: straight-line depreciation and interest on book value; assumed until the agreement's text is seen."""

from decimal import Decimal

from socialaftale.regler.forklaring import Art, Led, add, divide, entered, multiply, percent_of, subtract
from socialaftale.regler.parametre import Parameter
from socialaftale.regler.takst.opgave import Aktiv

KR = "kr."
AAR = "år"


def _is_in_use(aktiv: Aktiv, aar: int) -> bool:
    return aktiv.anskaffet_aar <= aar < aktiv.anskaffet_aar + aktiv.levetid_aar


def _yearly(aktiv: Aktiv, nr: int) -> Led:
    anskaffelse = entered(
        f"{aktiv.navn}: anskaffelsessum", aktiv.anskaffelse_kr, KR, f"grundlag.aktiver[{nr}].anskaffelse_kr"
    )
    scrap = entered(f"{aktiv.navn}: scrapværdi", aktiv.scrap_kr, KR, f"grundlag.aktiver[{nr}].scrap_kr")
    levetid = entered(f"{aktiv.navn}: levetid", aktiv.levetid_aar, AAR, f"grundlag.aktiver[{nr}].levetid_aar")
    return divide(
        f"{aktiv.navn}: årlig afskrivning", subtract(f"{aktiv.navn}: at afskrive", anskaffelse, scrap, KR), levetid, KR
    )


def depreciation(aktiv: Aktiv, nr: int, aar: int) -> Led:
    """(cost − scrap value) ÷ life, kroner for the year; 0 before the asset is bought and after its life.

    Source: assumed (straight-line per asset; the agreement's section on depreciation is not seen).
    """
    if not _is_in_use(aktiv, aar):
        return add(f"{aktiv.navn}: ikke i brug i {aar}", [], KR)
    return _yearly(aktiv, nr)


def interest(aktiv: Aktiv, nr: int, aar: int, standard: Parameter) -> Led:
    """Book value at the start of the year × rate, kroner; the rule set's rate where the asset names none.

    Source: assumed (book value; the agreement's section on interest is not seen).
    """
    if not _is_in_use(aktiv, aar):
        return add(f"{aktiv.navn}: ingen forrentning i {aar}", [], KR)
    anskaffelse = entered(
        f"{aktiv.navn}: anskaffelsessum", aktiv.anskaffelse_kr, KR, f"grundlag.aktiver[{nr}].anskaffelse_kr"
    )
    brugt = subtract(f"{aktiv.navn}: år brugt", _takst_year(aar), _bought(aktiv, nr), AAR)
    afskrevet = multiply(f"{aktiv.navn}: afskrevet", [_yearly(aktiv, nr), brugt], KR)
    bogfoert = subtract(f"{aktiv.navn}: bogført værdi", anskaffelse, afskrevet, KR)
    return percent_of(f"{aktiv.navn}: forrentning", bogfoert, _rate(aktiv, nr, standard), KR)


def _rate(aktiv: Aktiv, nr: int, standard: Parameter) -> Led:
    if aktiv.rente_procent is None:
        return standard.led("Rente")
    return entered(f"{aktiv.navn}: rente", aktiv.rente_procent, "procent", f"grundlag.aktiver[{nr}].rente_procent")


def _takst_year(aar: int) -> Led:
    return Led("Takståret", Decimal(aar), AAR, Art.REGEL, kilde="Indberetningens takstår", sikkerhed="verificeret")


def _bought(aktiv: Aktiv, nr: int) -> Led:
    return entered(f"{aktiv.navn}: anskaffet", aktiv.anskaffet_aar, AAR, f"grundlag.aktiver[{nr}].anskaffet_aar")

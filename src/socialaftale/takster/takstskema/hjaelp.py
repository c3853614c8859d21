"""What the reporter is told about a field: made from its words and limits, never written per field."""

from decimal import Decimal

from socialaftale.takster.takstskema.felter import Felt, Slags, label

_ID = "Et fast id, som aldrig genbruges: bogstaver, tal og ._/- uden mellemrum."


def unit(felt: Felt) -> str:
    """`kr.`, `procent` or nothing, by the ending that names of amounts and shares carry."""
    if felt.navn.endswith("_kr") or felt.navn == "kroner":
        return "kr."
    return "procent" if "procent" in felt.navn else ""


def short_help(felt: Felt) -> str:
    """A few words above the column."""
    dele = [_kind(felt), *_only(felt), "" if felt.paakraevet else "kan stå tomt"]
    return ", ".join(del_ for del_ in dele if del_)


def long_help(felt: Felt) -> str:
    """The prompt shown when the cell is chosen; at most 255 characters, as the format allows."""
    dele = [felt.beskrivelse, _limits(felt), *(f"{tekst[0].upper()}{tekst[1:]}." for tekst in _only(felt))]
    dele.append("Skal udfyldes." if felt.paakraevet and not felt.kun else "Kan stå tomt.")
    return " ".join(del_ for del_ in dele if del_)[:255]


def _kind(felt: Felt) -> str:
    if felt.slags is Slags.VALG:
        return "vælg"
    if felt.slags is Slags.NOEGLE:
        return "id" if felt.sti == "id" else "linje-id"
    if felt.slags is Slags.TEKST:
        return "tekst"
    return unit(felt) or ("helt tal" if felt.slags is Slags.HELTAL else "tal")


def _only(felt: Felt) -> list[str]:
    return [f"kun kode {', '.join(felt.kun)}"] if felt.kun else []


def _limits(felt: Felt) -> str:
    if felt.slags is Slags.VALG:
        return "Vælg: " + ", ".join(map(label, felt.valg)) + "."
    if felt.slags is Slags.NOEGLE:
        return _ID if felt.sti == "id" else "Linjens id, som det står på arket Linjer."
    if felt.slags is Slags.TEKST:
        return f"Tekst, højst {felt.laengde} tegn." if felt.laengde else "Tekst."
    return f"{_number_kind(felt)}{_span(felt)}.{_example(felt)}"


def _number_kind(felt: Felt) -> str:
    if felt.slags is Slags.HELTAL:
        return "Helt tal"
    return {"kr.": "Kroner", "procent": "Procent"}.get(unit(felt), "Tal") + f" med højst {felt.decimaler} decimaler"


def _span(felt: Felt) -> str:
    if felt.mindst is None:
        return ", gerne negativt"
    return f", fra {felt.mindst} til {felt.hoejst}" if felt.hoejst is not None else f", mindst {felt.mindst}"


def _example(felt: Felt) -> str:
    return " Skriv 95 for 95 %." if unit(felt) == "procent" else ""


def span(felt: Felt) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number that fits in the field."""
    hoejst = felt.hoejst if felt.hoejst is not None else Decimal(10) ** ((felt.cifre or 9) - (felt.decimaler or 0)) - 1
    return (felt.mindst if felt.mindst is not None else -hoejst), hoejst

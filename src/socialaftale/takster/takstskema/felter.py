"""The field table of the workbook, read out of the input types of the core; nothing here is written by hand."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo


class Slags(StrEnum):
    TEKST = "tekst"
    NOEGLE = "noegle"
    TAL = "tal"
    HELTAL = "heltal"
    VALG = "valg"


class Felt(NamedTuple):
    """One input cell: its path inside the row's record, its words, and the limits that the core will hold it to."""

    sti: str
    titel: str
    slags: Slags
    paakraevet: bool
    beskrivelse: str = ""
    mindst: Decimal | None = None
    hoejst: Decimal | None = None
    cifre: int | None = None
    decimaler: int | None = None
    laengde: int | None = None
    valg: tuple[str, ...] = ()
    kun: tuple[str, ...] = ()

    @property
    def navn(self) -> str:
        return self.sti.rpartition(".")[2].partition("[")[0]


_ORD = {"kr": "kr.", "pr": "pr.", "pl": "PL"}


def label(identifikator: str) -> str:
    """The Danish words of an ASCII identifier: `kr_pr_doegn` is read `kr. pr. døgn`."""
    tekst = " ".join(_ORD.get(ord_, ord_) for ord_ in identifikator.split("_"))
    return tekst.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")


def fields_of(
    models: tuple[type[BaseModel], ...],
    uden: frozenset[str] = frozenset(),
    koder: dict[type[BaseModel], tuple[str, ...]] | None = None,
) -> list[Felt]:
    """The cells of one row that holds a record of one of `models`; a field of several models is one cell.

    `koder` says which structure codes each model serves; a field that not all of them have says so in `kun`.
    """
    felter: dict[str, Felt] = {}
    for model in models:
        for felt in _fields(model, uden):
            egen = felt._replace(kun=(koder or {}).get(model, ()))
            felter[felt.sti] = _merge(felter[felt.sti], egen) if felt.sti in felter else egen
    alle = sum(len(egne) for egne in (koder or {}).values())
    return [felt._replace(kun=() if len(felt.kun) == alle else felt.kun) for felt in felter.values()]


def list_items(model: type[BaseModel]) -> tuple[str, type[BaseModel]] | None:
    """The one field of `model` that is a list of records, with the record's type; None where it has none."""
    for navn, hint in get_type_hints(model, include_extras=True).items():
        typen, _ = _unwrap(hint)
        if get_origin(typen) is tuple and issubclass(_unwrap(get_args(typen)[0])[0], BaseModel):
            return navn, get_args(typen)[0]
    return None


def union_members(model: type[BaseModel], navn: str) -> tuple[type[BaseModel], ...]:
    """The record types that field `navn` may hold."""
    typen, _ = _unwrap(get_type_hints(model, include_extras=True)[navn])
    return tuple(get_args(typen)) if _is_union(typen) else (typen,)


def codes_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The structure codes that a structure answers to, e.g. D and N."""
    return tuple(get_args(get_type_hints(model)["kode"]))


def _fields(model: type[BaseModel], uden: frozenset[str]) -> Iterator[Felt]:
    hints = get_type_hints(model, include_extras=True)
    for navn, info in model.model_fields.items():
        if navn not in uden:
            yield from _field(info.alias or navn, info, hints[navn])


def _field(navn: str, info: FieldInfo, hint: Any) -> Iterator[Felt]:
    typen, metadata = _unwrap(hint)
    titel = info.title or label(navn).capitalize()
    if get_origin(typen) is tuple:
        return
    if _is_union(typen) or (isinstance(typen, type) and issubclass(typen, BaseModel)):
        members = get_args(typen) if _is_union(typen) else (typen,)
        optional = not info.is_required()
        for felt in fields_of(members):
            yield _inside(navn, info.title or label(navn).capitalize(), felt, optional or len(members) > 1)
        return
    yield _scalar(Felt(navn, titel, Slags.TEKST, info.is_required(), info.description or ""), typen, metadata)


def _inside(navn: str, titel: str, felt: Felt, optional: bool) -> Felt:
    samlet = felt.titel if felt.titel.startswith(titel) else f"{titel}: {felt.titel[0].lower()}{felt.titel[1:]}"
    egen = "." not in felt.sti and navn in ("belaegning", "dage")
    return felt._replace(
        sti=f"{navn}.{felt.sti}",
        titel=felt.titel if egen else samlet,
        paakraevet=felt.paakraevet and not optional,
    )


def _scalar(felt: Felt, typen: Any, metadata: list[Any]) -> Felt:
    if get_origin(typen) is Literal:
        return felt._replace(slags=Slags.VALG, valg=tuple(get_args(typen)))
    if issubclass(typen, StrEnum):
        return felt._replace(slags=Slags.VALG, valg=tuple(str(vaerdi) for vaerdi in typen))
    felt = felt._replace(
        mindst=_limit(metadata, "ge"),
        hoejst=_limit(metadata, "le"),
        cifre=_limit(metadata, "max_digits"),
        decimaler=_limit(metadata, "decimal_places"),
        laengde=_limit(metadata, "max_length"),
    )
    if issubclass(typen, str):
        return felt._replace(slags=Slags.NOEGLE if _limit(metadata, "pattern") else Slags.TEKST)
    return felt._replace(slags=Slags.HELTAL if issubclass(typen, int) else Slags.TAL)


def _merge(kendt: Felt, felt: Felt) -> Felt:
    titel = kendt.titel if felt.titel in kendt.titel else f"{kendt.titel} / {felt.titel[0].lower()}{felt.titel[1:]}"
    valg = kendt.valg if kendt.valg == felt.valg else tuple(sorted({*kendt.valg, *felt.valg}))
    return kendt._replace(titel=titel, valg=valg, kun=kendt.kun + felt.kun)


def _unwrap(hint: Any) -> tuple[Any, list[Any]]:
    """The bare type and the limits, without `Annotated` and `| None`."""
    if get_origin(hint) is Annotated:
        typen, *ekstra = get_args(hint)
        indre, metadata = _unwrap(typen)
        return indre, metadata + [m for felt in ekstra if isinstance(felt, FieldInfo) for m in felt.metadata]
    if _is_union(hint):
        dele = [del_ for del_ in get_args(hint) if del_ is not NoneType]
        if len(dele) == 1:
            return _unwrap(dele[0])
    return hint, []


def _is_union(typen: Any) -> bool:
    return get_origin(typen) in (Union, UnionType)


def _limit(metadata: list[Any], navn: str) -> Any:
    return next((getattr(m, navn) for m in metadata if getattr(m, navn, None) is not None), None)

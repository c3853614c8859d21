"""From sheets to the report's JSON: each row finds its owner by key, each value goes to its field."""

from typing import Any

from socialaftale.takster.takstskema.cellevaerdi import MuligtCpr, UklarCelle, as_text, is_blank, read_cell
from socialaftale.takster.takstskema.felter import Felt
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.layout import NOEGLEKOLONNER, Ark
from socialaftale.takster.takstskema.raekker import OWNERS, Ejer, Post, owner_key, put, records_at
from socialaftale.takster.takstskema.tabel import Hoved, Raekke, Tabel, data_rows, find_headings, shape_faults
from socialaftale.takster.takstskema.typer import Cellefejl


class Arklaeser:
    """Puts the sheets' rows into the report `post`, notes every cell on `kort`, and gathers the faults."""

    def __init__(self, post: Post, kort: Kort, frigivne: frozenset[tuple[str, str]]) -> None:
        self.kort = kort
        self._frigivne = frigivne
        self.fejl: list[Cellefejl] = []
        self._ejere: dict[str, dict[tuple[str, ...], Ejer]] = {"": {(): Ejer((), "", post)}}
        self._set_foer: set[str] = set()

    def read(self, ark: Ark, tabel: Tabel) -> None:
        """One sheet. Sheets are read in the order of the layout, owners first."""
        self._ejere.setdefault(ark.navn, {})
        hoved = find_headings(ark, tabel)
        formfejl = list(shape_faults(ark, tabel, hoved))
        self.fejl += formfejl
        if not any(fejl.celle == "" for fejl in formfejl):
            for raekke in data_rows(tabel, hoved):
                self._read_row(ark, hoved, raekke)

    def _read_row(self, ark: Ark, hoved: Hoved, raekke: Raekke) -> None:
        tom = all(is_blank(raekke.value(hoved.kolonner[felt.titel])) for felt in hoved.felter if felt.sti != "id")
        if tom and ark.liste:
            return
        ejer = self._owner(ark, hoved, raekke, tom)
        if ejer is None:
            return
        hvor = records_at(ark, ejer.post)
        if not hvor:
            besked = "Afdelingens struktur har ingen trin. Vælg kode B, D, E, F eller N på arket Struktur."
            self.fejl.append(Cellefejl.at(raekke.cell(0), "", besked))
            return
        sti = f"{ejer.sti}.{hvor}".lstrip(".")
        if ark.liste:
            self._read_list_row(ark, hoved, raekke, ejer, (hvor, sti))
        else:
            self._read_single(hoved, raekke, {} if tom else put_new(ejer.post, hvor), sti)

    def _read_list_row(self, ark: Ark, hoved: Hoved, raekke: Raekke, ejer: Ejer, sted: tuple[str, str]) -> None:
        liste = put_new(ejer.post, sted[0], list)
        post: Post = {}
        liste.append(post)
        sti = f"{sted[1]}[{len(liste) - 1}]"
        self._fill(post, sti, hoved, raekke)
        if ark in OWNERS:
            self._register(ark, ejer, sti, post)

    def _read_single(self, hoved: Hoved, raekke: Raekke, post: Post, sti: str) -> None:
        """The one row an owner may have; an empty one is put on the map all the same, so that faults find it."""
        if sti in self._set_foer:
            self.fejl.append(Cellefejl.at(raekke.cell(0), sti, "Afdelingen står to gange. Slet den ene række."))
            return
        self._set_foer.add(sti)
        self._fill(post, sti, hoved, raekke)

    def _owner(self, ark: Ark, hoved: Hoved, raekke: Raekke, tom: bool) -> Ejer | None:
        titler = NOEGLEKOLONNER[ark.ejer]
        noegler = tuple(as_text(raekke.value(hoved.kolonner[titel])).strip() for titel in titler)
        ejer = self._ejere[ark.ejer].get(noegler)
        if ejer is None and not tom:
            mangler = next((titel for titel, noegle in zip(titler, noegler, strict=True) if not noegle), None)
            besked = f"”{' '.join(noegler)}” står ikke på arket {ark.ejer}. Vælg fra listen, eller tilføj den dér."
            if mangler:
                besked = f"Her mangler {mangler.lower()}: vælg fra listen, hvad rækken hører til."
            celle = raekke.cell(hoved.kolonner[mangler or titler[-1]])
            self.fejl.append(Cellefejl.at(celle, "", besked))
        return ejer

    def _fill(self, post: Post, sti: str, hoved: Hoved, raekke: Raekke) -> None:
        grupper: dict[str, list[tuple[str, object, Celle]]] = {}
        for felt in hoved.felter:
            celle = raekke.cell(hoved.kolonner[felt.titel])
            vaerdi = self._value(felt, raekke, celle, sti)
            gruppe, mark, rest = felt.sti.partition("]")
            if mark:
                grupper.setdefault(gruppe, []).append((rest.lstrip("."), vaerdi, celle))
                continue
            self.kort.put(f"{sti}.{felt.sti}", celle)
            if vaerdi is not None:
                put(post, felt.sti, vaerdi)
        for gruppe, celler in grupper.items():
            if any(vaerdi is not None for _, vaerdi, _ in celler):
                self._fill_numbered(post, sti, gruppe.partition("[")[0], celler)

    def _fill_numbered(self, post: Post, sti: str, navn: str, celler: list[tuple[str, object, Celle]]) -> None:
        """Numbered columns go into their list, where gaps close up."""
        liste = put_new(post, navn, list)
        egen = f"{sti}.{navn}[{len(liste)}]"
        element: Post = {}
        for rest, vaerdi, celle in celler:
            self.kort.put(f"{egen}.{rest}" if rest else egen, celle)
            if vaerdi is not None:
                put(element, rest, vaerdi)
        liste.append(element.get("", element))

    def _value(self, felt: Felt, raekke: Raekke, celle: Celle, sti: str) -> str | int | None:
        try:
            return read_cell(felt, raekke.value(celle.kolonne - 1), (celle.ark, celle.navn) in self._frigivne)
        except UklarCelle as uklar:
            cpr = isinstance(uklar, MuligtCpr)
            self.fejl.append(Cellefejl.at(celle, f"{sti}.{felt.sti}", str(uklar), cpr))
            return None

    def _register(self, ark: Ark, oppe: Ejer, sti: str, post: Post) -> None:
        """Rows of later sheets will call this record by its key; one that comes again is told apart by a number."""
        grund = owner_key(ark, oppe.noegler, str(post.get("id", "")))
        kendte, noegler, nummer = self._ejere[ark.navn], grund, 1
        while noegler in kendte:
            nummer += 1
            noegler = (*grund[:-1], f"{grund[-1]}#{nummer}")
        kendte[noegler] = Ejer(noegler, sti, post)


def put_new(post: Post, sti: str, slags: type = dict) -> Any:
    """What lies at the path, made there where it is absent."""
    *oppe, navn = sti.split(".")
    for led in oppe:
        post = post.setdefault(led, {})
    return post.setdefault(navn, slags())

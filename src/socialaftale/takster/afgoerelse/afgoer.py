"""What the recording page shows and does: which lines are there one by one, what is proposed, what has changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from socialaftale.faelles.visning import dato, tal
from socialaftale.moeder.actions import Overhalet
from socialaftale.moeder.models import Beslutning, Dagsordenspunkt, Delegation
from socialaftale.moeder.status import Resultat
from socialaftale.parter.models import Bruger, Udvalg
from socialaftale.regler.kompetence import Afslag

from ..models import Indsendtlinje
from .actions import FOR_ALLE, NyeIndsendelser, decide
from .forms import AfgoerForm, read_keys, typed, write_keys
from .models import Linjeafgoerelse
from .moedesag import Moedesag, next_meeting, short_name
from .queries import facts_of
from .sagsdata import Sagsdata, read_case
from .sagslinjer import Sagslinje
from .sagstabeller import TALORD, amount
from .undtagelser import Undtagelse, lines_shown, parties_shown, proposed

Udfald = Linjeafgoerelse.Udfald


@dataclass(frozen=True)
class Aendret:
    """A line that is not what it was when the page was opened; an empty text where it was not there."""

    sted: str
    foer: str
    nu: str


@dataclass
class Afgoersiden:
    """One visit to the page. `andens` is the decision that another recorded meanwhile."""

    punkt: Dagsordenspunkt
    data: Sagsdata
    form: AfgoerForm
    aendrede: list[Aendret]
    andens: Beslutning | None = None
    gemt: Beslutning | None = None

    @property
    def partsrader(self) -> list[Undtagelse]:
        return [et for et in self.form.undtagelser if et.part]

    @property
    def har_partssvar(self) -> bool:
        """Something is said of a whole driftsherre."""
        return any(self.form[f"{et.noegle}-udfald"].value() for et in self.partsrader)

    @property
    def linjerader(self) -> list[Undtagelse]:
        return [et for et in self.form.undtagelser if not et.part]

    @property
    def andre_tilbud(self) -> list[tuple[int, str]]:
        """The tilbud with lines that are not shown one by one, as (primary key, name)."""
        viste = {et.linjer[0].pk for et in self.linjerader if not et.er_samlet}
        return list({et.indhold.tilbud: et.tilbud for et in self.data.linjer if et.pk not in viste}.items())


def open_page(punkt: Dagsordenspunkt, data: Sagsdata, post: Mapping[str, Any] | None = None) -> Afgoersiden:
    """The page as it is first shown; with `post`, again with one more tilbud's lines, and everything typed."""
    foer, sendt = data.beslutning, post or {}
    vis = read_keys(sendt.get("vis", "")) | read_keys(sendt.get("nyt_tilbud", ""))
    linjer = lines_shown(data, vis, sendt)
    initial: dict[str, Any] = {
        "resultat": Resultat.GODKENDT if data.sag.kan_afgoere else Resultat.INDSTILLET,
        "nr": foer.nr if foer else 0,
        "sete": write_keys({et.indsendelse for et in data.linjer}),
    }
    for noegle, (udfald, grund) in proposed(data, linjer).items():
        initial |= {f"{noegle}-udfald": udfald, f"{noegle}-grund": grund}
    if foer:
        initial |= {felt: getattr(foer, felt) for felt in ("resultat", "tekst", "betingelser")}
    initial |= typed(sendt) | {"vis": write_keys(vis)}
    form = AfgoerForm(initial=initial, data_=data, undtagelser=parties_shown(data, sendt) + linjer)
    return Afgoersiden(punkt, data, form, [])


def _bound(data: Sagsdata, post: QueryDict) -> AfgoerForm:
    undtagelser = parties_shown(data, post) + lines_shown(data, read_keys(post.get("vis", "")), post)
    return AfgoerForm(post, data_=data, undtagelser=undtagelser)


def record_page(punkt: Dagsordenspunkt, data: Sagsdata, post: QueryDict, by: Bruger) -> Afgoersiden:
    """Record what was typed. Where it cannot be, the page comes back with the reason and everything typed."""
    side = Afgoersiden(punkt, data, _bound(data, post), [])
    if not side.form.is_valid():
        return side
    svar = side.form.answers(data.linjer)
    ord_ = in_words(data, side.form.cleaned_data["resultat"], svar)
    try:
        side.gemt = decide(
            punkt=punkt,
            set_nr=side.form.cleaned_data["nr"],
            svar=side.form.svar(ord_),
            afvigelser=svar,
            sete=side.form.seen(),
            by=by,
        )
    except NyeIndsendelser as fejl:
        return _caught_up(side, post, fejl)
    except ValidationError as fejl:
        for besked in fejl.messages:
            side.form.add_error(None, besked)
        if isinstance(fejl, Overhalet):
            side.andens = fejl.nyeste
            _rewrite(side.form, {"nr": str(fejl.nyeste.nr)})
    return side


def _caught_up(side: Afgoersiden, post: QueryDict, fejl: NyeIndsendelser) -> Afgoersiden:
    """The page with what has changed, line by line, and what was typed; the next save is about what lies there now."""
    data = read_case(side.data.sag)
    tilbud = {et.indhold.tilbud for et in data.linjer if et.indsendelse in fejl.andre}
    vis = read_keys(post.get("vis", "")) | tilbud
    nyt = post.copy()
    nyt["sete"], nyt["vis"] = write_keys({et.indsendelse for et in data.linjer}), write_keys(vis)
    form = _bound(data, nyt)
    form.add_error(None, fejl.messages[0])
    return Afgoersiden(side.punkt, data, form, changed_lines(data, fejl.andre))


def _rewrite(form: AfgoerForm, vaerdier: Mapping[str, str]) -> None:
    form.data = form.data.copy()
    for navn, vaerdi in vaerdier.items():
        form.data[navn] = vaerdi


def changed_lines(data: Sagsdata, andre: frozenset[int]) -> list[Aendret]:
    """What the submissions (primary keys) that came or went changed, line by line."""
    felter = ("pk", "indsendelse", "indsendelse__indberetning__tilbud", "linje", "beregning_navn", "navn", "takst_kr",
        "pladser", "indhold_sha256")  # fmt: skip
    nu = {et.indsendelse for et in data.linjer}
    foer, efter = {}, {}
    for raekke in Indsendtlinje.objects.filter(indsendelse__in=andre).order_by("indsendelse", "nr").values(*felter):
        noegle = (raekke["indsendelse__indberetning__tilbud"], raekke["linje"])
        (efter if raekke["indsendelse"] in nu else foer)[noegle] = raekke
    stam = facts_of(data.runde.aar, {tilbud for tilbud, _ in [*foer, *efter]})
    alle = {noegle: (foer.get(noegle), efter.get(noegle)) for noegle in [*efter, *foer]}
    return [
        Aendret(
            f"{stam[noegle[0]].navn if noegle[0] in stam else ''}, {_place(gammel or ny)}", _told(gammel), _told(ny)
        )
        for noegle, (gammel, ny) in alle.items()
        if _content(gammel) != _content(ny)
    ]


def _content(raekke: Mapping[str, Any] | None) -> str:
    return raekke["indhold_sha256"] if raekke else ""


def _place(raekke: Mapping[str, Any] | None) -> str:
    return f"{raekke['beregning_navn']}: {raekke['navn']}" if raekke else ""


def _told(raekke: Mapping[str, Any] | None) -> str:
    if raekke is None:
        return ""
    pladser = f", {amount(raekke['pladser'])} pladser" if raekke["pladser"] is not None else ""
    return f"{amount(raekke['takst_kr'])} kr.{pladser}"


def in_words(data: Sagsdata, resultat: str, svar: Mapping[int, tuple[str, str]]) -> str:
    """The decision in words: how many takster got which answer, and which tilbud those answered otherwise belong to."""
    for_alle = FOR_ALLE.get(Resultat(resultat))
    if for_alle is None:
        return ""
    grupper: dict[str, list[Sagslinje]] = {}
    for linje in data.linjer:
        if linje.pk in svar or linje.afgjort is None:
            grupper.setdefault(svar.get(linje.pk, (for_alle.value, ""))[0], []).append(linje)
    saetninger = []
    for udfald, ord_ in TALORD.items():
        egne = grupper.get(udfald, [])
        if egne:
            hvilke = "" if udfald == for_alle else f" ({_by_tilbud(egne)})"
            saetninger.append(f"{tal(len(egne))} {'takst' if len(egne) == 1 else 'takster'} {ord_}{hvilke}.")
    return " ".join(saetninger)


def _by_tilbud(linjer: Iterable[Sagslinje]) -> str:
    """`Lærkehuset 2, Solgården 1`: how many of each tilbud, so that no line that is one buyer's own is named."""
    return ", ".join(f"{navn} {antal}" for navn, antal in Counter(et.tilbud for et in linjer).items())


@dataclass(frozen=True)
class Mandatforklaring:
    """Whether the body may decide, by what right, and what it can do where it may not."""

    kan: bool
    overskrift: str
    tekst: str


def explain_mandate(sag: Moedesag, modtager: Udvalg | None) -> Mandatforklaring:
    """The mandate in plain words. `modtager` is the body that settles takster itself."""
    udvalg = short_name(sag.udvalg)
    if isinstance(sag.mandat, Afslag):
        naeste = next_meeting(sag.runde, modtager, sag.dato)
        hvornaar = f", der mødes {dato(naeste.dato)}" if naeste else ""
        hvem = short_name(modtager) if modtager else "det udvalg, der afgør"
        tekst = (
            f"{sag.mandat.grund} Vælg »indstillet til godkendelse«: så går taksterne videre til {hvem}{hvornaar}. "
            f"Eller udsæt dem. Kun {hvem} kan give eller forlænge en delegation."
        )
        return Mandatforklaring(False, f"{udvalg} kan ikke afgøre taksterne den {dato(sag.dato)}", tekst)
    delegering = sag.mandat.delegering
    if delegering is None:
        return Mandatforklaring(True, f"{udvalg} afgør selv taksterne", f"Kilde: {sag.mandat.kilde}.")
    fra = short_name(modtager) if modtager else delegering.fra
    omfang = Delegation.objects.get(pk=delegering.id).omfang
    hvad = f" Den omfatter: {omfang.rstrip('.')}." if omfang else ""
    tekst = f"Delegationen fra {fra} gælder til og med {dato(delegering.udloeber)}.{hvad}"
    return Mandatforklaring(True, f"{udvalg} afgør taksterne efter delegation", tekst)

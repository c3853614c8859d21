"""The sheet Beregning: every computed takst, part by part, with live formulas on the input cells."""

from openpyxl.worksheet.worksheet import Worksheet

from socialaftale.regler.forklaring import Art, KanIkkeBeregnes, Led
from socialaftale.regler.parametre import Regelsaet
from socialaftale.regler.takst.beregn import Linjeresultat, compute_beregning
from socialaftale.regler.takst.opgave import Indberetning, Takstberegning
from socialaftale.takster.takstskema import stil
from socialaftale.takster.takstskema.formler import Formelark, Formelraekke, formula, in_words
from socialaftale.takster.takstskema.kort import Celle, Kort
from socialaftale.takster.takstskema.layout import BEREGNING, OVERBLIK, OVERSKRIFTSRAEKKE
from socialaftale.takster.takstskema.sikker import set_text

KOLONNER = ("Tal", "Værdi", "Enhed", "Formel i ord", "Af rækkerne", "Står i / kilde", "Sikkerhed")
BREDDER = (58, 18, 15, 58, 14, 50, 14)
VAERDI = "B"
_BAGUD = "Der er tilføjet eller tømt rækker. Taksterne her er ikke opdaterede; de regnes om, når skemaet læses ind."


class Beregningsark:
    """Writes the sheet, and remembers in which cell each line's computed takst stands."""

    def __init__(self, ws: Worksheet, indberetning: Indberetning, regelsaet: Regelsaet, kort: Kort, aar: Celle) -> None:
        self.ws, self.regelsaet, self.kort, self.aar = ws, regelsaet, kort, aar
        self.indberetning = indberetning
        self.takster: dict[tuple[str, str], str] = {}
        self.raekke = OVERSKRIFTSRAEKKE + 1

    def write(self, i_brug: str, da_skrevet: int) -> None:
        """The whole sheet. `i_brug` counts the rows in use; another number than `da_skrevet` is said on top."""
        self._write_headings()
        advarsel = stil.paint(self.ws["A3"], "fejl")
        advarsel.value = f'=IF({i_brug}={da_skrevet},"","{_BAGUD}")'
        for nr, tilbud in enumerate(self.indberetning.tilbud):
            for nr2, beregning in enumerate(tilbud.beregninger):
                if beregning.grundlag is not None:
                    sted = f"tilbud[{nr}].beregninger[{nr2}]"
                    self._write_beregning(f"{tilbud.navn} · {beregning.navn}", beregning, sted)
        if self.raekke == OVERSKRIFTSRAEKKE + 1:
            set_text(stil.paint(self.ws.cell(self.raekke, 1), "tekst"), "Ingen afdeling har et udfyldt takstgrundlag.")
        stil.set_up_sheet(
            self.ws,
            stil.FANE_BEREGNING,
            f"{VAERDI}{OVERSKRIFTSRAEKKE + 1}",
            f"{OVERSKRIFTSRAEKKE}:{OVERSKRIFTSRAEKKE}",
        )

    def _write_headings(self) -> None:
        ws = self.ws
        set_text(stil.paint(ws["A1"], "titel"), BEREGNING)
        set_text(
            stil.paint(ws["A2"], "undertitel"), f"Sådan bliver grundlaget til takster. Regler: {self.regelsaet.navn}."
        )
        ws.row_dimensions[1].height, ws.row_dimensions[OVERSKRIFTSRAEKKE].height = 26, 24
        for nr, (titel, bredde) in enumerate(zip(KOLONNER, BREDDER, strict=True), 1):
            set_text(stil.paint(ws.cell(OVERSKRIFTSRAEKKE, nr), "overskrift"), titel)
            ws.column_dimensions["ABCDEFG"[nr - 1]].width = bredde

    def _write_beregning(self, navn: str, beregning: Takstberegning, sted: str) -> None:
        for kolonne in range(1, len(KOLONNER) + 1):
            stil.paint(self.ws.cell(self.raekke, kolonne), "afsnit")
        set_text(self.ws.cell(self.raekke, 1), navn)
        self.raekke += 1
        try:
            linjer = compute_beregning(beregning, self.regelsaet, self.indberetning.aar)
        except KanIkkeBeregnes as grund:
            set_text(stil.paint(self.ws.cell(self.raekke, 1), "fejl"), str(grund))
            self.raekke += 2
            return
        self._write_lines(linjer, beregning, sted)

    def _write_lines(self, linjer: tuple[Linjeresultat, ...], beregning: Takstberegning, sted: str) -> None:
        navne = {linje.id: linje.navn for linje in beregning.linjer}
        ark = Formelark(self.raekke)
        for resultat in linjer:
            titel = f"Takst: {navne.get(resultat.linje, resultat.linje)}"
            for raekke in ark.rows(resultat.takst):
                self._write_row(raekke, titel if raekke.dybde == 0 else raekke.led.navn, sted)
            self.takster[sted, resultat.linje] = f"'{BEREGNING}'!${VAERDI}${ark.row(resultat.takst)}"
        self.raekke = ark.naeste + 1

    def _write_row(self, raekke: Formelraekke, titel: str, sted: str) -> None:
        led, ws, nr = raekke.led, self.ws, raekke.raekke
        resultat = raekke.dybde == 0
        maal = self._cell(led, sted) if led.art is Art.INDTASTET else None
        kilde = f"{maal.ark} {maal.navn}" if maal else led.kilde
        tekster = (titel, "", led.enhed, in_words(led), _row_list(raekke.af), kilde, led.sikkerhed)
        for kolonne, tekst in enumerate(tekster, 1):
            indryk = 1 + min(raekke.dybde, 12) if kolonne == 1 else 0
            set_text(stil.paint(ws.cell(nr, kolonne), "takst" if resultat else "tekst", indryk=indryk), tekst)
        talformat = stil.KRONER if led.enhed.startswith("kr") else stil.TAL
        vaerdi = stil.paint(ws.cell(nr, 2), "takstkroner" if resultat else "tal", talformat)
        vaerdi.value = formula(raekke, VAERDI, lambda input_led: self._input(input_led, sted))
        if maal:
            stil.link_to(ws.cell(nr, KOLONNER.index("Står i / kilde") + 1), maal)
        stil.fit_height(ws, nr, zip(BREDDER, tekster, strict=True))

    def _cell(self, led: Led, sted: str) -> Celle | None:
        return self.kort.cell(f"{sted}.{led.felt}")

    def _input(self, led: Led, sted: str) -> str:
        celle = self._cell(led, sted)
        if celle is None:
            raise LookupError(f"{led.navn}: feltet {led.felt} har ingen celle i takstskemaet.")
        return celle.reference


def _row_list(raekker: tuple[int, ...]) -> str:
    """`7, 51`, or `11-20` where they follow on each other."""
    if len(raekker) > 2 and raekker == tuple(range(raekker[0], raekker[-1] + 1)):
        return f"{raekker[0]}-{raekker[-1]}"
    return ", ".join(map(str, raekker))


def year_cell(kort: Kort) -> Celle:
    """Where the takst year stands on the overview."""
    celle = kort.cell("aar")
    assert celle is not None, OVERBLIK
    return celle

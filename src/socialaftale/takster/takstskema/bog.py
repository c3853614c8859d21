"""From bytes to sheets: checked first, then read for values only, which is ten times as fast as reading everything."""

from io import BytesIO
from typing import TYPE_CHECKING

from socialaftale.takster.takstskema.cellevaerdi import UDEN_RESULTAT
from socialaftale.takster.takstskema.filvagt import UbrugeligFil, check_file
from socialaftale.takster.takstskema.formelceller import cells_without_result
from socialaftale.takster.takstskema.tabel import Tabel

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_sheets(raw: bytes, filnavn: str) -> dict[str, Tabel]:
    """Every sheet by name. Raises UbrugeligFil with one Danish message where the file cannot be used."""
    from python_calamine import CalamineError, CalamineWorkbook

    uden_resultat = cells_without_result(check_file(raw, filnavn))
    try:
        bog = CalamineWorkbook.from_filelike(BytesIO(raw))
        return {navn: _table(bog.get_sheet_by_name(navn), uden_resultat.get(navn, [])) for navn in bog.sheet_names}
    except CalamineError:
        besked = "Filen kan ikke læses som et regneark. Åbn den, gem den som .xlsx, og læg den op igen."
        raise UbrugeligFil(besked) from None


def _table(ark: "CalamineSheet", uden_resultat: list[tuple[int, int]]) -> Tabel:
    raekker = ark.to_python(skip_empty_area=False)
    for raekke, kolonne in uden_resultat:
        if raekke < len(raekker) and kolonne < len(raekker[raekke]):
            raekker[raekke][kolonne] = UDEN_RESULTAT
    return Tabel(ark.name, raekker, ark.merged_cell_ranges or [])

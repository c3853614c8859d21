from socialaftale.faelles.kanonisk import sha256
from socialaftale.takster.eksempel.indberetning import build_series, year_of
from socialaftale.takster.eksempel.profil import Gruppe, Sted
from socialaftale.takster.indhold import dump, load

GRUPPER = (
    ("sel-107", "doegn", 13), ("sel-108", "doegn", 24), ("abl-105-2", "doegn", 18), ("bl-43-3", "doegn", 3),
    ("sel-103", "dag", 31), ("sel-109", "doegn", 7), ("sel-101", "ambulant", 0), ("stu", "undervisning", 20),
)  # fmt: skip


def test_every_structure_is_read_back_equal_and_hashes_alike():
    koder = set()
    for nr in range(6):
        grupper = tuple(Gruppe(f"G{nr}{lov}", f"Hus {nr}", lov, form, pladser) for lov, form, pladser in GRUPPER)
        sted = Sted(f"T{nr}", f"Prøvehus {nr}", "860", grupper)
        for rapport in build_series([(sted, year_of(2025)), (sted, year_of(2026))]):
            data = dump(rapport)
            assert load(data) == rapport
            assert sha256(dump(load(data))) == sha256(data)
            koder |= {beregning.struktur.kode for beregning in rapport.beregninger}
    assert koder == set("ABCDEFG")

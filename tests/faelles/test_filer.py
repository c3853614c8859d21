import pytest

from socialaftale.faelles import filer
from socialaftale.faelles.models import MAX_BYTES, Fil


@pytest.fixture(autouse=True)
def lager(settings, tmp_path):
    settings.FILER = tmp_path / "filer"
    return settings.FILER


def test_the_same_content_is_stored_once_and_comes_back(mette, lager):
    a = filer.put([b"abc", b"def"], "skema.xlsx", by=mette)
    b = filer.put([b"abcdef"], "kopi.xlsx", by=mette)
    assert a.sha256 == b.sha256
    assert filer.open_file(b).read() == b"abcdef"
    assert len([p for p in lager.rglob("*") if p.is_file()]) == 1


def test_a_file_over_50_mb_is_refused_and_leaves_nothing_behind(mette, lager):
    with pytest.raises(filer.FilForStor, match="50 MB"):
        filer.put((b"x" * 1_000_000 for _ in range(MAX_BYTES // 1_000_000 + 1)), "stor.xlsx", by=mette)
    assert not Fil.objects.exists()
    assert not [p for p in lager.rglob("*") if p.is_file()]


def test_an_upload_that_is_cut_off_leaves_nothing_behind(mette, lager):
    def afbrudt():
        yield b"halv"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        filer.put(afbrudt(), "halv.xlsx", by=mette)
    assert not [p for p in lager.rglob("*") if p.is_file()]


def test_a_download_is_never_shown_as_a_page_and_keeps_no_path(mette):
    fil = filer.put([b"<script>"], "../../ond.html", by=mette)
    svar = filer.file_response(fil)
    assert fil.navn == "ond.html"
    assert svar["Content-Type"] == "application/octet-stream"
    assert svar["Content-Disposition"].startswith("attachment")

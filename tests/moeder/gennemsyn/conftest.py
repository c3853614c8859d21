import pytest

from tests.moeder.conftest import i_dag, rum  # noqa: F401 - fixtures


@pytest.fixture(autouse=True)
def arkiv(settings, tmp_path):
    settings.FILER = tmp_path
    return tmp_path

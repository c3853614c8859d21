from tests.moeder.conftest import i_dag, rum  # noqa: F401 - fixtures

"""The register of `tests/tilbud`, for those who search in it."""

from tests.tilbud.conftest import fiktivland, register  # noqa: F401

"""Fixtures that every test may use."""

import os
import secrets
from collections.abc import Iterator

import pytest

from tests.smtpserver import Server

os.environ.setdefault("FROE", str(secrets.randbelow(1_000_000)))


def pytest_report_header() -> str:
    return f"FROE={os.environ['FROE']} OMFANG={os.environ.get('OMFANG', 'kort')}"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no process waits for another at the end."""
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """On PostgreSQL the test database is a copy of one that `scripts/test.py` has migrated, where it has."""
    if skabelon := os.environ.get("PROEVE_SKABELON"):
        from django.db import connection

        connection.settings_dict["TEST"]["TEMPLATE"] = skabelon


@pytest.fixture
def mette(db, django_user_model):
    """A person without any role."""
    return django_user_model.objects.create_user("mette@eksempel.dk", navn="Mette Eksempel")


@pytest.fixture
def smtp(settings) -> Iterator[Server]:
    """The site's mail goes to this server, over a real conversation."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    server = Server()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    server.start()
    yield server
    server.stop()

"""Fixtures that every test may use."""

import os
import secrets

import pytest

os.environ.setdefault("FROE", str(secrets.randbelow(1_000_000)))


def pytest_report_header() -> str:
    return f"FROE={os.environ['FROE']} OMFANG={os.environ.get('OMFANG', 'kort')}"


@pytest.fixture
def mette(db, django_user_model):
    """A person without any role."""
    return django_user_model.objects.create_user("mette@eksempel.dk", navn="Mette Eksempel")

"""Reading of an existing takstbilag: no Django, no database, so the command line and the tests can use it alone."""

from .takstbilag import read_fil, read_takstbilag

__all__ = ["read_fil", "read_takstbilag"]

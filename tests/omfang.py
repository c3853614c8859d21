"""How much a test tries: short counts in `make test`, the full ones in `make proev`; and the fresh seed of this run."""

import os

FAST_FROE = 2025
FRISK_FROE = int(os.environ["FROE"])  # set once in tests/conftest.py, so that parallel processes agree


def antal(kort: int, fuld: int) -> int:
    """Return how many times to try."""
    return fuld if os.environ.get("OMFANG") == "fuld" else kort

"""One way to lock a contended row, on both engines."""

from typing import TypeVar

from django.db import connections, models

M = TypeVar("M", bound=models.Model)


def lock_row(rows: models.QuerySet[M], **noegle: object) -> M:
    """Return the row, locked until the transaction ends. Raises DoesNotExist, and RuntimeError outside a transaction.

    PostgreSQL locks the row. SQLite has one writer at a time: its transactions are IMMEDIATE, so whoever is inside one
    already holds the lock.
    """
    connection = connections[rows.db]
    if not connection.in_atomic_block:
        raise RuntimeError("lock_row skal kaldes i en transaktion.")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(of=("self",))
    return rows.get(**noegle)


def lock_rows(rows: models.QuerySet[M]) -> list[M]:
    """Return the rows, each locked as `lock_row` does it. Raises RuntimeError outside a transaction."""
    connection = connections[rows.db]
    if not connection.in_atomic_block:
        raise RuntimeError("lock_rows skal kaldes i en transaktion.")
    return list(rows.select_for_update(of=("self",)) if connection.features.has_select_for_update else rows)

"""The lookup that both engines answer from the index of a table of words."""

from typing import Any

from django.db import models


@models.CharField.register_lookup
class Begynder(models.Lookup):
    """`ord__begynder=stamme`: the words that begin so, by the index on either engine. Only for a stem of letters.

    SQLite's LIKE with the escape that Django writes reads every row; PostgreSQL's needs the index to be ordered for it.
    """

    lookup_name = "begynder"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        felt, felt_params = self.process_lhs(compiler, connection)
        return f"{felt} LIKE %s", [*felt_params, f"{self.rhs}%"]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        felt, felt_params = self.process_lhs(compiler, connection)
        efter = self.rhs + chr(0x10FFFF)
        return f"({felt} >= %s AND {felt} < %s)", [*felt_params, self.rhs, *felt_params, efter]

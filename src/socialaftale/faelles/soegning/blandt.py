"""The lookup that takes many primary keys as one value."""

import json
from collections.abc import Iterable
from typing import Any

from django.db import models


@models.IntegerField.register_lookup
@models.ForeignKey.register_lookup
class Blandt(models.Lookup):
    """`pk__blandt=pks`: as `pk__in`, for hundreds of them; no query. Each key of an `in` is prepared and bound by
    itself, which takes more time than the database does; here all of them are one array.
    """

    lookup_name = "blandt"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Iterable[int]) -> None:
        super().__init__(lhs, list(rhs))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        felt, felt_params = self.process_lhs(compiler, connection)
        return f"{felt} = ANY(%s::bigint[])", [*felt_params, self.rhs]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        felt, felt_params = self.process_lhs(compiler, connection)
        return f"{felt} IN (SELECT value FROM json_each(%s))", [*felt_params, json.dumps(self.rhs)]

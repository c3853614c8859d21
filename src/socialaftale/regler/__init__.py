"""The rules of the agreement and the law, pure: no Django, no clock, no database. Amounts are Decimal."""

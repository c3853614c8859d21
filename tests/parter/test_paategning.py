"""An instant and a person that stand together: neither is ever there without the other."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from socialaftale.moeder.models import Moede
from socialaftale.parter.paategning import signed, signed_later

NU = dt.datetime(2026, 10, 23, 10, tzinfo=dt.UTC)


def test_the_person_is_called_as_the_act_unless_something_else_is_said():
    assert [felt.verbose_name for felt in signed("skrevet")] == ["skrevet", "skrevet af"]
    assert [felt.verbose_name for felt in signed_later("udført", "meldt udført af")] == ["udført", "meldt udført af"]


def test_what_may_be_done_later_is_empty_until_it_is_done_by_somebody(fiktivland):
    moede = Moede.objects.create(udvalg=fiktivland.udvalg, form="ordinaert")
    moede.full_clean()
    moede.frigivet_at = NU
    with pytest.raises(ValidationError, match="både et tidspunkt og en person"):
        moede.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        moede.save()

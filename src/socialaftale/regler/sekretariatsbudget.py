"""The secretariat's budget: what is spent, what is left, and what each municipality pays of it."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from socialaftale.regler.beloeb import round_half_up
from socialaftale.regler.dateret import Kildet, in_force, read_rules
from socialaftale.regler.objektiv import Andel, Noegletal, allocate


class Slags(StrEnum):
    """What a line is: an expense, money carried over from the year before, or other income."""

    UDGIFT = "udgift"
    OVERFOERT = "overfoert"
    INDTAEGT = "indtaegt"


class Post(NamedTuple):
    """A line in kroner; None is a figure that nobody has written."""

    slags: Slags
    budget: Decimal | None = None
    forventet: Decimal | None = None
    regnskab: Decimal | None = None


class Opgoerelse(NamedTuple):
    """The sums of a year in kroner. `forbrug` is from the accounts where every expense has one, else the forecast."""

    udgifter: Decimal
    overfoert: Decimal
    indtaegter: Decimal
    forventet: Decimal | None
    regnskab: Decimal | None

    @property
    def at_dele(self) -> Decimal:
        """What the municipalities pay together: expenses less what is carried over and other income."""
        return self.udgifter - self.overfoert - self.indtaegter

    @property
    def mindreforbrug(self) -> Decimal | None:
        """What is left of the budgeted expenses, negative where more is spent; None where a figure is missing."""
        forbrug = self.forventet if self.regnskab is None else self.regnskab
        return None if forbrug is None else self.udgifter - forbrug


class Deling(Kildet):
    """How the parties share what the secretariat costs, from a day on: by which key, and which kinds of party pay."""

    id: str
    gaelder_fra: dt.date
    noegle: Literal["indbyggere"]
    deltager: tuple[Literal["kommune"], ...]


def all_rules() -> tuple[Deling, ...]:
    """Return every rule, in the order of their files. Raises pydantic.ValidationError."""
    return read_rules(Deling, "sekretariatsbudget-*.toml")


def rule_for(aar: int) -> Deling:
    """Return how the year is shared. Source: the rule (assumed). Raises nothing."""
    return in_force(all_rules(), dt.date(aar, 1, 1))


def account(poster: Sequence[Post]) -> Opgoerelse:
    """Return the sums of a year. Unit: kroner.

    In words: a forecast or accounts are summed only where every expense has the figure, for a sum of some of them would
    show money left that is not. Source: fixed for the platform. Raises nothing.
    """
    udgifter = [post for post in poster if post.slags == Slags.UDGIFT]
    return Opgoerelse(
        udgifter=_sum([post.budget for post in udgifter]) or Decimal(0),
        overfoert=_sum([post.budget for post in poster if post.slags == Slags.OVERFOERT]) or Decimal(0),
        indtaegter=_sum([post.budget for post in poster if post.slags == Slags.INDTAEGT]) or Decimal(0),
        forventet=_whole([post.forventet for post in udgifter]),
        regnskab=_whole([post.regnskab for post in udgifter]),
    )


def shares(opgoerelse: Opgoerelse, noegle: Sequence[Noegletal]) -> list[Andel]:
    """Return what each municipality pays by its inhabitants, whole kroner that sum to the rounded amount.

    Source: the rule of the year (assumed). Raises objektiv.UbrugeligNoegle for a key that nothing can be shared by.
    """
    return allocate(int(round_half_up(opgoerelse.at_dele, Decimal(1))), noegle)


def _sum(tal: Sequence[Decimal | None]) -> Decimal | None:
    return sum((et for et in tal if et is not None), Decimal(0)) if tal else None


def _whole(tal: Sequence[Decimal | None]) -> Decimal | None:
    return None if any(et is None for et in tal) else _sum(tal)

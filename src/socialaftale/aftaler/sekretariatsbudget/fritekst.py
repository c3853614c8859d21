"""Where people write about the budget: what can be redacted."""

from socialaftale.parter.overstregning import Fritekst, Sted, register_texts

from .models import Budgetaar, Budgettal


def _texts(budgetaar: Budgetaar) -> list[Sted]:
    return [(budgetaar.poster.all(), ("navn",)), (Budgettal.objects.filter(post__budgetaar=budgetaar), ("forklaring",))]


register_texts(Fritekst(Budgetaar, _texts))

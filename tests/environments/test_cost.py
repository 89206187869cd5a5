"""Every environment is estimated whole: each type of resource has a meter or a reason, each use a price."""

import pytest

from constructs_lib.analysis.cost.budgets import budget_problems
from constructs_lib.analysis.cost.estimate import estimate
from constructs_lib.analysis.cost.meters import FREE, METERS
from constructs_lib.analysis.document import Document, resources
from constructs_lib.environment import Environment
from environments import ALL


def test_every_type_is_metered_or_free(estate_documents: dict[str, Document]) -> None:
    """A type in neither list is told as not counted; ours are all known."""
    emitted = {kind for document in estate_documents.values() for kind, _, _ in resources(document)}

    assert len(emitted) > 50
    assert sorted(emitted - METERS.keys() - FREE.keys()) == []


@pytest.mark.parametrize("environment", ALL, ids=lambda each: each.name)
def test_everything_is_counted_and_within_budget(
    environment: Environment, estate_documents: dict[str, Document]
) -> None:
    documents = {plan.id: estate_documents[plan.id] for plan in environment.stack_plans()}
    made = estimate(environment.name, documents, environment.usage)

    assert made.unknown == ()
    assert made.usd > 0
    assert list(budget_problems(made, documents)) == []

"""A resource in a stack that is nobody's, read by its meter."""

from collections.abc import Mapping
from typing import Any

from constructs_lib.analysis.cost.meters import METERS
from constructs_lib.analysis.cost.resource import Resource
from constructs_lib.foundation.usage import Usage

Resources = Mapping[str, Mapping[str, Mapping[str, Any]]]


def resource(
    kind: str,
    body: Mapping[str, Any],
    *,
    beside: Resources | None = None,
    region: str = "us-east-1",
    usage: Usage | None = None,
) -> Resource:
    """The resource `kind.it`, with others in its stack."""
    document = {"resource": {**(beside or {}), kind: {"it": body}}}
    return Resource(
        type=kind,
        name="it",
        body=body,
        document=document,
        stack_id="test-us-east-1-stack",
        region=region,
        usage=usage or Usage(),
    )


def metered(
    kind: str, body: Mapping[str, Any], *, beside: Resources | None = None, usage: Usage | None = None
) -> dict[str, float]:
    """Product → quantity of a month. Two uses of one product would hide each other, so none may."""
    uses = list(METERS[kind](resource(kind, body, beside=beside, usage=usage)))
    assert len({use.product for use in uses}) == len(uses)
    return {use.product: round(use.quantity, 6) for use in uses}

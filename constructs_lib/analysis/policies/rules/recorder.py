"""AWS Config: rules that exist."""

from functools import cache
from pathlib import Path
from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, rule

RULE: Final = "aws_config_config_rule"


@cache
def identifiers() -> frozenset[str]:
    """What AWS calls its managed rules. A test compares them with a list that others keep.

    https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
    """
    return frozenset(Path(__file__).with_name("managed_config_rules.txt").read_text(encoding="utf-8").split())


@rule(
    "config-rule-identifier",
    on=RULE,
    why="AWS Config refuses an identifier it does not know, at apply.",
    fix="take the identifier from AWS's list of managed rules",
)
def identifier(each: Resource) -> Faults:
    known = each.get("source.source_identifier")
    if each.get("source.owner") == "AWS" and known not in identifiers():
        yield Fault(what="AWS Config has no such managed rule", got=str(known))

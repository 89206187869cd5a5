"""AWS Config: rules that exist, and recorders that record."""

from typing import Final

from constructs_lib.analysis.policies.managed_config_rules import IDENTIFIERS
from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, rule

RULE: Final = "aws_config_config_rule"


@rule(
    "config-rule-identifier",
    on=RULE,
    why="AWS Config refuses an identifier it does not know, at apply.",
    fix="take the identifier from AWS's list of managed rules",
)
def identifier(each: Resource) -> Faults:
    known = each.get("source.source_identifier")
    if each.get("source.owner") == "AWS" and known not in IDENTIFIERS:
        yield Fault(what="AWS Config has no such managed rule", got=str(known))

"""AWS Config: a recorder that runs, rules that exist and come after it."""

from functools import cache
from pathlib import Path
from typing import Final, cast

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, rule

CHANNEL: Final = "aws_config_delivery_channel"
PACK: Final = "aws_config_conformance_pack"
RECORDER: Final = "aws_config_configuration_recorder"
REMEDIATION: Final = "aws_config_remediation_configuration"
RULE: Final = "aws_config_config_rule"
STATUS: Final = "aws_config_configuration_recorder_status"


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


@rule(
    "config-recorder-on",
    on=RECORDER,
    why="A recorder that is there and does not run records nothing, and no rule that waits for changes is ever asked.",
    fix="add a delivery channel, and aws_config_configuration_recorder_status with is_enabled",
    names=Names(cis=("3.3",), soc2=("CC7.1",), fsbp=("Config.1",), checkov=("CKV2_AWS_45",)),
)
def on(recorder: Resource) -> Faults:
    if not recorder.stack.of(CHANNEL):
        yield Fault(what="there is no delivery channel, without which it cannot be started")
    if not any(status.on("is_enabled") for status in recorder.users(STATUS, "name")):
        yield Fault(what="nothing starts the recorder")


@rule(
    "config-recorder-group",
    on=RECORDER,
    why="AWS takes one way to choose what is recorded, and refuses the others at apply.",
    fix="keep all_supported, or resource_types, or exclusion_by_resource_types",
)
def group(recorder: Resource) -> Faults:
    for block in recorder.blocks("recording_group"):
        everything = block.get("all_supported", default=True) in (True, "true")
        listed = [name for name in ("resource_types", "exclusion_by_resource_types") if block.raw(name)]
        if everything and listed:
            yield Fault(what="records everything, and lists types", got=listed[0])
        if len(listed) > 1:
            yield Fault(what="lists types in two ways", got=" and ".join(listed))
        if not everything and block.get("include_global_resource_types") in (True, "true"):
            yield Fault(what="includes global types, which goes with all_supported only")


@rule(
    "config-channel-prefix",
    on=CHANNEL,
    why="AWS adds AWSLogs/<account>/Config to the prefix, and refuses one that has it, at apply.",
    fix="leave AWSLogs out of s3_key_prefix",
)
def prefix(channel: Resource) -> Faults:
    if "AWSLogs" in str(channel.get("s3_key_prefix", "")):
        yield Fault(what="s3_key_prefix has AWSLogs", got=str(channel.get("s3_key_prefix")))


@rule(
    "config-rule-order",
    on=(RULE, PACK),
    why="AWS takes no rule before there is a recorder, and a recorder that goes first leaves rules that nobody asks.",
    fix="let depends_on name the recorder's status",
)
def order(each: Resource) -> Faults:
    recorders = each.stack.of(RECORDER)
    named = cast("list[object]", each.raw("depends_on") or [])
    if recorders and not any(str(one).startswith((f"{RECORDER}.", f"{STATUS}.")) for one in named):
        yield Fault(what="can be made before the recorder is", got=", ".join(map(str, named)) or "no depends_on")


@rule(
    "config-remediation-automatic",
    on=REMEDIATION,
    why="What puts things right by itself can also do that in the middle of an incident, against those who handle it.",
    fix="leave automatic out: AWS Config then offers a button",
    names=Names(soc2=("CC8.1",)),
)
def automatic(remediation: Resource) -> Faults:
    if remediation.on("automatic"):
        yield Fault(what="changes a protected place by itself", got=str(remediation.get("target_id")))

"""Tags: who owns it, who pays, what it holds. Synthesis itself fails by these."""

import re
from collections.abc import Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.policies.blocks import is_expression
from constructs_lib.analysis.policies.model import PROVIDER, Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, rule
from constructs_lib.foundation.tags import MAX_OBJECT_TAGS, MAX_TAGS, WANTED

# https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
_KEY: Final = re.compile(r"(?!aws:)[\w .:/=+\-@]{1,128}")
_VALUE: Final = re.compile(r"[\w .:/=+\-@]{0,256}")
_OBJECTS: Final = ("aws_s3_object", "aws_s3_object_copy")
# What takes tags and hands none of them on to what it makes.
_NOT_HANDED_ON: Final = {
    "aws_ecs_service": ("propagate_tags", ("SERVICE", "TASK_DEFINITION")),
    "aws_db_instance": ("copy_tags_to_snapshot", (True,)),
    "aws_rds_cluster": ("copy_tags_to_snapshot", (True,)),
}


@rule(
    "tags-required",
    on=PROVIDER,
    why="What has no owner is not paid, not patched and not deleted by anybody.",
    fix="give the placement Tags, or the provider default_tags with all of them",
    names=Names(pci=("12.5.1",), soc2=("CC6.1",)),
)
def required(provider: Resource) -> Faults:
    tags = _tags(provider.raw("default_tags.tags"))
    for key, pattern in WANTED.items():
        if key not in tags:
            yield Fault(what=f"the tag {key} is missing")
        elif not is_expression(tags[key]) and not re.fullmatch(pattern, str(tags[key])):
            yield Fault(what=f"the tag {key} is malformed", got=str(tags[key]), allowed=f"text that matches {pattern}")


def _tags(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


@rule(
    "tags-well-formed",
    on="*",
    why="AWS refuses other characters, more tags than it has room for, and its own prefix, at apply.",
    fix="use letters, digits, spaces and _ . : / = + - @, and no more tags than fit",
)
def well_formed(resource: Resource) -> Faults:
    own = _tags(resource.raw("tags"))
    if not own and resource.type not in _OBJECTS:
        return
    for key, value in own.items():
        if not _KEY.fullmatch(key):
            yield Fault(what="a tag's key is malformed", got=key)
        if not is_expression(value) and not _VALUE.fullmatch(str(value)):
            yield Fault(what=f"the tag {key} is malformed", got=str(value))
        elif key in WANTED and not is_expression(value) and not re.fullmatch(WANTED[key], str(value)):
            yield Fault(what=f"the tag {key} is malformed", got=str(value), allowed=f"text that matches {WANTED[key]}")
    everything = {**resource.stack.tags, **own}
    most = MAX_OBJECT_TAGS if resource.type in _OBJECTS else MAX_TAGS
    if len(everything) > most:
        yield Fault(what="there are too many tags", got=str(len(everything)), allowed=f"at most {most}")


@rule(
    "tags-not-repeated",
    on="*",
    severity="warning",
    why="A tag that is said by the provider and by the resource alike shows up as a change in every plan.",
    fix="leave out the resource's own",
)
def not_repeated(resource: Resource) -> Faults:
    common = resource.stack.tags
    for key, value in _tags(resource.raw("tags")).items():
        if key in common and common[key] == value:
            yield Fault(what=f"the tag {key} is the provider's already", got=str(value))


@rule(
    "tags-handed-on",
    on=tuple(_NOT_HANDED_ON),
    why="Tasks and snapshots get no tags of the provider: they cost money in nobody's name.",
    fix="hand them on",
    names=Names(pci=("12.5.1",)),
)
def handed_on(resource: Resource) -> Faults:
    path, wanted = _NOT_HANDED_ON[resource.type]
    got = resource.get(path)
    if got not in wanted:
        yield Fault(what=f"{path} hands no tags on", got=str(got), allowed=" or ".join(map(str, wanted)))


@rule(
    "tags-of-a-group",
    on="aws_autoscaling_group",
    why="A group's instances and disks get none of the provider's tags.",
    fix="add a tag block with propagate_at_launch true for each of them",
    names=Names(pci=("12.5.1",)),
)
def of_a_group(group: Resource) -> Faults:
    given = {str(each.get("key")) for each in group.blocks("tag") if each.on("propagate_at_launch")}
    missing = [key for key in WANTED if key not in given]
    if missing:
        yield Fault(what="instances of the group lack tags", got=f"no {', '.join(missing)}")

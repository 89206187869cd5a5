"""Dictionaries in lists: what arrives without the watch, and what the watch says."""

from typing import Any

import jsii
import pytest
from cdktf_cdktf_provider_aws.lb_listener import LbListener, LbListenerDefaultAction
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleExpiration,
)
from cdktf_cdktf_provider_aws.security_group import SecurityGroup, SecurityGroupIngress
from constructs import Construct

from constructs_lib.foundation.errors import DamageError, Problem
from constructs_lib.foundation.guards.dictionaries import watch_dictionaries
from constructs_lib.foundation.guards.guard import guard
from tests.foundation.guards.conftest import World

WHAT = "a dictionary in a list, of which cdktf drops keys without a word"


def test_what_is_dropped_leaves_no_trace_in_the_json(world: World) -> None:
    """The rule looks complete: no check of the JSON could tell that old versions were to expire."""
    stack = world.stack()
    with watch_dictionaries() as found:
        S3BucketLifecycleConfiguration(
            stack,
            "rules",
            bucket="b",
            rule=[
                {"id": "old", "status": "Enabled", "abort_incomplete_multipart_upload": [{"days_after_initiation": 1}]}
            ],
        )

    assert world.written()["resource"]["aws_s3_bucket_lifecycle_configuration"]["rules"]["rule"] == [
        {"id": "old", "status": "Enabled"}
    ]
    guard(world.app)
    assert found == [
        Problem(
            where="shop/rules.rule[0]",
            what=WHAT,
            got="lost: abort_incomplete_multipart_upload",
            fix="write S3BucketLifecycleConfigurationRule(abort_incomplete_multipart_upload=…)",
        )
    ]


def test_known_problems_are_refused_with_the_others(world: World) -> None:
    """Where the JSON shows it too, it is told once."""
    stack = world.stack()
    with watch_dictionaries() as found:
        SecurityGroup(stack, "group", ingress=[{"from_port": 1, "to_port": 2}])
    world.app.synth()

    with pytest.raises(DamageError) as caught:
        guard(world.app, known=found)

    assert caught.value.problems == tuple(found)
    assert [problem.got for problem in found] == ["lost: from_port, to_port"]


def test_deep_inside_typed_blocks_and_dictionaries(world: World) -> None:
    with watch_dictionaries() as found:
        S3BucketLifecycleConfiguration(
            world.stack(),
            "rules",
            bucket="b",
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="one", status="Enabled", expiration=[{"expired_object_delete_marker": True}]
                ),
                {"id": "two", "status": "Enabled", "expiration": [{"date": "2030-01-01", "is_it": "lost"}]},
            ],
        )

    assert [(problem.where, problem.got) for problem in found] == [
        ("shop/rules.rule[0].expiration[0]", "lost: expired_object_delete_marker"),
        ("shop/rules.rule[1].expiration[0]", "lost: is_it"),
    ]


def test_blocks_that_are_put_later(world: World) -> None:
    with watch_dictionaries() as found:
        SecurityGroup(world.stack(), "group").put_ingress([{"from_port": 1}])

    assert [(problem.where, problem.fix) for problem in found] == [
        ("shop/group.ingress[0]", "write SecurityGroupIngress(from_port=…)")
    ]


def test_inside_a_construct_the_path_is_whole(world: World) -> None:
    with watch_dictionaries() as found:
        SecurityGroup(Construct(world.stack(), "part"), "Default", ingress=[{"from_port": 1}])

    assert [problem.where for problem in found] == ["shop/part/Default.ingress[0]"]


def test_what_arrives_is_no_problem(world: World) -> None:
    """Typed blocks, maps, keys as JavaScript spells them, and single blocks, which cdktf does convert."""
    stack = world.stack()
    with watch_dictionaries() as found:
        SecurityGroup(stack, "typed", ingress=[SecurityGroupIngress(from_port=1)], tags={"from_port": "1"})
        SecurityGroup(stack, "spelt", ingress=[{"fromPort": 1, "protocol": "tcp"}], timeouts={"create": "1m"})
        LbListener(
            stack,
            "listener",
            load_balancer_arn="a",
            default_action=[LbListenerDefaultAction(type="redirect", redirect={"status_code": "HTTP_301"})],
        )
        S3Bucket(stack, "bucket", lifecycle={"prevent_destroy": True})

    assert found == []
    resources = world.written()["resource"]
    assert resources["aws_security_group"]["spelt"]["ingress"][0]["from_port"] == 1
    assert resources["aws_lb_listener"]["listener"]["default_action"][0]["redirect"]["status_code"] == "HTTP_301"
    assert resources["aws_s3_bucket"]["bucket"]["lifecycle"] == {"prevent_destroy": True}


def test_a_required_key_in_the_wrong_spelling_is_told_the_same_way(world: World) -> None:
    """jsii refuses that one, in thirty lines that speak of JavaScript."""
    rule = {"id": "x", "status": "Enabled", "noncurrentVersionTransition": [{"storage_class": "GLACIER"}]}

    def make() -> object:
        return S3BucketLifecycleConfiguration(world.stack(), "rules", bucket="b", rule=[rule])

    with watch_dictionaries(), pytest.raises(DamageError) as caught:
        make()

    assert [(problem.where, problem.fix) for problem in caught.value.problems] == [
        (
            "shop/rules.rule[0].noncurrent_version_transition[0]",
            "write S3BucketLifecycleConfigurationRuleNoncurrentVersionTransition(storage_class=…)",
        )
    ]


def test_the_watch_ends(world: World) -> None:
    before: tuple[Any, Any] = (jsii.create, jsii.invoke)
    with watch_dictionaries() as found:
        pass
    SecurityGroup(world.stack(), "group", ingress=[{"from_port": 1}])

    assert found == []
    assert (jsii.create, jsii.invoke) == before


def test_typed_structs_are_what_the_fix_says(world: World) -> None:
    S3BucketLifecycleConfiguration(
        world.stack(),
        "rules",
        bucket="b",
        rule=[
            S3BucketLifecycleConfigurationRule(
                id="one",
                status="Enabled",
                expiration=[S3BucketLifecycleConfigurationRuleExpiration(expired_object_delete_marker=True)],
            )
        ],
    )

    (rule,) = world.written()["resource"]["aws_s3_bucket_lifecycle_configuration"]["rules"]["rule"]
    assert rule["expiration"] == [{"expired_object_delete_marker": True}]

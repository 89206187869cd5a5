"""What Checkov answered, read: on a recorded answer, and on what is no answer."""

import json
from typing import Any

import pytest

from constructs_lib.analysis.checkov.results import NotScanned, findings_in
from constructs_lib.analysis.policies.judge import Judgement
from constructs_lib.analysis.policies.model import Estate
from tests.analysis.checkov.specimen import ANSWER, STACKS

STACKS_READ = Estate(STACKS).stacks


def recorded() -> Judgement:
    return findings_in(ANSWER.read_text(encoding="utf-8"), STACKS_READ)


def places(check: str) -> list[tuple[str, str, str]]:
    return [(each.stack_id, each.address, each.path) for each in recorded().findings if each.rule.id == check]


@pytest.mark.parametrize("check", ["CKV_AWS_24", "CKV2_AWS_5"])
def test_what_is_found_is_traced_to_its_construct(check: str) -> None:
    assert places(check) == [("open", "aws_security_group.door", "open/door/Default")]


def test_what_is_no_resource_has_a_place_as_well() -> None:
    assert places("CKV_AWS_41") == [("open", "aws.default", "open/aws.default")]


def test_two_resources_of_one_name_are_told_apart() -> None:
    assert places("CKV_AWS_157") == [("kept", "aws_db_instance.store", "kept/database/Default")]


def test_a_policy_is_looked_into() -> None:
    assert places("CKV_AWS_33") == [("kept", "aws_kms_key.anybodys", "kept/key/Default")]


def test_a_finding_is_told_as_those_of_policies() -> None:
    (finding,) = (each for each in recorded().findings if each.rule.id == "CKV_AWS_24")

    where, fix = str(finding.problem()).splitlines()
    assert where == (
        "open/door/Default (aws_security_group.door): fails “Ensure no security groups allow ingress from 0.0.0.0:0 to"
        " port 22” (looks at ingress.cidr_blocks, ingress.from_port, ingress.ipv6_cidr_blocks, ingress.to_port)"
        " [CKV_AWS_24]"
    )
    assert fix.startswith("    fix      mend it, or waive it with a reason; the check is in https://www.checkov.io/")
    assert (finding.blocks, finding.key) == (True, "CKV_AWS_24 open/aws_security_group.door")


def test_answers_are_counted() -> None:
    assert recorded().judged == 28


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Traceback (most recent call last)", "is no JSON"),
        ('{"passed": 0, "failed": 0, "resource_count": 0}', "nothing of any stack"),
        ("[]", "nothing of any stack"),
        ({"parsing_errors": 1, "passed": 5}, "could not read 1 of 2 stacks"),
        ({"parsing_errors": 0, "resource_count": 3, "passed": 9}, "has seen 3 of 4 resources"),
    ],
)
def test_silence_is_no_praise(answer: str | dict[str, Any], said: str) -> None:
    """Checkov ends well although it has read nothing."""
    if isinstance(answer, dict):
        answer = json.dumps({"results": {"failed_checks": []}, "summary": answer})

    with pytest.raises(NotScanned, match=said):
        findings_in(answer, STACKS_READ)


def test_where_nothing_is_nothing_is_wrong() -> None:
    assert findings_in('{"passed": 0, "failed": 0}', Estate({"empty": {}}).stacks) == Judgement()

"""A security group alone in somebody's stack."""

from cdktf import TerraformStack

from constructs_lib.parts.security_group import SecurityGroup
from tests.synthesis import resource, synthesized


def group(stack: TerraformStack) -> SecurityGroup:
    return SecurityGroup(stack, "group", name="shop-db", description="The shop's database", vpc_id="vpc-1")


def test_starts_empty() -> None:
    """Rules in the group itself and rules beside it undo each other, so there are none in it."""
    document = synthesized(group)
    body = resource(document, "aws_security_group")

    assert ("ingress" in body, "egress" in body) == (False, False)
    assert set(document["resource"]) == {"aws_security_group"}


def test_can_be_replaced_while_it_is_used() -> None:
    body = resource(synthesized(group), "aws_security_group")

    assert (body["name_prefix"], body["lifecycle"]) == ("shop-db-", {"create_before_destroy": True})


def test_lets_in_a_group() -> None:
    document = synthesized(
        lambda stack: group(stack).allow_from("from-web", port=5432, group_id="sg-web", why="The shop reads and writes")
    )
    body = resource(document, "aws_vpc_security_group_ingress_rule")

    assert {key: body[key] for key in ("ip_protocol", "from_port", "to_port", "referenced_security_group_id")} == {
        "ip_protocol": "tcp",
        "from_port": 5432,
        "to_port": 5432,
        "referenced_security_group_id": "sg-web",
    }
    assert "cidr_ipv4" not in body


def test_lets_out_to_a_range() -> None:
    document = synthesized(
        lambda stack: group(stack).allow_to("to-peer", port=443, cidr="10.9.0.0/16", why="Tools answer there")
    )
    body = resource(document, "aws_vpc_security_group_egress_rule")

    assert (body["cidr_ipv4"], body["from_port"], body["to_port"]) == ("10.9.0.0/16", 443, 443)
    assert "referenced_security_group_id" not in body

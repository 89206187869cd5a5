import pytest

from tests.analysis.reachability.networks import ref, simple, told

FUNCTION = {
    "aws_lambda_function": {
        "f": {
            "//": {"metadata": {"path": "net/f"}},
            "vpc_config": {
                "subnet_ids": [ref("aws_subnet.v0-private")],
                "security_group_ids": [ref("aws_security_group.web")],
            },
        }
    }
}


@pytest.mark.parametrize(
    ("source", "target", "verdict", "why"),
    [
        ("f", "db", "yes", ""),
        ("web", "f", "no", "takes no connections"),
        ("aws:s3", "web", "no", "answers, and never calls by itself"),
        ("8.8.8.8", "9.9.9.9", "unknown", "neither side is in a VPC of the JSON"),
        ("192.168.0.1", "web", "no", "no VPN, Direct Connect or VPC of the JSON has it"),
        ("127.0.0.1", "web", "unknown", "is neither a private address nor one of the internet"),
    ],
)
def test_what_cannot_be_is_said_at_once(source: str, target: str, verdict: str, why: str) -> None:
    assert told(simple(FUNCTION), source, target) == (verdict, why)


def test_an_outgoing_rule_may_name_the_other_group() -> None:
    from tests.analysis.reachability.networks import group, tcp

    narrow = group(
        "web",
        0,
        into=[tcp(80, cidr_blocks=["0.0.0.0/0"])],
        out=[tcp(80, security_groups=[ref("aws_security_group.db")])],
    )

    assert told(simple(narrow), "web", "db") == ("yes", "")
    assert told(simple(narrow), "web", "db", 81)[0] == "no"

"""Every way out of the emulator that an environment or a document has is found, and all at once."""

from collections.abc import Mapping
from typing import Any

import pytest

from constructs_lib.operations.emulator import EscapeError, isolated_environment, refuse_escapes

HERE = "http://127.0.0.1:5555"
ISOLATED = isolated_environment({}, HERE)


def found(environment: Mapping[str, str], documents: Mapping[str, Mapping[str, Any]] | None = None) -> list[str]:
    """Where the ways out are."""
    try:
        refuse_escapes(environment, documents)
    except EscapeError as error:
        return [problem.where for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("AWS_ENDPOINT_URL", "https://sts.amazonaws.com"),
        ("AWS_ENDPOINT_URL_S3", "http://localhost:5555"),
        ("AWS_PROFILE", "real"),
        ("AWS_SESSION_TOKEN", "real"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "token"),
        ("AWS_CONFIG_FILE", "config"),
        ("HTTPS_PROXY", "http://proxy.example.com:3128"),
        ("http_proxy", "proxy.example.com:3128"),
    ],
)
def test_a_variable_that_leads_away(name: str, value: str) -> None:
    assert found(ISOLATED | {name: value}) == [name]


@pytest.mark.parametrize("name", ["AWS_ENDPOINT_URL", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
def test_a_variable_that_must_be_there(name: str) -> None:
    assert found({key: value for key, value in ISOLATED.items() if key != name}) == [name]


PLAIN = {
    "provider": {"aws": [{"region": "us-east-1"}, {"alias": "peer", "assume_role": [{"role_arn": "arn"}]}]},
    "terraform": {"backend": {"s3": {"bucket": "state", "key": "k", "use_lockfile": True}}},
    "resource": {"aws_route53_record": {"x": {"endpoint": "https://example.com"}}},
}


def test_what_is_synthesized_has_no_way_out() -> None:
    refuse_escapes(ISOLATED, {"cdk.tf.json": PLAIN})


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"provider": {"aws": {"endpoints": {"s3": "https://s3.amazonaws.com"}}}}, "provider.aws.endpoints.s3"),
        (
            {"provider": [{"aws": [{"alias": "peer", "endpoints": [{"s3": HERE, "sts": "http://10.0.0.1"}]}]}]},
            "provider.aws.peer.endpoints.sts",
        ),
        ({"provider": {"aws": {"profile": "real"}}}, "provider.aws.profile"),
        ({"provider": {"aws": {"https_proxy": HERE}}}, "provider.aws.https_proxy"),
        ({"provider": {"aws": {"shared_config_files": ["config"]}}}, "provider.aws.shared_config_files"),
        (
            {"terraform": {"backend": {"s3": {"endpoints": {"s3": "https://s3.amazonaws.com"}}}}},
            "terraform.backend.s3.endpoints.s3",
        ),
        ({"terraform": {"backend": {"s3": {"endpoint": "${var.s3}"}}}}, "terraform.backend.s3.endpoint"),
        (
            {"terraform": [{"backend": [{"s3": [{"sts_endpoint": "http://localhost:1"}]}]}]},
            "terraform.backend.s3.sts_endpoint",
        ),
        ({"terraform": {"backend": {"s3": {"profile": "real"}}}}, "terraform.backend.s3.profile"),
        ({"terraform": {"backend": {"remote": {}}}}, "terraform.backend.remote"),
        ({"terraform": {"cloud": {"organization": "o"}}}, "terraform.cloud"),
        (
            {"data": {"terraform_remote_state": {"network": {"backend": "http", "config": {}}}}},
            "data.terraform_remote_state.network",
        ),
        (
            {"data": {"terraform_remote_state": {"network": {"backend": "s3", "config": {"access_key": "k"}}}}},
            "data.terraform_remote_state.network.access_key",
        ),
    ],
)
def test_a_block_that_leads_away(document: dict[str, Any], where: str) -> None:
    assert found(ISOLATED, {"cdk.tf.json": document}) == [f"cdk.tf.json: {where}"]


def test_everything_is_told_at_once() -> None:
    stray = {"provider": {"aws": {"profile": "real", "token": "t"}}}

    assert found(ISOLATED | {"AWS_PROFILE": "real"}, {"a": stray, "b": PLAIN}) == [
        "AWS_PROFILE",
        "a: provider.aws.profile",
        "a: provider.aws.token",
    ]

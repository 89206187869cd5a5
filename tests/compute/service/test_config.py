"""Services that cannot work, told before anything is made."""

from dataclasses import replace
from typing import Any

import pytest

from constructs_lib.compute.service.scaling import Scaling
from constructs_lib.foundation.config import check
from tests.compute.service.shop import SHOP

DIGEST = "sha256:" + "0" * 64


def told(**settings: Any) -> list[str]:
    return [str(problem) for problem in check(replace(SHOP, **settings))]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"image": "public.ecr.aws/nginx/nginx:1.27"},
        {"image": f"registry.example.com:5000/shop@{DIGEST}"},
        {"desired_count": 10, "scaling": Scaling(max_capacity=10, cpu_percent=60)},
        {"environment": {"LOG_LEVEL": "info", "SECRET_ARN": "arn", "TOKEN_URL": "https://x", "KEYBOARD": "us"}},
        {"writable_paths": ()},
        {"spot_percent": 100},
    ],
)
def test_accepts(settings: dict[str, Any]) -> None:
    assert told(**settings) == []


@pytest.mark.parametrize(
    "image", ["shop", "shop:latest", "example.com/shop", "example.com:5000/shop", "shop:", "Shop:1", "shop@sha256:00"]
)
def test_refuses_an_image_that_changes_under_its_name(image: str) -> None:
    assert told(image=image) == [
        (
            "image: does not say which version\n"
            f"    got      {image!r}\n"
            "    allowed  a repository with a tag other than latest, or with @sha256:…"
        )
    ]


@pytest.mark.parametrize("name", ["DB_PASSWORD", "API_KEY", "StripeSecret", "AUTH_TOKEN", "AWS_ACCESS_KEY_ID_SECRET"])
def test_refuses_secrets_in_plain_text(name: str) -> None:
    assert told(environment={name: "x"}) == [
        (
            f"environment[{name!r}]: looks like a secret in plain text\n"
            f"    got      {name}\n"
            "    fix      keep it in Secrets Manager; end the name in _ARN, _NAME or _ID if it only says where one is"
        )
    ]


def test_refuses_what_the_database_sets() -> None:
    assert told(environment={"DATABASE_HOST": "x"}) == []
    assert [problem.where for problem in check(replace(SHOP, database="main", environment={"DATABASE_HOST": "x"}))] == [
        "environment['DATABASE_HOST']"
    ]


def test_refuses_to_start_above_what_scaling_may_reach() -> None:
    assert told(desired_count=11, scaling=Scaling(max_capacity=10, cpu_percent=60)) == [
        (
            "desired_count: is above what scaling may reach\n"
            "    got      11, with scaling.max_capacity=10\n"
            "    fix      raise max_capacity, or start with fewer"
        )
    ]


def test_refuses_to_finish_requests_after_spot_capacity_is_gone() -> None:
    traffic = replace(SHOP.traffic, deregistration_delay_seconds=121)

    assert told(traffic=traffic) == []
    assert told(traffic=traffic, spot_percent=1) == [
        (
            "traffic.deregistration_delay_seconds: is longer than AWS waits before it takes spot capacity back\n"
            "    got      121 with spot_percent=1\n"
            "    allowed  at most 120"
        )
    ]


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"component": "Shop"}, "component"),
        ({"component": "a" * 33}, "component"),
        ({"desired_count": 0}, "desired_count"),
        ({"user_id": 0}, "user_id"),
        ({"writable_paths": ("tmp",)}, "writable_paths[0]"),
        ({"writable_paths": ("/",)}, "writable_paths[0]"),
        ({"writable_paths": ("/tmp", "/tmp")}, "writable_paths"),
        ({"environment": {"log-level": "x"}}, "environment"),
        ({"log_retention_days": 2}, "log_retention_days"),
    ],
)
def test_refuses(settings: dict[str, Any], where: str) -> None:
    assert [problem.where for problem in check(replace(SHOP, **settings))] == [where]


def test_calls_only_what_starting_a_task_needs() -> None:
    assert SHOP.aws_services == ("ecr.api", "ecr.dkr", "logs", "s3")
    assert replace(SHOP, database="main", enable_execute_command=True).aws_services == (
        "ecr.api",
        "ecr.dkr",
        "logs",
        "s3",
        "secretsmanager",
        "ssmmessages",
    )


def test_calls_what_its_code_declares_too() -> None:
    assert replace(SHOP, calls=("sqs", "logs")).aws_services == ("ecr.api", "ecr.dkr", "logs", "s3", "sqs")

"""A stored plan holds no secret."""

import json

from constructs_lib.analysis.masking import masked

PLAN = {
    "resource_changes": [
        {
            "address": "aws_db_instance.a",
            "change": {
                "actions": ["update"],
                "before": {"password": "hunter2", "tags": ["a"], "user": [{"key": "hunter2", "name": "me"}]},
                "after": {"password": "hunter2", "tags": ["a"], "user": [{"key": "hunter2", "name": "me"}]},
                "before_sensitive": {"password": True, "tags": [False], "user": [{"key": True}]},
                "after_sensitive": {"password": True, "tags": [], "user": [{"key": True}]},
            },
        }
    ],
    "resource_drift": [
        {"change": {"before": "hunter2", "after": None, "before_sensitive": True, "after_sensitive": True}}
    ],
    "output_changes": {"Key": {"before": None, "after": "hunter2", "before_sensitive": False, "after_sensitive": True}},
    "planned_values": {
        "outputs": {"Key": {"sensitive": True, "value": "hunter2"}, "Id": {"sensitive": False, "value": "x"}},
        "root_module": {
            "resources": [{"values": {"password": "hunter2", "id": "x"}, "sensitive_values": {"password": True}}],
            "child_modules": [{"resources": [{"values": {"p": ["hunter2"]}, "sensitive_values": {"p": [True]}}]}],
        },
    },
    "prior_state": {
        "values": {"root_module": {"resources": [{"values": {"s": "hunter2"}, "sensitive_values": {"s": True}}]}}
    },
    "configuration": {
        "provider_config": {"aws": {"name": "aws"}},
        "root_module": {
            "resources": [
                {
                    "address": "aws_db_instance.a",
                    "expressions": {
                        "password": {"constant_value": "hunter2"},
                        "engine": {"constant_value": "postgres"},
                        "user": [{"key": {"constant_value": "hunter2"}, "name": {"constant_value": "me"}}],
                    },
                }
            ]
        },
    },
    "format_version": "1.2",
}


def test_no_secret_is_left() -> None:
    assert "hunter2" not in json.dumps(masked(PLAN))


def test_everything_else_is() -> None:
    copy = masked(PLAN)

    assert copy["resource_changes"][0]["change"]["after"]["tags"] == ["a"]
    assert copy["resource_changes"][0]["change"]["after"]["user"][0]["name"] == "me"
    assert copy["planned_values"]["outputs"]["Id"]["value"] == "x"
    assert copy["planned_values"]["root_module"]["resources"][0]["values"]["id"] == "x"
    assert copy["format_version"] == "1.2"
    written = copy["configuration"]["root_module"]["resources"][0]["expressions"]
    assert (written["engine"], written["user"][0]["name"]) == (
        {"constant_value": "postgres"},
        {"constant_value": "me"},
    )


def test_another_secret_is_told_as_another() -> None:
    change = {
        "before": {"password": "a", "user": [{"key": "b"}], "same": "c"},
        "after": {"password": "x", "user": [{"key": "y"}], "same": "c"},
        "before_sensitive": {"password": True, "user": [{"key": True}], "same": True},
        "after_sensitive": {"password": True, "user": [{"key": True}], "same": True},
    }
    once = masked({"resource_changes": [{"change": change}]})
    [entry] = once["resource_changes"]

    assert entry["change"]["after"] == {
        "password": "(sensitive, changed)",
        "user": [{"key": "(sensitive, changed)"}],
        "same": "(sensitive)",
    }
    assert masked(once)["resource_changes"][0]["change"]["after"] == entry["change"]["after"]


def test_what_is_absent_stays_absent() -> None:
    assert masked(PLAN)["resource_drift"][0]["change"]["after"] is None

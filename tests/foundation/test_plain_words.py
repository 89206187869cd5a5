"""One sentence out of what jsii and the bindings say. Their texts are quoted from the pinned versions."""

import pytest

from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.plain_words import from_node, from_python

NOT_A_BOOLEAN = """\
Passed to parameter config of new @cdktf/provider-aws.s3Bucket.S3Bucket: Unable to deserialize value as @cdktf/provider-aws.s3Bucket.S3BucketConfig | undefined
├── 🛑 Failing value is an object
│      { '$jsii.struct': [Object] }
╰── 🔍 Failure reason(s):
    ╰─ Key 'forceDestroy': Unable to deserialize value as boolean | cdktf.IResolvable | undefined
        ├── 🛑 Failing value is a string
        │      'yes'
        ╰── 🔍 Failure reason(s):
            ├─ [as boolean] Value is not a boolean
            ╰─ [as cdktf.IResolvable] Value does not have the "$jsii.byref" key"""

MISSING = """\
Passed to parameter config of new @cdktf/provider-aws.x.X: Unable to deserialize value as @cdktf/provider-aws.x.XConfig
├── 🛑 Failing value is an object
│      { '$jsii.struct': [Object] }
╰── 🔍 Failure reason(s):
    ╰─ Key 'someRule': Unable to deserialize value as cdktf.IResolvable | array<@cdktf/provider-aws.x.XRule> | undefined
        ├── 🛑 Failing value is an array
        │      [ [Object], [Object] ]
        ╰── 🔍 Failure reason(s):
            ├─ [as array<@cdktf/provider-aws.x.XRule>] Index 1: Unable to deserialize value as @cdktf/provider-aws.x.XRule
                ├── 🛑 Failing value is an object
                │      { '$jsii.map': [Object] }
                ╰── 🔍 Failure reason(s):
                    ╰─ Missing required properties for @cdktf/provider-aws.x.XRule: 'noncurrentDays', 'storageClass'
            ╰─ [as cdktf.IResolvable] Value does not have the "$jsii.byref" key"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            NOT_A_BOOLEAN,
            [Problem(where=".force_destroy", what="cannot take this value: value is not a boolean", got="'yes'")],
        ),
        (
            MISSING,
            [Problem(where=".some_rule[1]", what="needs noncurrent_days and storage_class", fix="add what is missing")],
        ),
        (
            (
                "Error: Validation failed with the following errors:\n  [net/a] first reason\n  [net] second\n\nIf you wish to "
                "ignore these validations, pass 'skipValidation: true' to your App configuration.\n"
            ),
            [Problem(where="net/a", what="first reason"), Problem(where="net", what="second")],
        ),
        (
            'Error: Encountered Annotations with level "ERROR":\n[shop/b] no good\n\nEither fix the issues above, or set …',
            [Problem(where="shop/b", what="no good")],
        ),
        (
            "Error: Resolution error: something new.\nObject creation stack:\n  at new X",
            [Problem(what="something new.")],
        ),
        ("", [Problem(what="no reason given")]),
    ],
    ids=["wrong value", "missing in a list", "validations", "annotations", "unknown", "nothing"],
)
def test_what_node_says(said: str, expected: list[Problem]) -> None:
    assert list(from_node(said)) == expected


def test_a_misspelt_argument_is_met_with_the_nearest() -> None:
    said = "S3Bucket.__init__() got an unexpected keyword argument 'bukket'"

    assert from_python(said, ["scope", "bucket", "tags"]) == Problem(
        what="S3Bucket has no argument bukket", fix="did you mean bucket?"
    )
    assert from_python(said) == Problem(what="S3Bucket has no argument bukket", fix="remove it, or mend its name")


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("X.__init__() missing 1 required keyword-only argument: 'a'", "X needs a"),
        ("X.__init__() missing 3 required positional arguments: 'a', 'b', and 'c'", "X needs a, b and c"),
        ("type object 'tuple' has no attribute '__jsii_type__'", "cdktf cannot take a tuple"),
    ],
)
def test_what_python_says(said: str, what: str) -> None:
    problem = from_python(said)

    assert problem is not None
    assert problem.what == what


def test_what_is_about_no_argument_is_left_alone() -> None:
    assert from_python("unsupported operand type(s) for +: 'int' and 'str'") is None

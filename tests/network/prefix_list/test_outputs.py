"""What others may know of a prefix list."""

from constructs_lib.foundation.outputs import fields_of
from constructs_lib.network.prefix_list.outputs import PrefixListOutputs


def test_is_published_by_these_names() -> None:
    assert [field.output_name("offices") for field in fields_of(PrefixListOutputs)] == [
        "OfficesPrefixListId",
        "OfficesPrefixListArn",
    ]

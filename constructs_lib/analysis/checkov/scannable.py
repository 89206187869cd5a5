"""A stack as Checkov reads it rightly: without what makes it see nothing, or see something that is not there."""

from typing import Any, cast

from constructs_lib.analysis.document import Document


def scannable(document: Document) -> dict[str, Any]:
    """The same stack without nulls, and without settings of Terraform's that are no blocks.

    cdktf writes what is not set as null, which Checkov takes for a value: `prefix_list_ids: [null]` makes SSH from
    everywhere pass (CKV_AWS_24). A plain text among Terraform's own settings, such as `required_version`, stops its
    reading of the whole file, which it counts and does not fail for.
    """
    copy = cast("dict[str, Any]", _without_nulls(document))
    if isinstance(own := copy.get("terraform"), dict):
        blocks = cast("dict[str, object]", own)
        copy["terraform"] = {name: block for name, block in blocks.items() if isinstance(block, dict | list)}
    return copy


def _without_nulls(value: object) -> object:
    if isinstance(value, dict):
        entries = cast("dict[str, object]", value).items()
        return {key: _without_nulls(each) for key, each in entries if each is not None}
    if isinstance(value, list):
        return [_without_nulls(each) for each in cast("list[object]", value) if each is not None]
    return value

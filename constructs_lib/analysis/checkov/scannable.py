"""A stack in the form in which Checkov sees most: as the plan of it, before anything is known that only AWS can say.

It reads cdktf's files too, and then passes what it should not (tests/nightly/test_checkov.py shows each of these):

- A null counts as a value: `prefix_list_ids: [null]` makes SSH from everywhere pass (CKV_AWS_24).
- Policies and container definitions are JSON in a text, which most of its checks then do not look into.
- A plain text among Terraform's own settings, such as `required_version`, makes it leave out the whole file, and end well.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from constructs_lib.analysis.document import Document

FILE: Final = "tfplan.json"
"""How Checkov knows a plan."""


def scannable(document: Document) -> dict[str, Any]:
    """What `terraform show -json` would say of a first plan: references as they were written, and no nulls."""
    providers = cast("Mapping[str, object]", document.get("provider", {}))
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.0",
        "planned_values": {
            "root_module": {"resources": [*_entries(document, "resource"), *_entries(document, "data")]},
        },
        "resource_changes": [],
        "configuration": {
            "provider_config": {
                f"{kind}.{each['alias']}" if each.get("alias") else kind: _provider(kind, each)
                for kind, written in providers.items()
                for each in _listed(written)
            }
        },
    }


def _entries(document: Document, section: str) -> Iterator[dict[str, Any]]:
    data = section == "data"
    for kind, named in cast("Mapping[str, Mapping[str, object]]", document.get(section, {})).items():
        for name, written in named.items():
            for body in _listed(written):
                yield {
                    "address": f"{'data.' if data else ''}{kind}.{name}",
                    "mode": "data" if data else "managed",
                    "type": kind,
                    "name": name,
                    "provider_name": kind.partition("_")[0],
                    "schema_version": 0,
                    "values": without_nulls(body),
                }


def _provider(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    settings = {name: {"constant_value": value} for name, value in body.items() if isinstance(value, str)}
    return {"name": kind, "expressions": settings} | ({"alias": body["alias"]} if body.get("alias") else {})


def _listed(written: object) -> list[Mapping[str, Any]]:
    """Terraform's JSON may have one body, or a list of them."""
    return cast("list[Mapping[str, Any]]", written if isinstance(written, list) else [written])


def without_nulls(value: object) -> object:
    """The same without what is not set, at any depth."""
    if isinstance(value, Mapping):
        entries = cast("Mapping[str, object]", value).items()
        return {key: without_nulls(each) for key, each in entries if each is not None}
    if isinstance(value, list):
        return [without_nulls(each) for each in cast("list[object]", value) if each is not None]
    return value

"""What an environment consists of, as far as others need to know: read from the states of its stacks, without secrets.

The records below are the format, and `schema()` is their JSON Schema: there is no second description to keep in step.
Nothing in it tells the time, and everything is sorted, so the same environment is always the same bytes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal, cast

FORMAT_VERSION: Final = "1.0"
"""The second number grows with what is added, the first with what is taken away or means something else."""

Value = str | int | float | bool

_ARN: Final = re.compile(r"^arn:aws[a-z-]*:")
# By the last word of an attribute's path. What no list names stays out: a state holds far more than others need.
_ENDPOINT: Final = re.compile(
    r"(^|_)(endpoint|endpoint_address|dns_name|domain_name|hostname|fqdn|url|public_ip|port)$"
    r"|^(address|name_servers)$"
)
_NETWORK: Final = re.compile(
    r"^(vpc_id|cidr_block|availability_zones?|security_groups|subnets|transit_gateway_id)$"
    r"|(^|_)(subnet|security_group|route_table|network_acl|gateway)_ids?$"
)
_SIZE: Final = re.compile(
    r"^(allocated_storage|backup_retention_period|billing_mode|class|cpu|desired_capacity|desired_count|engine|engine_version"
    r"|expected_size|instance_class|instance_count|instance_type|instance_types|iops|limit_amount|max_allocated_storage"
    r"|max_capacity|max_size|maximum_concurrency|memory|memory_size|message_retention_seconds|min_capacity|min_size"
    r"|multi_az|node_type|num_cache_clusters|num_node_groups|platform_version|provisioned_concurrent_executions"
    r"|read_capacity|recovery_period_in_days|replicas_per_node_group|reserved_concurrent_executions|retention_in_days"
    r"|retention_period|shard_count|size|storage_throughput|storage_type|throughput|timeout|visibility_timeout_seconds"
    r"|weight|write_capacity)$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ManifestResource:
    """One thing in AWS. The keys of the four mappings are Terraform's own paths of the attributes."""

    address: str
    """Where Terraform knows it."""
    type: str
    id: str
    name: str
    """What people call it; empty where AWS has no names."""
    arns: dict[str, str]
    """Its own (`arn`) and those it refers to."""
    endpoints: dict[str, Value | list[str]]
    """Names, addresses and ports it is reached at."""
    network: dict[str, str | list[str]]
    """VPC, subnets, security groups, route tables, ranges and zones it lives in or joins."""
    sizes: dict[str, Value | list[str]]
    """How big it is, how many there are, between which limits, and how long it keeps what it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ManifestStack:
    """A stack: where it is, what it tells others, and what is in it."""

    account_id: str
    region: str
    deployed: bool
    """Whether anything of it exists."""
    outputs: dict[str, Any]
    resources: list[ManifestResource]


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """A whole environment, by stack."""

    format_version: Literal["1.0"]
    environment: str
    stacks: dict[str, ManifestStack]

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


def schema() -> dict[str, Any]:
    """The JSON Schema of a manifest's JSON."""
    from pydantic import TypeAdapter  # slow to import, and only the schema needs it

    made = TypeAdapter(Manifest).json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Manifest of an environment, {FORMAT_VERSION}",
        **{key: value for key, value in made.items() if key != "title"},
    }


def manifest_of(environment: str, stacks: Mapping[str, ManifestStack]) -> Manifest:
    """An environment's manifest, its stacks in the order of their names."""
    return Manifest(format_version=FORMAT_VERSION, environment=environment, stacks=dict(sorted(stacks.items())))


def stack_of(state: Mapping[str, Any], *, account_id: str, region: str) -> ManifestStack:
    """A stack as its state (`terraform show -json`) tells it. Whatever the state calls sensitive stays out."""
    values = cast("Mapping[str, Any]", state.get("values", {}))
    outputs = cast("Mapping[str, Mapping[str, Any]]", values.get("outputs", {}))
    resources = sorted(
        (_resource(each) for each in _resources(values.get("root_module", {})) if each["mode"] == "managed"),
        key=lambda resource: resource.address,
    )
    return ManifestStack(
        account_id=account_id,
        region=region,
        deployed=bool(resources),
        outputs={name: each["value"] for name, each in sorted(outputs.items()) if not each.get("sensitive")},
        resources=resources,
    )


def _resources(module: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from module.get("resources", ())
    for child in module.get("child_modules", ()):
        yield from _resources(child)


def _resource(entry: Mapping[str, Any]) -> ManifestResource:
    values, secret = entry.get("values", {}), entry.get("sensitive_values", {})
    found = sorted(_leaves(values, secret), key=lambda leaf: leaf[0])
    plain = dict(found)
    return ManifestResource(
        address=str(entry["address"]),
        type=str(entry["type"]),
        id=_text(plain.get("id")),
        name=_text(_named(entry["type"], plain)),
        arns={path: value for path, value in found if isinstance(value, str) and _ARN.match(value)},
        endpoints=cast("dict[str, Any]", _chosen(found, _ENDPOINT)),
        network=cast("dict[str, Any]", _chosen(found, _NETWORK)),
        sizes=cast("dict[str, Any]", _chosen(found, _SIZE)),
    )


def _named(kind: str, plain: Mapping[str, object]) -> object:
    """AWS calls names by the thing, Terraform follows: function_name, cluster_identifier, and bucket alone."""
    own = kind.rpartition("_")[2]
    bucket = ("bucket",) if own == "bucket" else ()
    keys = ("name", f"{own}_name", "identifier", f"{own}_identifier", *bucket, "tags.Name")
    return next((plain[key] for key in keys if isinstance(plain.get(key), str)), "")


def _chosen(found: list[tuple[str, object]], wanted: re.Pattern[str]) -> dict[str, object]:
    return {path: value for path, value in found if value not in (None, "", []) and wanted.search(_last_word(path))}


def _last_word(path: str) -> str:
    return re.sub(r"\[\d+\]$", "", path.rpartition(".")[2])


def _leaves(value: object, secret: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Every value with its path; lists of text stay whole, sorted, since most of them are sets. No secrets."""
    if secret is True:
        return
    if isinstance(value, dict):
        marks = cast("Mapping[str, object]", secret if isinstance(secret, dict) else {})
        for key, each in cast("Mapping[str, object]", value).items():
            # tags say who owns it, which every stack says of all in it, but for the name
            if not path and key in ("tags_all", "tags"):
                yield f"{key}.Name", cast("Mapping[str, object]", each or {}).get("Name")
            else:
                yield from _leaves(each, marks.get(key), f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        entries = cast("list[object]", value)
        marks = cast("list[object]", secret if isinstance(secret, list) else [])
        if entries and all(isinstance(each, str) for each in entries) and not any(mark is True for mark in marks):
            yield path, sorted(cast("list[str]", entries))
        else:
            for index, each in enumerate(entries):
                yield from _leaves(each, marks[index] if index < len(marks) else None, f"{path}[{index}]")
    else:
        yield path, value


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""

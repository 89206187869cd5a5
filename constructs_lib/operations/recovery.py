"""What a killed Terraform created and could not note: found in its log, taken into the state by import.

Terraform writes a state elsewhere every twenty seconds at most. Killed in between, it leaves resources that nobody's state
knows, and the next apply fails because they exist. Its log tells their addresses and ids.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, cast

from constructs_lib.analysis.changes import Changes, changes_told
from constructs_lib.operations.terraform import Terraform, TerraformFailed

IMPORTS: Final = "cairn_recovered.tf.json"
OVERWRITES: Final = "cairn_recovered_override.tf.json"

# An imported parameter never gets rid of a change in its plan (provider 5.100 forgets `insecure_value`). Written over, it
# does, but for one argument that the next plan takes back without a call.
_WRITTEN_OVER: Final = "aws_ssm_parameter"


def created(log: Path) -> dict[str, str]:
    """Address → id of what an apply created and did not delete again."""
    found: dict[str, str] = {}
    for event in _completed(log):
        hook = event["hook"]
        address = cast("str", hook["resource"]["addr"])
        if hook.get("action") == "create" and hook.get("id_value"):
            found[address] = hook["id_value"]
        elif hook.get("action") == "delete":
            found.pop(address, None)
    return found


def lost(logs: Iterable[Path], known: Iterable[str], document: Mapping[str, Any]) -> dict[str, str]:
    """What logs speak of creating that no state knows, as far as it is still wanted."""
    found: dict[str, str] = {}
    for log in logs:
        found |= created(log)
    wanted = {f"{kind}.{name}" for kind, entries in document.get("resource", {}).items() for name in entries}
    noted = frozenset(known)
    return {address: id_ for address, id_ in found.items() if address in wanted and address not in noted}


def plan_with_recovery(terraform: Terraform, document: Mapping[str, Any]) -> tuple[Changes, tuple[str, ...]]:
    """Plan a stack, importing what an earlier run lost: what it changes, and the addresses that are imported.

    Not every resource can be imported by its id, and what was lost may be gone since: then it is planned as it is.
    """
    forget(terraform.directory)
    imports = lost_by(terraform, document)
    while imports:
        _write(terraform.directory, imports)
        try:
            return changes_told(terraform.plan_actions()), tuple(imports)
        except TerraformFailed as error:
            if error.lock_id:
                raise
            blamed = [address for address in imports if address in error.said]
            imports = {address: id_ for address, id_ in imports.items() if blamed and address not in blamed}
    forget(terraform.directory)
    return changes_told(terraform.plan_actions()), ()


def _write(directory: Path, imports: Mapping[str, str]) -> None:
    forget(directory)
    kept = [address.partition(".")[2] for address in imports if address.startswith(f"{_WRITTEN_OVER}.")]
    blocks = [
        {"to": address, "id": id_} for address, id_ in imports.items() if not address.startswith(f"{_WRITTEN_OVER}.")
    ]
    if blocks:
        (directory / IMPORTS).write_text(json.dumps({"import": blocks}, indent=2), encoding="utf-8")
    if kept:
        override = {"resource": {_WRITTEN_OVER: {name: {"overwrite": True} for name in kept}}}
        (directory / OVERWRITES).write_text(json.dumps(override, indent=2), encoding="utf-8")


def lost_by(terraform: Terraform, document: Mapping[str, Any]) -> dict[str, str]:
    """What earlier runs of a stack created that its state does not know."""
    logs = terraform.records.outputs_of_gone()
    return lost(logs, terraform.addresses(), document) if logs else {}


def forget(directory: Path) -> None:
    """Take the imports away again; once applied they mean nothing."""
    for name in (IMPORTS, OVERWRITES):
        (directory / name).unlink(missing_ok=True)


def _completed(log: Path) -> Iterator[Mapping[str, Any]]:
    with suppress(OSError):
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            # the last line of a killed process may be half a line
            with suppress(ValueError):
                event = cast("Mapping[str, Any]", json.loads(line))
                if event.get("type") == "apply_complete":
                    yield event

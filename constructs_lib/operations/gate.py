"""The last look at a stack's plan before it is applied: nothing that holds data goes unless somebody said so."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from constructs_lib.analysis.addresses import STATEFUL
from constructs_lib.analysis.changes import Change, Changes
from constructs_lib.operations.refusal import Refused
from constructs_lib.operations.stack_graph import Stack


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """What may be destroyed in this deployment."""

    approved: Collection[str] = ()
    """Addresses somebody named."""
    foreseen: frozenset[tuple[str, str]] | None = None
    """Stack and address of every destruction a person saw before saying yes; None when nobody was asked."""

    def require(self, stack: Stack, changes: Changes) -> None:
        """Refuse what nobody approved, all of it at once."""
        destroyed = [change for change in changes.resources if change.destroys and change.address not in self.approved]
        if self.foreseen is not None:
            unforeseen = [change for change in destroyed if (stack.id, change.address) not in self.foreseen]
            if unforeseen:
                raise Refused(
                    f"{stack.id}: its plan destroys more than was approved: {_listed(unforeseen)}",
                    fix="look at it again: run the same command once more",
                )
        lost = [change for change in destroyed if stack.protected and change.type in STATEFUL]
        if lost:
            options = " ".join(f"--approve-destroy '{change.address}'" for change in lost)
            raise Refused(
                f"{stack.id} is protected, and its plan destroys what holds data: {_listed(lost)}",
                fix=f"{'; '.join(_ways_out(lost))}; or approve each by name: {options}",
            )


def _ways_out(lost: Collection[Change]) -> Iterator[str]:
    """How to keep what would go, by what makes it go."""
    replaced = [change for change in lost if change.action == "replace"]
    if replaced:
        yield f"change back what cannot be changed in place ({', '.join(change.address for change in replaced)})"
    if len(replaced) < len(lost):
        yield "keep it, or say where it is now by a Moved(…), where only its id changed"


def _listed(changes: Collection[Change]) -> str:
    return ", ".join(f"{change.address} ({change.why or change.action})" for change in changes)

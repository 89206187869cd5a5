"""Which stacks a change is about: those whose synthesized JSON differs from the base's, and whoever reads from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from constructs_lib.analysis.document import Document, without_notes


@dataclass(frozen=True, kw_only=True, slots=True)
class Affected:
    """What has to be planned, and what is no longer there to be planned."""

    changed: tuple[str, ...] = ()
    """Stacks that are new or synthesized otherwise."""
    readers: tuple[str, ...] = ()
    """Stacks that stay as they are, but read, directly or not, from one that does not."""
    gone: tuple[str, ...] = ()
    """Stacks that the base has and this has no more."""

    @property
    def stacks(self) -> tuple[str, ...]:
        """What has to be planned."""
        return tuple(sorted((*self.changed, *self.readers)))

    def within(self, stack_ids: Iterable[str], *, environment: str) -> "Affected":
        """The part of it that is about one environment, whose stacks those are now."""
        mine = frozenset(stack_ids)
        return Affected(
            changed=tuple(each for each in self.changed if each in mine),
            readers=tuple(each for each in self.readers if each in mine),
            gone=tuple(each for each in self.gone if each.partition("-")[0] == environment),
        )


def affected(before: Mapping[str, Document], after: Mapping[str, Document]) -> Affected:
    """Compare two syntheses by what Terraform reads and what the gate goes by; versions and construct paths are noise."""
    changed = {
        stack_id
        for stack_id, document in after.items()
        if stack_id not in before or _meant(document) != _meant(before[stack_id])
    }
    gone = sorted(before.keys() - after.keys())
    readers, waiting = set[str](), {*changed, *gone}
    while waiting:
        found = {
            reader
            for reader, document in after.items()
            if reader not in changed | readers and waiting & sources(document)
        }
        readers |= found
        waiting = found
    return Affected(changed=tuple(sorted(changed)), readers=tuple(sorted(readers)), gone=tuple(gone))


def sources(document: Document) -> frozenset[str]:
    """The stacks that a stack reads from."""
    return frozenset(_notes(document).get("reads", {}))


def _notes(document: Document) -> Document:
    return document.get("//", {}).get("cairn", {})


def _meant(document: Document) -> tuple[object, object]:
    return without_notes(document), _notes(document).get("protected")

"""The way from environments to files: check everything, compose, synthesize, look for damage, prove the flows."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from constructs_lib.environment import Environment, select
from constructs_lib.estate import require_all
from constructs_lib.foundation.plain_errors import plain_errors


def synthesize(
    environments: Iterable[Environment],
    *,
    environment: str | None = None,
    only: Iterable[str] = (),
    stacks: Mapping[str, str] | None = None,
    debug: bool = False,
    output: Path | None = None,
) -> Path:
    """Write the Terraform JSON of an environment (or all, or some stacks). Returns the output folder.

    `output` is that folder, where it is not the one that cdktf asks for.
    Whatever goes wrong is a `CairnError` that can be shown as it is; with `debug` the original exception comes out.
    """
    environments = tuple(environments)
    with plain_errors(debug=debug):
        # every environment, also those not asked for: what overlaps overlaps whoever is being built
        require_all(environments)
        chosen = select(environments, environment)

        from cdktf import App

        from constructs_lib.app import STACKS, compose
        from constructs_lib.foundation.guards.dictionaries import watch_dictionaries
        from constructs_lib.foundation.guards.guard import guarded_synth

        only = tuple(only)
        with watch_dictionaries() as damaged:
            app = App(outdir=str(output) if output else None)
            built = compose(app, chosen, only=only, stacks=stacks or STACKS, estate=environments)
            written = guarded_synth(app, known=damaged)
        # a part of the estate proves nothing: the route or rule that decides can be in any stack
        if not environment and not only:
            _prove_flows(written, environments, built)
        return written


def _prove_flows(written: Path, environments: Iterable[Environment], built: Iterable[str]) -> None:
    """Refuse a network that is not what its environments say, and leave nothing of it for Terraform."""
    flows = {each.name: each.flows for each in environments if each.flows}
    if not flows:
        return
    from constructs_lib.analysis.document import read_stacks
    from constructs_lib.analysis.reachability.flows import FlowError, broken_flows
    from constructs_lib.analysis.reachability.reach import Reachability
    from constructs_lib.foundation.guards.guard import discard

    stacks = frozenset(built)
    documents = {name: document for name, document in read_stacks(written).items() if name in stacks}
    broken = broken_flows(Reachability.of(documents), flows)
    if broken:
        discard(written, stacks)
        raise FlowError(broken)

"""The way from environments to files: check everything, compose, synthesize, look for damage."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from constructs_lib.environment import Environment, require_all, select


def synthesize(
    environments: Iterable[Environment],
    *,
    environment: str | None = None,
    only: Iterable[str] = (),
    stacks: Mapping[str, str] | None = None,
    debug: bool = False,
) -> Path:
    """Write the Terraform JSON of an environment (or all, or some stacks). Returns the output folder."""
    environments = tuple(environments)
    # every environment, also those not asked for: what overlaps overlaps whoever is being built
    require_all(environments)
    chosen = select(environments, environment)

    from cdktf import App  # noqa: PLC0415  mistakes are told before cdktf is loaded

    from constructs_lib.app import STACKS, compose  # noqa: PLC0415

    app = App()
    compose(app, chosen, only=only, stacks=stacks or STACKS)
    app.synth()
    return Path(app.outdir)

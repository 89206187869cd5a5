"""The way from environments to files: check everything, compose, synthesize, look for damage."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from constructs_lib.analysis.document import Document, read_stacks
from constructs_lib.analysis.policies.judge import judge
from constructs_lib.analysis.policies.model import Estate
from constructs_lib.analysis.policies.packs import AT_SYNTHESIS
from constructs_lib.environment import Environment, select
from constructs_lib.estate import require_all
from constructs_lib.foundation.errors import PolicyError, Problem
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
        from constructs_lib.foundation.guards.guard import discard, guarded_synth

        with watch_dictionaries() as damaged:
            app = App(outdir=str(output) if output else None)
            built = compose(app, chosen, only=only, stacks=stacks or STACKS, estate=environments)
            output = guarded_synth(app, known=damaged)
        untagged = tag_problems({id_: document for id_, document in read_stacks(output).items() if id_ in built})
        if untagged:
            discard(output, built)
            raise PolicyError(untagged)
        return output


def tag_problems(documents: Mapping[str, Document]) -> tuple[Problem, ...]:
    """What the tag policy has against stacks. No waiver touches it: plain `cdktf` must not get past it either."""
    estate = Estate(documents)
    judged = judge(estate, dict.fromkeys(documents, AT_SYNTHESIS))
    return tuple(finding.problem() for finding in judged.findings)

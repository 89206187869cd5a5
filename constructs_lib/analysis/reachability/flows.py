"""Declared flows against the network there is: every one that disagrees, with the way that shows it."""

from collections.abc import Iterable, Iterator, Mapping

from constructs_lib.analysis.reachability.reach import Answer, Reachability, as_text
from constructs_lib.foundation.errors import ConfigError, Problem, ProblemsError
from constructs_lib.foundation.flows import Flow


class FlowError(ProblemsError):
    """The network is not what its environments say it is."""

    exit_code = 1
    heading = "{count} with flows:"


def broken_flows(reachability: Reachability, flows: Mapping[str, Iterable[Flow]]) -> tuple[Problem, ...]:
    """What is wrong with the flows of environments, by their names, in the network of the whole estate."""
    return tuple(
        problem
        for environment, declared in flows.items()
        for index, flow in enumerate(declared)
        for problem in _judge(reachability, flow, environment, f"{environment}.flows[{index}]")
    )


def _judge(reachability: Reachability, flow: Flow, environment: str, where: str) -> Iterator[Problem]:
    try:
        answers = reachability.ask(flow.source, flow.target, flow.port, protocol=flow.protocol, environment=environment)
    except ConfigError as error:
        yield from (problem.under(where) for problem in error.problems)
        return
    agreed = "yes" if flow.kind == "must" else "no"
    wrong = [each for each in answers if each.verdict != agreed]
    if not answers:
        yield Problem(where=where, what=f"{flow}: both names mean the same thing", fix="name two different things")
    if wrong:
        # one way shows it; the others are mostly the same in other zones
        more = f" (and {len(wrong) - 1} more pairs like it)" if len(wrong) > 1 else ""
        yield Problem(
            where=where,
            what=f"{flow}{_because(flow)}: the network disagrees{more}",
            got=_indented(as_text(wrong[0])),
            fix=_fix(flow, wrong[0]),
        )


def _because(flow: Flow) -> str:
    return f" ({flow.why})" if flow.why else ""


def _fix(flow: Flow, answer: Answer) -> str:
    stop = answer.refusal
    if answer.verdict == "unknown":
        return f"make {stop.address} known before the apply, or name what does not depend on it" if stop else ""
    if flow.kind == "must" and stop:
        return f"open {stop.what} {stop.address}, or take the flow back"
    passed = next((hop for hop in answer.hops if hop.what.startswith("security group") and not hop.stops), None)
    return f"close {passed.address}, or take the flow back" if passed else "take a rule or a route on the way out"


def _indented(text: str) -> str:
    return text.replace("\n", f"\n{' ' * 13}")

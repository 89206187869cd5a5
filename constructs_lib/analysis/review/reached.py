"""What became reachable, over the whole way: routes, peerings, security groups and network ACLs together."""

from collections.abc import Iterator, Mapping

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.reachability.reach import Answer, Reachability
from constructs_lib.analysis.review.finding import Finding

_INTERNET = "internet"
_REACHED = ("yes", "partly")


def reached_findings(
    before: Mapping[str, Document], after: Mapping[str, Document], *, environment: str
) -> Iterator[Finding]:
    """Pairs of which one end is in the environment, that could not speak before and can now, on whatever port."""
    old, new = Reachability.of(before), Reachability.of(after)
    known = {endpoint.name for endpoint in old.network.endpoints}
    names = [endpoint.name for endpoint in new.network.endpoints]
    for source in (_INTERNET, *names):
        for target in names:
            if source == target or environment not in (_environment(source), _environment(target)):
                continue
            for answer in new.ask(source, target, None):
                asked_before = source in (_INTERNET, *known) and target in known
                if answer.verdict in _REACHED and not (asked_before and _reached(old, source, target)):
                    yield _finding(answer, new=not asked_before)


def _environment(name: str) -> str:
    """A thing's name begins with its stack's, and that with its environment's."""
    return name.partition("-")[0]


def _reached(reachability: Reachability, source: str, target: str) -> bool:
    return any(answer.verdict in _REACHED for answer in reachability.ask(source, target, None))


def _finding(answer: Answer, *, new: bool) -> Finding:
    stack_id, _, path = answer.target.partition("/")
    way = answer.counterexample or answer.example
    hops = tuple(f"{hop.what} {hop.address}".strip() for hop in way.hops) if way else ()
    # what is new has to be reached by somebody; what was there and was not is another matter
    opened = answer.source == _INTERNET and not new
    return Finding(
        topic="network",
        severity="danger" if opened else "look",
        stack_id=stack_id,
        address=path,
        what=f"{'is reached' if new else 'can now be reached'} from {answer.source}",
        details=hops,
    )

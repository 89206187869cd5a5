"""Can A reach B? The question, and its answer with the way that packets take."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.reachability.journey import Hop, Spot
from constructs_lib.analysis.reachability.model import Endpoint, Network, Ports, Verdict
from constructs_lib.analysis.reachability.names import Names
from constructs_lib.analysis.reachability.ranges import Version
from constructs_lib.analysis.reachability.read import network_of
from constructs_lib.analysis.reachability.walk import Trace, Walk

EPHEMERAL: Final = (1024, 65535)
"""Where answers go. Linux takes 32768 and up; NAT gateways, load balancers and functions take all of these."""
PROTOCOLS: Final = ("tcp", "udp", "icmp")
_MOST_DOUBTS: Final = 5
"""As many reasons as are told: one is enough, and there may be hundreds."""
_VERSIONS: Final[tuple[Version, ...]] = (4, 6)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether one thing reaches another."""

    source: str
    target: str
    protocol: str
    port: int | None
    verdict: Verdict
    """`partly`: from some subnets, to some, or on some of the ports that answers go to."""
    families: Mapping[Version, Verdict]
    """The same of IPv4 and of IPv6, as far as both sides have addresses of it."""
    counts: Mapping[str, int]
    """Ways tried, by how they ended."""
    example: Trace | None
    """The way that shows it: one that is refused where any is, else one that works."""
    counterexample: Trace | None = None
    """Where it is reachable partly: one that works."""

    @property
    def hops(self) -> tuple[Hop, ...]:
        """The way, to its end or to what stops it."""
        return self.example.hops if self.example else ()

    @property
    def refusal(self) -> Hop | None:
        """What stops it."""
        return next((hop for hop in self.hops if hop.stops), None)


class Reachability:
    """Answers questions about one estate."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.names = Names(network)
        self.walk = Walk(network)

    @classmethod
    def of(cls, documents: Mapping[str, Document]) -> "Reachability":
        """Of stacks' JSON, by their ids."""
        return cls(network_of(documents))

    def ask(
        self, source: str, target: str, port: int | None, *, protocol: str = "tcp", environment: str = ""
    ) -> tuple[Answer, ...]:
        """One answer for each pair of things that the names mean. No port asks about all, of every protocol."""
        sources = self.names.find(source, environment=environment)
        targets = self.names.find(target, environment=environment)
        return tuple(
            self.between(one, other, port, protocol=protocol)
            for one in sources
            for other in targets
            if one.name != other.name or len(sources) == len(targets) == 1
        )

    def between(self, source: Endpoint, target: Endpoint, port: int | None, *, protocol: str = "tcp") -> Answer:
        """One answer. Reachable means by IPv4 or by IPv6, each from everywhere to everywhere the two may be."""
        seen = self.names.seen_from(target, source)
        traces: dict[Version, list[Trace]] = {
            version: self._traces(version, source, seen, port, protocol) for version in _VERSIONS
        }
        families: dict[Version, Verdict] = {version: _verdict(each) for version, each in traces.items() if each}
        verdicts = set(families.values())
        every = [trace for each in traces.values() for trace in each]
        verdict: Verdict = "no"
        doubts = () if self.walk.never(source, seen) else self.network.doubts
        if doubts:
            verdict = "unknown"
            families = dict.fromkeys(families, verdict)
        elif "yes" in verdicts:
            verdict = "yes"
        elif verdicts - {"no"}:
            verdict = "unknown" if "unknown" in verdicts else "partly"
        works = next((trace for trace in every if trace.verdict), None)
        stopped = next((trace for trace in every if trace.verdict is (None if verdict == "unknown" else False)), None)
        example = works if verdict == "yes" else stopped or works
        if example is None:
            example = self._no_address(source, seen, protocol, port)
        if doubts:
            example = replace(
                example,
                hops=(
                    *(Hop("estate", each.address, each.why, "unknown") for each in doubts[:_MOST_DOUBTS]),
                    *example.hops,
                ),
            )
        return Answer(
            source=source.name,
            target=target.name,
            protocol=protocol,
            port=port,
            verdict=verdict,
            families=families,
            counts=Counter({True: "yes", False: "no", None: "unknown"}[trace.verdict] for trace in every),
            example=example,
            counterexample=works if verdict == "partly" else None,
        )

    def _traces(
        self, version: Version, source: Endpoint, target: Endpoint, port: int | None, protocol: str
    ) -> list[Trace]:
        return [
            trace
            for one in self.names.spots(source, version, seen_from=target)
            for other in self.names.spots(target, version, seen_from=source)
            for trace in self._between_spots(one, other, port, protocol)
        ]

    def _between_spots(self, one: Spot, other: Spot, port: int | None, protocol: str) -> Iterator[Trace]:
        if port is not None or protocol == "icmp":
            for source_port in self._answer_ports if protocol != "icmp" else EPHEMERAL[:1]:
                yield self.walk.between(one, other, protocol, port or 0, source_port)
            return
        routed = self.walk.between(one, other, "tcp", 0, EPHEMERAL[0], filtered=False)
        if routed.verdict is False:
            yield routed
            return
        for each in PROTOCOLS:
            for number in self._ports if each != "icmp" else (0,):
                yield self.walk.between(one, other, each, number, EPHEMERAL[0])

    @cached_property
    def _answer_ports(self) -> tuple[int, ...]:
        """One port of each part that network ACLs tell apart."""
        rules = [
            rule.ports for subnet in self.network.subnets.values() for rule in (*subnet.acl.ingress, *subnet.acl.egress)
        ]
        return _port_pieces(EPHEMERAL, rules)

    @cached_property
    def _ports(self) -> tuple[int, ...]:
        """One port of each part that any rule tells apart."""
        rules = [rule.ports for group in self.network.groups.values() for rule in (*group.ingress, *group.egress)]
        rules += [
            rule.ports for each in self.network.subnets.values() for rule in (*each.acl.ingress, *each.acl.egress)
        ]
        return _port_pieces((0, 65535), rules)

    def _no_address(self, source: Endpoint, target: Endpoint, protocol: str, port: int | None) -> Trace:
        """No family of addresses that both have."""
        hop = Hop("address", target.name, f"has no address that {source.name} could send from or to", "no")
        one, other = (Spot(each, 4, 0) for each in (source, target))
        return Trace(one, other, protocol, port or 0, 0, False, (hop,))


def _verdict(traces: Iterable[Trace]) -> Verdict:
    ends = {trace.verdict for trace in traces}
    if ends == {True}:
        return "yes"
    if ends == {False}:
        return "no"
    return "unknown" if None in ends else "partly"


def _port_pieces(within: tuple[int, int], rules: Iterable[Ports]) -> tuple[int, ...]:
    first, last = within
    edges = {first}
    for ports in rules:
        if ports.protocol in ("tcp", "udp"):
            edges |= {edge for edge in (ports.first, ports.last + 1) if first < edge <= last}
    return tuple(sorted(edges))


def as_json(answer: Answer) -> dict[str, Any]:
    """For machines."""
    return {
        "from": answer.source,
        "to": answer.target,
        "protocol": answer.protocol,
        "port": answer.port,
        "reachable": answer.verdict,
        "families": {f"IPv{version}": verdict for version, verdict in answer.families.items()},
        "ways": dict(answer.counts),
        "hops": [
            {"what": hop.what, "address": hop.address, "why": hop.why, **({"stops": hop.stops} if hop.stops else {})}
            for hop in answer.hops
        ],
    }


def as_text(answer: Answer) -> str:
    """For people: the verdict, and the way."""
    words: Mapping[Verdict, str] = {
        "yes": "can reach",
        "no": "cannot reach",
        "partly": "can reach only partly",
        "unknown": "cannot be known to reach",
    }
    what = "any port" if answer.port is None else f"{answer.protocol} {answer.port}"
    lines = [f"{answer.source} {words[answer.verdict]} {answer.target} on {what}"]
    for title, trace in (("", answer.example), ("but this way works:", answer.counterexample)):
        if trace is not None:
            lines += [f"  {title}"] if title else []
            lines.append(f"  {trace.source} → {trace.target}{_asked_from(answer, trace)}")
            lines += [f"    {_mark(hop)} {hop.what}: {hop.address}: {hop.why}" for hop in trace.hops]
    return "\n".join(lines)


def _asked_from(answer: Answer, trace: Trace) -> str:
    """The port that decides, where it is ports that differ."""
    return f", asked from port {trace.source_port}" if answer.verdict == "partly" else ""


def _mark(hop: Hop) -> str:
    return {"": "·", "no": "✗", "unknown": "?"}[hop.stops]

"""Whether one address reaches another: the packet that asks, then the one that answers."""

from dataclasses import dataclass

from constructs_lib.analysis.reachability import doors, transit
from constructs_lib.analysis.reachability.journey import Hop, Journey, Passage, Spot, Stopped, Ways, is_outside
from constructs_lib.analysis.reachability.model import Endpoint, Network, Outside
from constructs_lib.analysis.reachability.packets import Packet, question, reply


@dataclass(frozen=True, slots=True)
class Trace:
    """Two addresses and a port: what happened to the packets between them."""

    source: Spot
    target: Spot
    protocol: str
    port: int
    source_port: int
    verdict: bool | None
    """None where it cannot be known."""
    hops: tuple[Hop, ...]


class Walk:
    """Walks through one network. What it learns of routes it remembers."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.ways = Ways(network)

    def between(
        self, source: Spot, target: Spot, protocol: str, port: int, source_port: int, *, filtered: bool = True
    ) -> Trace:
        """The answer for two spots. Without filters only routes are asked, so that any port has the same answer."""
        hops: list[Hop] = []

        def told(*, verdict: bool | None) -> Trace:
            return Trace(source, target, protocol, port, source_port, verdict, tuple(hops))

        if stop := self._impossible(source, target):
            hops.append(stop)
            return told(verdict=None if stop.stops == "unknown" else False)
        asked = question(source.version, protocol, port, source.address, target.address)
        best: tuple[bool | None, list[Hop]] | None = None
        for entry in self._entries(source):
            found = self._both_ways(source, target, asked, source_port, entry, filtered=filtered)
            # one way that works is enough, and one that may work is more than one that does not
            if best is None or found[0] or (found[0] is None and best[0] is False):
                best = found
        if best is None:
            where = Hop("outside", source.endpoint.name, "no VPN, Direct Connect or VPC of the JSON has it", "no")
            hops.append(where)
            return told(verdict=False)
        hops += best[1]
        return told(verdict=best[0])

    def _impossible(self, source: Spot, target: Spot) -> Hop | None:
        if never := self.never(source.endpoint, target.endpoint):
            return never
        for spot in (source, target):
            if spot.endpoint.unknown:
                return Hop(spot.endpoint.kind, spot.endpoint.name, spot.endpoint.unknown, "unknown")
            if spot.subnet is not None and spot.subnet.unknown:
                return Hop("subnet", spot.subnet.address, spot.subnet.unknown, "unknown")
        if source.subnet is None and target.subnet is None:
            return Hop("question", target.endpoint.name, "neither side is in a VPC of the JSON", "unknown")
        return None

    def never(self, source: Endpoint, target: Endpoint) -> Hop | None:
        """Why what they are forbids it, whatever the network is like."""
        if source.kind in ("AWS service", "interface endpoint"):
            return Hop(source.kind, source.name, "answers, and never calls by itself", "no")
        if not target.listens:
            return Hop(target.kind, target.name, "takes no connections", "no")
        return None

    def _entries(self, source: Spot) -> tuple[Outside | None, ...]:
        """By which connections an address outside gets in; one entry, None, for all others."""
        if not is_outside(source):
            return (None,)
        named = [
            each
            for each in self.network.outsides
            if each.unknown or any(block.version == source.version and source.address in block for block in each.ranges)
        ]
        return tuple(named)

    def _both_ways(
        self, source: Spot, target: Spot, asked: Packet, source_port: int, entry: Outside | None, *, filtered: bool
    ) -> tuple[bool | None, list[Hop]]:
        there = Journey(self.network, self.ways, asked, source, target, through=doors.follow, filtered=filtered)
        try:
            self._set_out(there, entry)
            there.passage.hops.append(Hop("answer", target.endpoint.name, "back to whoever asked"))
            seen = there.packet.source
            answer = reply(asked, source_port, source=target.address, destination=seen)
            back = Journey(
                self.network,
                self.ways,
                answer,
                target,
                source,
                through=doors.follow,
                answers=there.passage,
                filtered=filtered,
            )
            back.passage.hops = there.passage.hops
            self._come_back(back)
        except Stopped:
            stop = there.passage.hops[-1].stops
            return (None if stop == "unknown" else False), there.passage.hops
        return True, there.passage.hops

    def _set_out(self, journey: Journey, entry: Outside | None) -> None:
        sender, target = journey.sender, journey.target
        if sender.subnet is not None:
            others = target.endpoint.groups or () if self._groups_known(sender, target) else ()
            journey.guarded(sender.endpoint, incoming=False, others=others)
            journey.leave(sender.subnet)
        elif entry is not None:
            transit.enter_aws(journey, entry)
        else:
            doors.enter_from_internet(journey, target)

    def _come_back(self, journey: Journey) -> None:
        """The answer starts where the question ended, and passes again whatever put another address in its place."""
        sender, asked = journey.sender, journey.answers or Passage()
        if sender.subnet is not None:
            journey.leave(sender.subnet)
        elif asked.left_by is not None:
            transit.enter_aws(journey, asked.left_by)
        else:
            journey.enter(self.network.vpcs[asked.left_from], asked.left_by_gateway)

    def _groups_known(self, one: Spot, other: Spot) -> bool:
        """Whether an outgoing rule may name the other side's group: in one VPC, or peered in one region."""
        if one.subnet is None or other.subnet is None:
            return False
        here, there = one.subnet.vpc, other.subnet.vpc
        if here == there:
            return True
        regions = {self.network.vpcs[each].place.region for each in (here, there)}
        return len(regions) == 1 and any(
            not each.broken and set(each.ends) == {here, there} for each in self.network.peerings.values()
        )

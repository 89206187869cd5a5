"""What changes when something is taken away: one resource after the other, and every answer about what is left."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from constructs_lib.analysis.document import Document
from constructs_lib.analysis.reachability.kinds import READ
from constructs_lib.analysis.reachability.model import Endpoint
from constructs_lib.analysis.reachability.reach import Answer, Reachability

THINGS: Final = frozenset(
    {
        *("aws_vpc", "aws_subnet", "aws_route_table", "aws_security_group", "aws_network_acl", "aws_vpc_endpoint"),
        *("aws_ec2_managed_prefix_list", "aws_default_security_group", "aws_default_network_acl", "aws_eip"),
        *("aws_vpc_ipv6_cidr_block_association", "aws_network_interface", "aws_ec2_transit_gateway"),
    }
)
"""What others stand in, hang on or name: a route, a rule, an association and a link are taken away, not these."""
REMOVABLE: Final = tuple(kind for kind in READ if kind not in THINGS)
WAYS: Final = (
    "internet gateway",
    "egress-only gateway",
    "gateway endpoint",
    "peering",
    "NAT",
    "transit gateway",
    "VPN",
)
Question = tuple[str, str, int]


def removable(documents: Mapping[str, Document]) -> Iterator[tuple[str, str, str]]:
    for stack, document in documents.items():
        for kind in REMOVABLE:
            yield from ((stack, kind, name) for name in document.get("resource", {}).get(kind, {}))


def without(documents: Mapping[str, Document], stack: str, kind: str, name: str) -> dict[str, Document]:
    """The same without one resource; what is left is shared."""
    resource: dict[str, Any] = {**documents[stack]["resource"]}
    resource[kind] = {other: body for other, body in resource[kind].items() if other != name}
    return {**documents, stack: {**documents[stack], "resource": resource}}


class Answers:
    """Of everything there is, and of anything that may be put into a subnet, to each other; each when it is asked."""

    def __init__(self, documents: Mapping[str, Document], *names: str) -> None:
        self.reachability = Reachability.of(documents)
        network, known = self.reachability.network, self.reachability.names
        things: list[Endpoint] = [*network.endpoints, *map(known.subnet_endpoint, network.subnets.values())]
        things += [found for name in ("internet", *names) for found in known.find(name)]
        self.questions = {
            (source.name, target.name, port): (source, target, port)
            for source in things
            for target in things
            for port in sorted({22, 443, *(port for _, port in target.ports)})
            if source is not target
        }

    def of(self, question: Question) -> Answer:
        return self.reachability.between(*self.questions[question])


def told(answer: Answer) -> object:
    # and by which way: S3 is reached over the internet too, where its endpoint is taken away
    doors = tuple(hop.address for hop in answer.hops if hop.what in WAYS)
    return answer.verdict, tuple(answer.families.items()), tuple(sorted(answer.counts.items())), doors


def unnoticed(documents: Mapping[str, Document], *names: str) -> list[str]:
    """What may go without a changed answer. What a thing had a say in is asked first: mostly that shows it at once."""
    whole = Answers(documents, *names)
    answers = {question: whole.of(question) for question in whole.questions}
    before = {question: told(answer) for question, answer in answers.items()}
    assert len(set(before.values())) > 1
    had_a_say: dict[str, dict[Question, None]] = {}
    for question, answer in answers.items():
        for hop in answer.hops:
            had_a_say.setdefault(hop.address, {})[question] = None

    def notices(stack: str, kind: str, name: str) -> bool:
        left = Answers(without(documents, stack, kind, name), *names)
        asked = {**had_a_say.get(f"{stack}/{kind}.{name}", {}), **before}
        return left.questions.keys() != before.keys() or any(
            told(left.of(question)) != before[question] for question in asked
        )

    return [f"{stack}.{kind}.{name}" for stack, kind, name in removable(documents) if not notices(stack, kind, name)]

"""What a Terraform expression can come to before anything exists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """An attribute AWS decides, of a resource that is known: `aws_vpc.main.id`."""

    address: str
    """The stack and the resource in it: `dev-us-east-1-network/aws_vpc.vpc`."""
    attribute: str

    def __str__(self) -> str:
        return f"{self.address}.{self.attribute}"


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that can be told before the apply."""

    why: str

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True)
class Encoded:
    """A value that travels as text: `separator` is what its parts are joined by, None for JSON."""

    value: object
    separator: str | None = None

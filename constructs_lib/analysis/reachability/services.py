"""AWS's own services as destinations: an address stands for each, since AWS alone knows where they are."""

from constructs_lib.analysis.reachability.ranges import STAND_INS, Range


class Services:
    """Hands out the addresses, always the same for the same questions in the same order."""

    def __init__(self) -> None:
        self.addresses: dict[str, int] = {}

    def range_of(self, service: str) -> Range:
        """What stands for a service such as `com.amazonaws.us-east-1.s3`."""
        address = self.addresses.setdefault(service, STAND_INS[0].first + 1 + len(self.addresses))
        return Range(4, address, 32)


def short_name(service: str) -> str:
    """The part people say: `s3`, `ecr.api`. The region is three words in, whatever comes before or after."""
    words = service.split(".")
    return ".".join(words[3:]) if service.startswith("com.amazonaws.") else service

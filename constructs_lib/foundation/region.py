"""AWS regions and their availability zones, as facts: no data source decides what a plan contains.

Zones are the letters AWS lists for the region. An account may see fewer (us-west-1, ca-central-1, ap-northeast-1
and others retire one for new accounts); that is why every config names its zones instead of taking "the first three".
https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
"""

ZONES = {
    "af-south-1": "abc",
    "ap-east-1": "abc",
    "ap-northeast-1": "acd",
    "ap-northeast-2": "abcd",
    "ap-northeast-3": "abc",
    "ap-south-1": "abc",
    "ap-south-2": "abc",
    "ap-southeast-1": "abc",
    "ap-southeast-2": "abc",
    "ap-southeast-3": "abc",
    "ap-southeast-4": "abc",
    "ca-central-1": "abd",
    "ca-west-1": "abc",
    "eu-central-1": "abc",
    "eu-central-2": "abc",
    "eu-north-1": "abc",
    "eu-south-1": "abc",
    "eu-south-2": "abc",
    "eu-west-1": "abc",
    "eu-west-2": "abc",
    "eu-west-3": "abc",
    "il-central-1": "abc",
    "me-central-1": "abc",
    "me-south-1": "abc",
    "mx-central-1": "abc",
    "sa-east-1": "abc",
    "us-east-1": "abcdef",
    "us-east-2": "abc",
    "us-west-1": "abc",
    "us-west-2": "abcd",
}

_COMPASS = {
    "north": "n",
    "northeast": "ne",
    "east": "e",
    "southeast": "se",
    "south": "s",
    "southwest": "sw",
    "west": "w",
    "northwest": "nw",
    "central": "c",
}


def zones_of(region: str) -> tuple[str, ...]:
    """The availability zones of a region; none for a region not in the table."""
    return tuple(f"{region}{letter}" for letter in ZONES.get(region, ""))


def code(region: str) -> str:
    """A region in few letters, for names: us-east-1 → use1, ap-southeast-1 → apse1."""
    return "".join(_COMPASS.get(part, part) for part in region.split("-"))

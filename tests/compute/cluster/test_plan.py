"""Names that browsers would refuse."""

import pytest

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.compute.cluster.plan import uncertified


@pytest.mark.parametrize(
    ("names", "certified", "refused"),
    [
        (("@", "api"), ("@", "*"), []),
        (("api",), ("@",), ["api"]),
        (("api.eu", "api"), ("*",), ["api.eu"]),
        (("@",), ("*",), ["@"]),
    ],
)
def test_tells_what_the_certificate_does_not_hold_for(
    names: tuple[str, ...], certified: tuple[str, ...], refused: list[str]
) -> None:
    assert [problem.got for problem in uncertified(ClusterConfig(host_names=names), certified)] == refused


def test_says_where_to_add_it() -> None:
    (problem,) = uncertified(ClusterConfig(host_names=("@", "api")), ["@", "www"])

    assert str(problem) == (
        "ClusterConfig.host_names[1]: is no name of the zone's certificate\n"
        "    got      api\n"
        "    allowed  @, www\n"
        "    fix      add it to certificate_names of the zone's DnsConfig"
    )

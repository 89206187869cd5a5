from constructs_lib.analysis.reachability.model import Match, Ports, Route
from tests.analysis.reachability.test_ranges import block


def test_rules_say_what_they_are_about() -> None:
    assert [str(each) for each in (Match((block("10.0.0.0/8"),)), Match(group="web"), Match(unknown="x"), Match())] == [
        *("10.0.0.0/8", "members of web", "what cannot be known yet", "nothing"),
    ]
    assert [str(each) for each in (Ports(), Ports("tcp"), Ports("tcp", 80, 80), Ports("udp", 1, 9))] == [
        *("everything", "tcp", "tcp 80", "udp 1-9"),
    ]


def test_of_the_same_range_a_written_route_counts_before_a_list_and_that_before_what_is_told() -> None:
    told, listed, written = (
        Route("r", Match(), "local", propagated=told, listed=listed)
        for told, listed in ((True, False), (False, True), (False, False))
    )

    assert told.precedence < listed.precedence < written.precedence

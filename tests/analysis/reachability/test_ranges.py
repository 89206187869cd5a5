from hypothesis import given
from hypothesis import strategies as st

from constructs_lib.analysis.reachability.ranges import (
    PRIVATE,
    Range,
    covers,
    internet_pieces,
    is_internet,
    is_private,
    parse_address,
    parse_range,
    pieces,
    shown,
)


def block(text: str) -> Range:
    found = parse_range(text)
    assert found
    return found


def address(text: str) -> int:
    found = parse_address(text)
    assert found
    return found[1]


def test_ranges_are_read_and_written() -> None:
    assert (str(block("10.0.0.0/8")), str(block("::/0")), str(block("10.1.2.3"))) == (
        "10.0.0.0/8",
        "::/0",
        "10.1.2.3/32",
    )
    assert (parse_range("vpc-1"), parse_address("10.0.0.0/8")) == (None, None)
    assert shown(4, address("10.0.0.1")) == "10.0.0.1"
    assert (shown(4, address("240.0.0.1")), str(block("240.0.0.1/32"))) == (
        "an address AWS decides",
        "a range AWS decides",
    )


def test_what_aws_decides_is_public_and_else_unknown() -> None:
    service = address("240.0.0.7")

    assert [covers(block(each), 4, service) for each in ("0.0.0.0/0", "10.0.0.0/8", "52.0.0.0/8", "240.0.0.7/32")] == [
        *(True, False, None, True),
    ]
    assert covers(block("::/0"), 4, service) is False


def test_private_and_internet_addresses() -> None:
    assert [is_private(4, address(each)) for each in ("10.1.1.1", "100.64.0.1", "8.8.8.8")] == [True, True, False]
    assert [is_internet(4, address(each)) for each in ("8.8.8.8", "10.1.1.1", "240.0.0.1", "127.0.0.1")] == [
        True,
        False,
        False,
        False,
    ]


def test_the_internet_is_cut_where_rules_tell_it_apart() -> None:
    found = internet_pieces(
        4, (block("0.0.0.0/0"), block("203.0.113.0/24"), block("10.0.0.0/8")), (block("9.0.0.0/16"),)
    )

    assert len(found) == 2
    assert address("203.0.113.0") in found
    assert not any(is_private(4, each) for each in found)


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(24, 32)), max_size=6), st.integers(0, 255))
def test_every_address_has_one_that_stands_for_it(cuts: list[tuple[int, int]], host: int) -> None:
    home = block("10.0.0.0/24")
    blocks = [block(f"10.0.0.{number}/{length}") for number, length in cuts]
    found = pieces((home,), blocks)

    def pattern(one: int) -> tuple[bool, ...]:
        return tuple(one in each for each in blocks)

    assert pattern(home.first + host) in [pattern(each) for each in found]
    assert len(found) == len({pattern(each) for each in found})


def test_parts_can_be_left_out() -> None:
    assert pieces((block("10.0.0.0/30"),), (), outside=(block("10.0.0.0/31"),)) == (address("10.0.0.2"),)
    assert all(each.version in (4, 6) for each in PRIVATE)

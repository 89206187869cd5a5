"""The table itself: nothing in it that nobody could check."""

import re
from typing import get_args

from constructs_lib.account.config import BillingService
from constructs_lib.analysis.cost.price_table import AS_OF, FAMILIES, PRICES, REGIONS, SINGAPORE, US


def test_says_of_which_month_it_is() -> None:
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", AS_OF)


def test_every_price_is_of_a_page_of_amazon() -> None:
    pages = {each.source for each in (*PRICES.values(), *FAMILIES.values())}

    assert [
        page for page in pages if not re.fullmatch(r"https://aws\.amazon\.com/[a-z0-9/-]+/pricing/([a-z-]+/)?", page)
    ] == []


def test_every_price_is_everywhere_or_in_every_column() -> None:
    columns = [
        key
        for key, each in {**PRICES, **FAMILIES}.items()
        if not getattr(each, "everywhere", None) and set(each.rates) != {US, SINGAPORE}
    ]

    assert columns == []
    assert set(REGIONS.values()) == {US, SINGAPORE}


def test_nothing_is_for_nothing() -> None:
    rates = [rate for each in (*PRICES.values(), *FAMILIES.values()) for rate in each.rates.values()]
    rates += [each.everywhere for each in PRICES.values() if each.everywhere]

    assert min(rate.usd for rate in rates) > 0


def test_services_are_called_as_budgets_call_them() -> None:
    """A budget of one service is compared with the estimate of that service, by its name."""
    assert {each.service for each in (*PRICES.values(), *FAMILIES.values())} - set(get_args(BillingService)) == set()

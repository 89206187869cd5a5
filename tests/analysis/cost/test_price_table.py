"""The table itself: nothing in it that nobody could check."""

import re
from collections.abc import Iterator
from typing import get_args

from constructs_lib.account.config import BillingService
from constructs_lib.analysis.cost.evidence import NOT_VERIFIED
from constructs_lib.analysis.cost.price_table import AS_OF, FAMILIES, PRICES, REGIONS, SINGAPORE, US, Rate


def figures() -> Iterator[tuple[str, Rate]]:
    """Every figure, by its product and column."""
    for product, each in {**PRICES, **FAMILIES}.items():
        yield from ((f"{product} {column}", rate) for column, rate in each.rates.items())
    yield from ((product, each.everywhere) for product, each in PRICES.items() if each.everywhere)


def test_says_of_which_month_it_is() -> None:
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", AS_OF)


def test_every_figure_names_its_source_and_its_day_or_says_that_nobody_has_found_it() -> None:
    silent = [
        where
        for where, rate in figures()
        if rate.evidence != NOT_VERIFIED
        and not (rate.evidence.source and re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])-[0-3]\d", rate.evidence.on))
    ]

    assert silent == []


def test_no_figure_was_read_after_the_month_of_the_table() -> None:
    assert max(rate.evidence.on for _, rate in figures()) < f"{AS_OF}-32"


def test_most_of_virginia_has_been_found() -> None:
    """What has not been is listed: a new figure without a source has to be added here too, and that is seen."""
    assert {where for where, rate in figures() if not rate.evidence.found and not where.endswith(SINGAPORE)} == {
        "alarm.composite",
        "analyzer.identity",
        "aurora.db.r6g us",
        "aurora.db.r7g us",
        "aurora.db.t4g us",
        "config.daily-item-thousand",
        "config.evaluation-thousand",
        "detector.database-vcpu us",
        "detector.event-million us",
        "detector.log-gb us",
        "detector.object-event-million us",
        "detector.runtime-vcpu us",
        "flow-log.bucket-gb us",
        "flow-log.group-gb us",
        "hub.check-thousand",
        "lambda.provisioned.gb-second",
        "load-balancer.gateway-hour us",
        "load-balancer.gateway-unit-hour",
        "rds.db.m6g us",
        "rds.db.m7g us",
        "rds.db.r6g us",
        "rds.db.r7g us",
        "trail.data-event-million",
        "trail.insight-event-million",
    }


def test_every_price_is_of_a_page_of_amazon() -> None:
    pages = {each.page for each in (*PRICES.values(), *FAMILIES.values())}

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
    assert min(rate.usd for _, rate in figures()) > 0


def test_services_are_called_as_budgets_call_them() -> None:
    """A budget of one service is compared with the estimate of that service, by its name."""
    assert {each.service for each in (*PRICES.values(), *FAMILIES.values())} - set(get_args(BillingService)) == set()

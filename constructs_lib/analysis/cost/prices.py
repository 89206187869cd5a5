"""What AWS asks for one unit of something: which price, on which page, read where and when, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from constructs_lib.analysis.cost.price_table import FAMILIES, PRICES, REGIONS, SIZES, Family, Price, Rate

HOURS_A_MONTH: Final = 730
"""As AWS's own calculator counts: 8,760 hours in twelve months."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitPrice:
    """What one unit costs in one region."""

    usd: float
    unit: str
    service: str
    """Its name on the bill."""
    page: str
    """AWS's own, to compare with."""
    source: str
    """Where the figure was read; or that nobody has verified it."""
    as_of: str
    """The day of that; empty where nobody has."""
    basis: str = ""
    """How it was estimated; empty where it is a published figure."""


def unit_price(product: str, region: str) -> UnitPrice | None:
    """The price of a product in a region; None where the table has none."""
    price = PRICES.get(product) or _of_size(product)
    if price is None:
        return None
    rate = price.everywhere or (price.rates.get(REGIONS[region]) if region in REGIONS else None)
    if rate is None:
        return None
    return UnitPrice(
        usd=rate.usd,
        unit=price.unit,
        service=price.service,
        page=price.page,
        source=rate.evidence.source,
        as_of=rate.evidence.on,
        basis=rate.basis,
    )


def _of_size(product: str) -> Price | None:
    """An instance of any size, from the price of the family's `large`: within a family AWS's prices follow the size."""
    kind, _, size = product.rpartition(".")
    family: Family | None = FAMILIES.get(kind)
    factor = _factor(size)
    if family is None or factor is None:
        return None
    rates: Mapping[str, Rate] = {
        group: Rate(rate.usd * factor, rate.evidence, rate.basis or ("" if factor == 1 else _PROPORTION))
        for group, rate in family.rates.items()
    }
    return Price(family.service, "hour", family.page, rates)


_PROPORTION: Final = "in proportion to the large size of the same family; AWS rounds to a tenth of a cent"


def _factor(size: str) -> float | None:
    if size in SIZES:
        return SIZES[size]
    count = size.removesuffix("xlarge")
    return int(count) * 2.0 if size.endswith("xlarge") and count.isdecimal() else None

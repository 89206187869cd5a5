"""docs/networks.md shows the networks there are."""

from pathlib import Path

from constructs_lib.analysis.document import read_stacks
from constructs_lib.operations.diagram import page, pictures_of

PAGE = Path(__file__).parents[2] / "docs" / "networks.md"


def test_the_page_of_networks_is_not_stale(estate_folder: Path) -> None:
    """Write it anew with `make diagrams`, and look at what changed."""
    assert PAGE.read_text(encoding="utf-8") == page(pictures_of(read_stacks(estate_folder)))

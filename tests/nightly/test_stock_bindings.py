"""The fast bindings write what the stock ones write: byte for byte, for every stack of every environment."""

from pathlib import Path

import pytest

from tests.environments.conftest import synthesize


@pytest.mark.stock
def test_every_stack_is_the_same_on_both_paths(project: Path, estate_folder: Path, tmp_path: Path) -> None:
    # jsii's own cache would keep 400 MB of the published provider
    stock = synthesize(project, tmp_path, CAIRN_STOCK_BINDINGS="1", JSII_RUNTIME_PACKAGE_CACHE="disabled")
    files = sorted(path.relative_to(stock) for path in stock.rglob("*.json"))

    assert len(files) == 1 + len(list(estate_folder.glob("stacks/*")))
    assert [str(name) for name in files if (stock / name).read_bytes() != (estate_folder / name).read_bytes()] == []

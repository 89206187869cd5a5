"""The examples, applied from nothing to nothing."""

from pathlib import Path

import pytest

from constructs_lib.operations.emulator import Emulator
from tests.apply.estate import PROTECTED_BY_AWS, Estate, leftovers

ACCOUNT = "666666666666"


@pytest.mark.apply
@pytest.mark.timeout(2400)
def test_the_payments_platform(project: Path, tmp_path: Path) -> None:
    """In Singapore and Oregon, as examples/payments says."""
    with Emulator() as emulator:
        estate = Estate(emulator=emulator, folder=tmp_path, calls=tmp_path / "calls.jsonl")
        estate.add("live", project / "examples" / "payments")
        estate.deploy("live")
        assert "live-ap-southeast-1-service-api" in estate.outputs("live")

        estate.lift_protection("live", *PROTECTED_BY_AWS)
        estate.cairn("live", "destroy", "--auto-approve")

        for region in ("ap-southeast-1", "us-west-2"):
            assert leftovers(estate, ACCOUNT, region) == {}

"""The synthetic estate has as many resources as it says, tried on stand-ins for cdktf."""

from types import SimpleNamespace
from typing import Any

import pytest

from constructs_lib.operations.bench import program
from constructs_lib.operations.bench.program import Estate


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The class of everything that is created."""
    made: list[str] = []

    class Module:
        def __getattr__(self, name: str) -> Any:
            def create(*_: object, **__: object) -> SimpleNamespace:
                made.append(name)
                return SimpleNamespace(id="id", synth=lambda: made.append("synth"))

            return create

    def import_module(_: str) -> Module:
        return Module()

    monkeypatch.setattr(program, "import_module", import_module)
    return made


@pytest.mark.parametrize(("resources", "stacks"), [(1, 1), (250, 1), (251, 2), (1000, 4)])
def test_there_are_as_many_resources_as_asked_for(made: list[str], resources: int, stacks: int) -> None:
    Estate().synthesize(resources)

    counted = {name: made.count(name) for name in made}
    kinds = ("S3Bucket", "CloudwatchLogGroup", "Subnet", "SecurityGroup")
    assert sum(counted.get(kind, 0) for kind in kinds) == resources
    assert counted["TerraformStack"] == counted["AwsProvider"] == counted["Vpc"] == stacks
    assert (made[0], made[-1]) == ("App", "synth")

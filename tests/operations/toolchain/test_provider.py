"""The AWS provider is taken from wherever this machine has it, in a fixed order, and fetched once at most."""

import json
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from constructs_lib.operations.toolchain import (
    Terraform,
    ToolMissing,
    find_provider_mirror,
    find_terraform,
    obtain_provider,
    terraform_environment,
)

AWS = "registry.terraform.io/hashicorp/aws"
TARGET = "linux_amd64"
VERSION = "5.100.0"


def unpacked(mirror: Path, version: str = VERSION, target: str = TARGET) -> Path:
    binary = mirror / AWS / version / target / f"terraform-provider-aws_v{version}_x5"
    binary.parent.mkdir(parents=True)
    binary.touch()
    return mirror


def packed(mirror: Path) -> Path:
    (mirror / AWS).mkdir(parents=True)
    (mirror / AWS / f"terraform-provider-aws_{VERSION}_{TARGET}.zip").touch()
    return mirror


def find(environ: dict[str, str], *roots: Path) -> Path | None:
    return find_provider_mirror({"XDG_DATA_DIRS": os.devnull} | environ, target=TARGET, roots=roots)


# Finding --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", [unpacked, packed])
@pytest.mark.parametrize("below", ["", "tf-plugins", "share/terraform/plugins"])
def test_anywhere_below_a_software_root(tmp_path: Path, layout: type, below: str) -> None:
    mirror = layout(tmp_path / below)

    assert find({}, tmp_path / "not-there", tmp_path) == mirror


def test_not_deeper_than_three_levels(tmp_path: Path) -> None:
    unpacked(tmp_path / "a" / "b" / "c" / "d")

    assert find({}, tmp_path) is None


def test_only_this_version_for_this_machine(tmp_path: Path) -> None:
    unpacked(tmp_path / "older", version="5.99.1")
    unpacked(tmp_path / "other", target="darwin_arm64")
    (tmp_path / "empty" / AWS / VERSION / TARGET).mkdir(parents=True)

    assert find({}, tmp_path) is None


def test_the_order(tmp_path: Path) -> None:
    software = unpacked(tmp_path / "opt" / "plugins")
    environ = {"HOME": str(tmp_path / "home"), "CAIRN_CACHE_DIR": str(tmp_path / "cache")}
    assert find(environ, tmp_path / "opt") == software

    shared = unpacked(tmp_path / "share" / "terraform" / "plugins")
    environ["XDG_DATA_DIRS"] = f"{os.devnull}{os.pathsep}{tmp_path / 'share'}"
    assert find(environ, tmp_path / "opt") == shared

    implied = unpacked(tmp_path / "home" / ".terraform.d" / "plugins")
    assert find(environ, tmp_path / "opt") == implied

    fetched = unpacked(tmp_path / "cache" / "providers")
    assert find(environ, tmp_path / "opt") == fetched

    named = packed(tmp_path / "named")
    assert find(environ | {"TF_PLUGIN_MIRROR": str(named)}, tmp_path / "opt") == named


def test_home_comes_last(tmp_path: Path) -> None:
    mirror = unpacked(tmp_path / ".terraform.d" / "plugin-cache")

    assert find({"HOME": str(tmp_path)}) == mirror


def test_a_mirror_that_is_named_must_have_it(tmp_path: Path) -> None:
    unpacked(tmp_path / "good")

    with pytest.raises(ToolMissing, match=f"TF_PLUGIN_MIRROR names {tmp_path}/empty, .* {VERSION} for {TARGET}"):
        find({"TF_PLUGIN_MIRROR": f"{tmp_path}/empty"}, tmp_path / "good")


def test_folders_that_may_not_be_read_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def guarded(folder: str | Path) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if "closed" in Path(folder).parts:
            raise PermissionError
        return scandir(str(folder))

    # Permission bits would do for everyone but root.
    monkeypatch.setattr("os.scandir", guarded)
    (tmp_path / "closed").mkdir()

    assert (
        find({"HOME": str(tmp_path / "closed")}, tmp_path / "closed", unpacked(tmp_path / "open")) == tmp_path / "open"
    )


def test_a_home_that_cannot_be_read(tmp_path: Path) -> None:
    assert find({"HOME": str(tmp_path / "nonexistent")}) is None
    assert find({}) is None


# Settings -------------------------------------------------------------------------------------------------------------


def test_settings_name_the_mirror(tmp_path: Path) -> None:
    mirror = unpacked(tmp_path / 'odd "name"')
    directory = tmp_path / "settings"

    additions = terraform_environment({"TF_PLUGIN_CACHE_DIR": "/somewhere"}, directory, mirror)

    assert additions == {
        "CHECKPOINT_DISABLE": "1",
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "GOGC": "400",
        "TF_PLUGIN_CACHE_DIR": "",
        "TF_CLI_CONFIG_FILE": str(directory / "terraformrc"),
    }
    text = (directory / "terraformrc").read_text()
    assert json.dumps(str(mirror)) in text
    assert "disable_checkpoint = true" in text
    assert [path.name for path in directory.iterdir()] == ["terraformrc"]


def test_a_callers_own_garbage_collection_stays(tmp_path: Path) -> None:
    assert terraform_environment({"GOGC": "50"}, tmp_path, tmp_path)["GOGC"] == "50"


def test_same_settings_are_not_written_again(tmp_path: Path) -> None:
    mirror = unpacked(tmp_path / "mirror")
    terraform_environment({}, tmp_path, mirror)
    before = (tmp_path / "terraformrc").stat().st_ino

    terraform_environment({}, tmp_path, mirror)

    assert (tmp_path / "terraformrc").stat().st_ino == before


def test_without_a_mirror_the_callers_settings_stay_in_charge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("constructs_lib.operations.toolchain.provider.find_provider_mirror", lambda _: None)
    callers = tmp_path / "company.tfrc"
    callers.touch()

    assert "TF_CLI_CONFIG_FILE" not in terraform_environment({"TF_CLI_CONFIG_FILE": str(callers)}, tmp_path)

    nowhere = terraform_environment({"TF_CLI_CONFIG_FILE": "/nowhere"}, tmp_path)
    assert nowhere["TF_CLI_CONFIG_FILE"] == str(tmp_path / "terraformrc")
    assert "direct {}" in (tmp_path / "terraformrc").read_text()


@pytest.mark.validate
def test_the_real_terraform_links_to_the_mirror(tmp_path: Path) -> None:
    try:
        terraform = find_terraform(os.environ)
        mirror = find_provider_mirror(os.environ, target=terraform.platform)
    except ToolMissing as missing:
        pytest.skip(str(missing))
    if mirror is None:
        pytest.skip("no mirror of the AWS provider on this machine")
    asked = {"aws": {"source": "hashicorp/aws", "version": VERSION}}
    (tmp_path / "main.tf.json").write_text(json.dumps({"terraform": {"required_providers": asked}}))
    environ = dict(os.environ) | terraform_environment(os.environ, tmp_path, mirror)

    answer = subprocess.run(
        [terraform.path, "init", "-no-color"], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )

    assert (answer.returncode, answer.stderr) == (0, "")
    assert (tmp_path / ".terraform" / "providers" / AWS / VERSION / terraform.platform).exists()


# Fetching -------------------------------------------------------------------------------------------------------------

# What `terraform init` leaves behind when it takes the provider from a registry or from a mirror of zips.
INIT = f"""#!/bin/sh
case $1 in -chdir=*) cd "${{1#-chdir=}}" ;; esac
grep -q '"version": "{VERSION}"' main.tf.json || exit 3
echo init >> "$LOG"
sleep 0.2
mkdir -p .terraform/providers/{AWS}/{VERSION}/{TARGET}
echo provider > .terraform/providers/{AWS}/{VERSION}/{TARGET}/terraform-provider-aws_v{VERSION}_x5
"""
UNREACHABLE = """#!/bin/sh
printf '│ Error: Failed to query available provider packages\\n│ could not connect to\\n│ registry.terraform.io\\n' >&2
exit 1
"""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "CAIRN_CACHE_DIR": str(tmp_path / "cache"),
        "LOG": str(tmp_path / "log"),
    }


@pytest.fixture(autouse=True)
def no_mirror_of_this_machine(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "environ" in request.fixturenames:
        monkeypatch.setattr(find_provider_mirror, "__kwdefaults__", {"target": None, "roots": ()})


def fake(tmp_path: Path, script: str) -> Terraform:
    path = tmp_path / "terraform"
    path.write_text(script)
    path.chmod(0o755)
    return Terraform(path=path, version="1.11.4", platform=TARGET)


def test_fetched_once_even_by_two_at_once(tmp_path: Path, environ: dict[str, str]) -> None:
    terraform = fake(tmp_path, INIT)

    with ThreadPoolExecutor() as both:
        mirrors = list(both.map(lambda _: obtain_provider(environ, terraform), range(2)))

    assert mirrors == [tmp_path / "cache" / "providers"] * 2
    assert find_provider_mirror(environ, target=TARGET) == mirrors[0]
    assert (tmp_path / "log").read_text() == "init\n"
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["providers", "providers.lock"]


def test_zips_are_unpacked_once(tmp_path: Path, environ: dict[str, str]) -> None:
    environ["TF_PLUGIN_MIRROR"] = str(packed(tmp_path / "zips"))
    terraform = fake(tmp_path, INIT)

    for _ in range(2):
        assert obtain_provider(environ, terraform) == tmp_path / "cache" / "providers"

    assert (tmp_path / "log").read_text() == "init\n"


def test_an_unpacked_mirror_is_used_as_it_is(tmp_path: Path, environ: dict[str, str]) -> None:
    mirror = unpacked(tmp_path / "mirror")

    assert obtain_provider(environ | {"TF_PLUGIN_MIRROR": str(mirror)}, fake(tmp_path, "#!/bin/sh\nexit 9")) == mirror
    assert not (tmp_path / "cache").exists()


def test_in_no_mirror_and_no_registry(tmp_path: Path, environ: dict[str, str]) -> None:
    with pytest.raises(ToolMissing) as refusal:
        obtain_provider(environ, fake(tmp_path, UNREACHABLE))

    assert "could not be fetched: Error: Failed to query available provider packages" in refusal.value.what
    assert "could not connect to registry.terraform.io" in refusal.value.what
    assert "name it in TF_PLUGIN_MIRROR" in refusal.value.fix
    assert "/opt" in refusal.value.looked_in

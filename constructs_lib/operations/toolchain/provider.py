"""The AWS provider: which folder of this machine Terraform can take it from, and the settings that tell Terraform so."""

import contextlib
import fcntl
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from pathlib import Path

from constructs_lib.operations.toolchain.programs import Terraform, ToolMissing, this_platform

PROVIDER_VERSION = "5.100.0"

_REGISTRY = "registry.terraform.io"
_SOURCE = f"{_REGISTRY}/hashicorp/aws"
# Where software is put that Terraform itself does not look in, and how far below a mirror may be.
_SOFTWARE_ROOTS = tuple(map(Path, ("/opt", "/srv", "/usr/local", "/usr/share", "/usr/lib", "/var/lib")))
_DEPTH = 3
_DEPTH_AT_HOME = 2


def find_provider_mirror(
    environ: Mapping[str, str],
    version: str = PROVIDER_VERSION,
    *,
    target: str | None = None,
    roots: Iterable[Path] = _SOFTWARE_ROOTS,
) -> Path | None:
    """The folder to give Terraform as its filesystem mirror, or None when only the registry may have the provider.

    In this order: the folder TF_PLUGIN_MIRROR names; what Cairn fetched before; the folders Terraform itself looks in;
    anything laid out as a mirror, a few levels below where software is put and below the home.
    """
    target = target or this_platform()
    named = environ.get("TF_PLUGIN_MIRROR")
    if named:
        if not _holds_provider(Path(named), version, target):
            raise ToolMissing(
                f"TF_PLUGIN_MIRROR names {named}, which does not hold the AWS provider {version} for {target}",
                looked_in=[Path(named, _SOURCE)],
                fix=f"make it with `terraform providers mirror -platform={target} {named}`, or unset TF_PLUGIN_MIRROR",
            )
        return Path(named)
    return next((each for each in _candidates(environ, roots) if _holds_provider(each, version, target)), None)


def obtain_provider(environ: Mapping[str, str], terraform: Terraform, version: str = PROVIDER_VERSION) -> Path:
    """A mirror with the provider unpacked, so that each `terraform init` links to it instead of writing 700 MB.

    Fetched from the registry, or unpacked from a mirror of zips, once and into Cairn's cache, when there is none.
    """
    mirror = find_provider_mirror(environ, version, target=terraform.platform)
    if mirror is not None and _unpacked(mirror, version, terraform.platform):
        return mirror
    cache = _cache(environ)
    cache.mkdir(parents=True, exist_ok=True)
    with _lock(cache.with_suffix(".lock")), tempfile.TemporaryDirectory(dir=cache.parent) as work:
        if _unpacked(cache, version, terraform.platform):
            return cache
        _init(Path(work), dict(environ), terraform, mirror, version)
        fetched = Path(".terraform", "providers", _SOURCE, version)
        shutil.rmtree(cache / _SOURCE / version, ignore_errors=True)
        (cache / _SOURCE).mkdir(parents=True, exist_ok=True)
        (work / fetched).rename(cache / _SOURCE / version)
    return cache


def terraform_environment(base: Mapping[str, str], directory: Path, mirror: Path | None = None) -> dict[str, str]:
    """What to add to a Terraform child's environment; writes the settings file it names into `directory`.

    Without a mirror given or found, the caller's own settings file is left in charge if there is one: it may say how the
    registry is reached.
    """
    mirror = mirror or find_provider_mirror(base)
    additions = {"CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}
    # The provider's schema is 100 MB that live to the end: collecting garbage around it is a quarter of all the
    # processor time of a plan, and collecting it less often costs a tenth more memory.
    additions["GOGC"] = base.get("GOGC", "400")
    callers = base.get("TF_CLI_CONFIG_FILE")
    if mirror is None and callers and Path(callers).is_file():
        return additions
    settings = directory / "terraformrc"
    _write(settings, _settings(mirror))
    if mirror is not None and base.get("TF_PLUGIN_CACHE_DIR"):
        # Terraform would copy the provider from the mirror into the cache; empty means unset.
        additions["TF_PLUGIN_CACHE_DIR"] = ""
    return additions | {"TF_CLI_CONFIG_FILE": str(settings)}


def _settings(mirror: Path | None) -> str:
    if mirror is None:
        return "disable_checkpoint = true\n\nprovider_installation {\n  direct {}\n}\n"
    return (
        "disable_checkpoint = true\n\nprovider_installation {\n"
        f'  filesystem_mirror {{\n    path    = {json.dumps(str(mirror.absolute()))}\n    include = ["{_SOURCE}"]\n  }}\n'
        f'  direct {{\n    exclude = ["{_SOURCE}"]\n  }}\n}}\n'
    )


def _init(work: Path, environ: dict[str, str], terraform: Terraform, mirror: Path | None, version: str) -> None:
    """Have Terraform put the provider below `work`."""
    asked = {"aws": {"source": _SOURCE, "version": version}}
    (work / "main.tf.json").write_text(json.dumps({"terraform": {"required_providers": asked}}))
    answer = subprocess.run(
        [terraform.path, f"-chdir={work}", "init", "-backend=false", "-no-color"],
        env=environ
        | terraform_environment(environ, work, mirror)
        | {"TF_DATA_DIR": "", "TF_CLI_ARGS": "", "TF_CLI_ARGS_init": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        said = " ".join(re.sub(r"[│╷╵\s]+", " ", answer.stderr).split())
        raise ToolMissing(
            f"The AWS provider {version} is in no mirror on this machine, and could not be fetched: {said}",
            looked_in=[Path(mirror, _SOURCE)] if mirror else [*_known_mirrors(environ), *_SOFTWARE_ROOTS],
            fix=f"let this machine reach {_REGISTRY}, or run `terraform providers mirror FOLDER` on one that can,"
            " bring FOLDER here and name it in TF_PLUGIN_MIRROR",
        )


def _candidates(environ: Mapping[str, str], roots: Iterable[Path]) -> Iterator[Path]:
    yield from _known_mirrors(environ)
    for root in roots:
        yield from _below(root, _DEPTH)
    if home := environ.get("HOME"):
        yield from _below(Path(home), _DEPTH_AT_HOME)


def _known_mirrors(environ: Mapping[str, str]) -> Iterator[Path]:
    """Cairn's own cache, then https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories."""
    yield _cache(environ)
    yield Path("terraform.d", "plugins")
    home = Path(environ.get("HOME") or os.devnull)
    yield home / ".terraform.d" / "plugins"
    if sys.platform == "darwin":
        yield home / "Library" / "Application Support" / "io.terraform" / "plugins"
        yield Path("/Library/Application Support/io.terraform/plugins")
    # XDG_DATA_HOME may have been moved for this run only, so the usual place counts as well.
    for folder in (environ.get("XDG_DATA_HOME"), str(home / ".local" / "share"), *_data_dirs(environ)):
        if folder:
            yield Path(folder, "terraform", "plugins")


def _data_dirs(environ: Mapping[str, str]) -> list[str]:
    return (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(os.pathsep)


def _cache(environ: Mapping[str, str]) -> Path:
    own = environ.get("CAIRN_CACHE_DIR")
    shared = environ.get("XDG_CACHE_HOME") or Path(environ.get("HOME") or tempfile.gettempdir(), ".cache")
    return (Path(own) if own else Path(shared, "cairn")) / "providers"


def _below(root: Path, depth: int) -> Iterator[Path]:
    """The folder and those below it, the nearest first, in the same order on every run."""
    level = [str(root)]
    for remaining in range(depth, -1, -1):
        yield from map(Path, level)
        level = [folder for each in level for folder in _folders_in(each)] if remaining else []


def _folders_in(folder: str) -> list[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return sorted(entry.path for entry in entries if entry.is_dir(follow_symlinks=False))
    return []


def _holds_provider(mirror: Path, version: str, target: str) -> bool:
    return _unpacked(mirror, version, target) or _packed(mirror, version, target)


def _unpacked(mirror: Path, version: str, target: str) -> bool:
    with contextlib.suppress(OSError), os.scandir(mirror / _SOURCE / version / target) as entries:
        return any(entry.name.startswith("terraform-provider-aws") for entry in entries)
    return False


def _packed(mirror: Path, version: str, target: str) -> bool:
    return os.access(mirror / _SOURCE / f"terraform-provider-aws_{version}_{target}.zip", os.R_OK)


def _write(path: Path, text: str) -> None:
    """Nobody ever sees half of it, and an unchanged file stays as it is."""
    with contextlib.suppress(OSError):
        if path.read_text() == text:
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_text(text)
    part.replace(path)


@contextlib.contextmanager
def _lock(path: Path) -> Generator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield

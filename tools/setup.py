"""`make setup` and `make lock`: what the project needs, inside the project folder.

    setup.py                install what is missing or out of date
    setup.py checkov        the same for the scanner of `make scan`
    setup.py ready [NAME]   exit 0 when nothing is
    setup.py lock           write every Pipfile.lock and package-lock.json anew

Runs before anything is installed, so it uses the standard library only. Needs package registries, and finds them as the
machine is set up to (pip's and npm's own settings, proxies). Each part ends with a stamp that says what it was made
from; a part that was cut off has none, and is made again.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".cairn"
# Downloads are kept until a set-up is complete, so that one cut off does not fetch them again.
DOWNLOADS = WORK / "cache" / "setup"
LOG = WORK / "setup.log"
TEMPORARY = DOWNLOADS / "tmp"
VENV = ROOT / ".venv"
PIPENV = ROOT / ".tools" / "pipenv"
CHECKOV = ROOT / ".tools" / "checkov"
CHECKOV_PIPFILE = ROOT / "tools" / "checkov" / "Pipfile"
NODE_MODULES = ROOT / "node_modules"
STAMP = ".cairn-ready"
UNFINISHED = ".cairn-unfinished"
LOG_TAIL = 20

# What a caller's shell may have set for other projects, and what of it says how to reach a package registry.
FOREIGN = re.compile(
    r"(python|pip_|pipenv_|npm_|conda_|virtual_env|node_options$|node_path$|node_env$|workon_home$)", re.IGNORECASE
)
REGISTRY = re.compile(
    r"(pip_(index_url|extra_index_url|no_index|find_links|trusted_host|proxy|cert|client_cert|config_file"
    r"|keyring_provider|default_timeout|timeout|retries)"
    r"|npm_config_(registry|.*:registry|//.*|proxy|https?_proxy|no_?proxy|cafile|ca|cert|key|strict_ssl|userconfig|globalconfig|fetch_.*))$",
    re.IGNORECASE,
)


class SetupError(Exception):
    """Set-up cannot go on; the text is all that is shown."""


@dataclass(frozen=True)
class Part:
    """One folder that set-up makes, and what it is made from."""

    title: str
    folder: Path
    source: Callable[[], list[str]]
    make: Callable[["Runner"], None]

    def is_ready(self) -> bool:
        """Say whether the folder was made, completely, from what the project asks for now and where it is now."""
        try:
            return (self.folder / STAMP).read_text() == self._fingerprint()
        except OSError:
            return False

    def install(self, runner: "Runner") -> None:
        """Make the folder, and stamp it last."""
        if self.is_ready():
            return
        print(f"setup: {self.title}", flush=True)
        (self.folder / STAMP).unlink(missing_ok=True)
        self.make(runner)
        write_whole(self.folder / STAMP, self._fingerprint())

    def _fingerprint(self) -> str:
        # The place belongs to it: scripts in a virtual environment name it, so a moved or copied project needs a new one.
        return hashlib.sha256("\0".join([str(ROOT), *self.source()]).encode()).hexdigest()


@dataclass(frozen=True)
class Runner:
    """Runs commands in the project folder, quietly: what they say goes to the log, and is shown if they fail."""

    log: IO[bytes]
    lock: int

    def __call__(self, *command: str | Path, **settings: str) -> None:
        """Run one command to its end, or end it and everything it started."""
        self.log.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        self.log.flush()
        TEMPORARY.mkdir(parents=True, exist_ok=True)
        child = subprocess.Popen(
            command,
            cwd=ROOT,
            env=registry_environment() | settings,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            # A command that outlives this program keeps the lock, so nobody works on the same folder meanwhile.
            pass_fds=[self.lock],
        )
        try:
            status = child.wait()
        except BaseException:
            end_tree(child.pid)
            child.wait()
            raise
        if status:
            tail = "\n".join(LOG.read_text(errors="replace").splitlines()[-LOG_TAIL:])
            raise SetupError(
                f"{tail}\n\nsetup: failed at: {Path(command[0]).name} {' '.join(map(str, command[1:]))}\nsetup: full log in {LOG}"
            )


def registry_environment() -> dict[str, str]:
    """The caller's environment, with nothing in it from other projects and every cache below this one."""
    kept = {name: value for name, value in os.environ.items() if not FOREIGN.match(name) or REGISTRY.match(name)}
    return kept | {
        "PIPENV_CACHE_DIR": str(DOWNLOADS / "pipenv"),
        "PIPENV_DONT_LOAD_ENV": "1",
        "PIPENV_IGNORE_VIRTUALENVS": "1",
        "PIPENV_NOSPIN": "1",
        "PIPENV_PIPFILE": str(ROOT / "Pipfile"),
        "PIPENV_VENV_IN_PROJECT": "1",
        "PIPENV_YES": "1",
        "PIP_CACHE_DIR": str(DOWNLOADS / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_REQUIRE_VIRTUALENV": "0",
        "PIP_USER": "0",
        # A command that is killed leaves its temporary files behind.
        "TMPDIR": str(TEMPORARY),
        "WORKON_HOME": str(DOWNLOADS / "virtualenvs"),
        "XDG_CACHE_HOME": str(DOWNLOADS / "xdg"),
        "XDG_DATA_HOME": str(DOWNLOADS / "xdg"),
        "XDG_STATE_HOME": str(DOWNLOADS / "xdg"),
        # Node has its own list of certificate authorities; a company's proxy is known to the system's only.
        "NODE_USE_SYSTEM_CA": "1",
        "npm_config_cache": str(DOWNLOADS / "npm"),
        "npm_config_global": "false",
        "npm_config_ignore_scripts": "true",
        "npm_config_update_notifier": "false",
    }


# The three parts ----------------------------------------------------------------------------------------------------


def make_pipenv(run: Runner) -> None:
    """Pipenv in an environment of its own, each file checked against its hash."""
    shutil.rmtree(PIPENV, ignore_errors=True)
    run(sys.executable, "-I", "-m", "venv", PIPENV)
    run(
        PIPENV / "bin" / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--no-deps",
        "-r",
        ROOT / "tools" / "pipenv.txt",
    )


def make_packages(run: Runner) -> None:
    """`.venv` with what Pipfile.lock says. An environment somebody made with pipenv is kept, one that is broken is not."""
    unfinished = VENV / UNFINISHED
    if unfinished.exists() or not is_usable(VENV):
        # A package half written looks installed to pip.
        shutil.rmtree(VENV, ignore_errors=True)
        VENV.mkdir()
        unfinished.touch()
        run(sys.executable, "-I", "-m", "venv", VENV)
    unfinished.touch()
    run(PIPENV / "bin" / "python", "-m", "pipenv", "sync", "--dev")
    unfinished.unlink()


def make_checkov(run: Runner) -> None:
    """Checkov in an environment of its own, each file checked against its hash."""
    shutil.rmtree(CHECKOV, ignore_errors=True)
    run(sys.executable, "-I", "-m", "venv", CHECKOV)
    run(PIPENV / "bin" / "python", "-m", "pipenv", "sync", **checkov_settings())


def checkov_settings() -> dict[str, str]:
    """How pipenv is told to work on another environment than `.venv`: on one that is active."""
    return {"PIPENV_PIPFILE": str(CHECKOV_PIPFILE), "PIPENV_IGNORE_VIRTUALENVS": "0", "VIRTUAL_ENV": str(CHECKOV)}


def make_node_modules(run: Runner) -> None:
    """The cdktf command line. No package's install script runs: the one that has any ships what it would build."""
    run(VENV / "bin" / "npm", "ci", PATH=node_path())


def is_usable(venv: Path) -> bool:
    """Say whether the environment's Python starts and was made for this folder."""
    try:
        answer = subprocess.run(
            [venv / "bin" / "python", "-IS", "-c", ""], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        activate = (venv / "bin" / "activate").read_text()
    except OSError:
        return False
    return answer.returncode == 0 and str(venv) in activate


def text_of(*names: str) -> list[str]:
    """The contents of files of the project."""
    return [(ROOT / name).read_text() for name in names]


def packages_source() -> list[str]:
    """The lock, and the parts of pyproject.toml that decide how this project itself is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [*text_of("Pipfile.lock"), json.dumps([project.get("project"), project.get("build-system")], sort_keys=True)]


def node_path() -> str:
    """A PATH that finds the Node of `.venv` first."""
    return os.pathsep.join([str(VENV / "bin"), os.environ.get("PATH", os.defpath)])


pipenv = Part("pipenv", PIPENV, lambda: text_of("tools/pipenv.txt"), make_pipenv)
packages = Part("Python packages of Pipfile.lock, about a minute", VENV, packages_source, make_packages)
checkov = Part("Checkov, about a minute", CHECKOV, lambda: text_of("tools/checkov/Pipfile.lock"), make_checkov)
node_modules = Part(
    "cdktf command line of package-lock.json",
    NODE_MODULES,
    lambda: text_of("package.json", "package-lock.json", ".npmrc"),
    make_node_modules,
)


# Commands -----------------------------------------------------------------------------------------------------------


def install(run: Runner) -> None:
    """Everything that `make test` and `make demo` need."""
    if not packages.is_ready():
        pipenv.install(run)
    packages.install(run)
    node_modules.install(run)
    shutil.rmtree(DOWNLOADS, ignore_errors=True)


def install_checkov(run: Runner) -> None:
    """What `make scan` needs besides."""
    if not checkov.is_ready():
        pipenv.install(run)
    checkov.install(run)
    shutil.rmtree(DOWNLOADS, ignore_errors=True)


def lock(run: Runner) -> None:
    """Every lock file, without the name of the registry it was made with; and what they say, installed."""
    pipenv.install(run)
    packages.install(run)
    print("setup: Pipfile.lock", flush=True)
    run(PIPENV / "bin" / "python", "-m", "pipenv", "lock")
    forget_registry(ROOT / "Pipfile.lock")
    print("setup: tools/checkov/Pipfile.lock", flush=True)
    if not is_usable(CHECKOV):
        run(sys.executable, "-I", "-m", "venv", CHECKOV)
    run(PIPENV / "bin" / "python", "-m", "pipenv", "lock", **checkov_settings())
    forget_registry(CHECKOV_PIPFILE.with_name("Pipfile.lock"))
    print("setup: package-lock.json", flush=True)
    run(VENV / "bin" / "npm", "install", "--package-lock-only", PATH=node_path())
    install(run)


def forget_registry(path: Path) -> None:
    """Take the name of the registry out of a lock file."""
    locked = json.loads(path.read_text())
    locked["_meta"]["sources"] = []
    for section in ("default", "develop"):
        for package in locked[section].values():
            package.pop("index", None)
    write_whole(path, json.dumps(locked, indent=4, sort_keys=True) + "\n")


def is_ready(name: str = "") -> bool:
    """Say whether the command of that name would do nothing."""
    match name:
        case "":
            return packages.is_ready() and node_modules.is_ready()
        case "checkov":
            return checkov.is_ready()
        case _:
            return False


COMMANDS = {"": install, "checkov": install_checkov, "lock": lock}


# Files, processes ---------------------------------------------------------------------------------------------------


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees half of it."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    part.write_text(text)
    part.replace(path)


@contextlib.contextmanager
def alone() -> Generator[int]:
    """Wait until no other set-up works in this folder."""
    WORK.mkdir(exist_ok=True)
    handle = os.open(WORK / "setup.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("setup: another set-up is at work in this folder, waiting for it", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def end_tree(pid: int) -> None:
    """End a process and what it started: pipenv, told to stop, would leave its pip behind."""
    for each in [pid, *descendants(pid)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """Children, their children, and so on."""
    children: dict[int, list[int]] = {}
    for child, parent in processes():
        children.setdefault(parent, []).append(child)
    found: list[int] = []
    waiting = [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def processes() -> Iterator[tuple[int, int]]:
    """Every process with its parent: from /proc where there is one (a slim container has no ps), else from ps."""
    if Path("/proc/self/stat").exists():
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                yield int(stat.parent.name), int(stat.read_text(errors="replace").rpartition(")")[2].split()[1])
    else:
        listed = subprocess.run(["ps", "-A", "-o", "pid=", "-o", "ppid="], capture_output=True, text=True, check=True)
        for line in listed.stdout.splitlines():
            child, parent = line.split()
            yield int(child), int(parent)


def stop(number: int, _frame: object) -> NoReturn:
    """End on a signal as if on an exception, so that children are ended too."""
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Run the command; the exit code."""
    command = next(iter(arguments), "")
    if command == "ready":
        return 0 if is_ready(*arguments[1:]) else 1
    if command not in COMMANDS:
        print(f"setup: no command {command!r}: {', '.join(filter(None, COMMANDS))}", file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    started = time.monotonic()
    try:
        with alone() as handle, LOG.open("wb") as log:
            COMMANDS[command](Runner(log, handle))
    except (SetupError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f"setup: ready after {time.monotonic() - started:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

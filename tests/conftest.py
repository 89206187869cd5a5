"""What every test may ask for, what none may see, and the rule that on a complete machine nothing is skipped."""

import os
import signal
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from constructs_lib.operations.emulator.isolation import scrubbed

PROJECT = Path(__file__).resolve().parent.parent

# The applied estate: everything else together takes less time.
LONGEST = "tests/apply/"

# Tests that share something expensive, and so one process: the applied estate, the provider cut into pieces, all stacks
# synthesized and what Terraform says of them, emulators that have loaded every service.
ONE_PROCESS = (
    LONGEST,
    "tests/foundation/bindings/",
    "tests/environments/",
    "tests/operations/emulator/",
    "tests/runtime/",
    "tests/nightly/test_sandbox.py",
    "tests/nightly/whole_dev/",
    "tests/nightly/replicated/",
    "tests/nightly/test_exactness.py",
)

WAITING = frozenset({"apply", "validate", "cli", "stock"})


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, then what mostly waits; the many small ones fill the gaps, and end together."""
    items.sort(key=lambda item: (not _is_longest(item), not WAITING & {mark.name for mark in item.iter_markers()}))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """The whole ends when the longest does: processes that do not work on it let it go first."""
    if "PYTEST_XDIST_WORKER" in os.environ and not _is_longest(item) and os.nice(0) == 0:
        os.nice(10)


def _is_longest(item: pytest.Item) -> bool:
    return item.nodeid.startswith(LONGEST)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Spread tests one by one, but for those folders. xdist's own groups do nothing under pytest 9."""
    from xdist.scheduler import LoadScopeScheduling

    config.option.loadscopereorder = False  # the order of pytest_collection_modifyitems is the one that counts

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            # what a nightly file applies, all its tests look at
            alone = nodeid.partition("::")[0] if nodeid.startswith("tests/nightly/") else nodeid
            return next((folder for folder in ONE_PROCESS if nodeid.startswith(folder)), alone)

        def _reschedule(self, node: Any) -> None:
            # given nothing else, its process destroys the estate as soon as everything was looked at, not at the very end
            if LONGEST in self.assigned_work[node] and not node.shutting_down:
                node.shutdown()
            super()._reschedule(node)

    return ByFolder(config, log)


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the whole project."""
    return PROJECT


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test or module is a failure")


def pytest_configure() -> None:
    """No test, and nothing a test starts, sees the caller's AWS accounts, Terraform settings or proxies.

    Nor is anything of it deaf to Ctrl-C, as what a shell starts in the background is.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    kept = scrubbed(os.environ).keys() | {"TF_PLUGIN_MIRROR"}
    for name in os.environ.keys() - kept:
        del os.environ[name]
    os.environ |= {
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped and collector.config.getoption("--no-skips"):
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    # pytest keeps the place and the reason of a skip in a tuple.
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"{reason}\n--no-skips: this machine must run every test"

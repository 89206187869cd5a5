"""`make demo`: the main job, end to end, on an emulated AWS: check, plan, deploy, plan again, read it back."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from constructs_lib.foundation.errors import CairnError
from constructs_lib.operations.emulator import Emulator
from constructs_lib.operations.emulator.session import EmulatedSession
from constructs_lib.operations.project import Project, find
from constructs_lib.operations.refusal import Refused

ENVIRONMENT = "dev"
_PEER = ("tools", "*-account", "*-network")
"""What it is peered to: the network of another account, deployed while the plan is made."""


def demo(start: Path, *, emulator: str = "") -> None:
    """Run it, telling each step as the command a person would type; on a running emulator, where one is named."""
    project = find(start)
    began = time.monotonic()
    if emulator:
        _steps(project, emulator)
    else:
        with Emulator() as aws:
            _steps(project, aws.endpoint)
    _tell(f"done in {time.monotonic() - began:.0f} s: applied, a second plan empty, read back, nothing left running")


def _steps(project: Project, endpoint: str) -> None:
    at = ("--emulator", endpoint)
    _tell(f"an emulated AWS answers at {endpoint}; nothing here can reach the real one")
    _cairn(project, "check")
    with _meanwhile(project, "deploy", *_PEER, "--auto-approve", *at):
        _cairn(project, "plan", ENVIRONMENT, *at)
    _cairn(project, "deploy", ENVIRONMENT, "--auto-approve", *at)
    _cairn(project, "plan", ENVIRONMENT, "--exit-code", *at)
    _cairn(project, "outputs", ENVIRONMENT, *at)
    _look(project, endpoint)


def _cairn(project: Project, *arguments: str) -> None:
    _tell(f"\n$ cairn {' '.join(arguments)}")
    _require_well(
        arguments, subprocess.run(_command(arguments), cwd=project.root, env=os.environ, check=False).returncode
    )


@contextmanager
def _meanwhile(project: Project, *arguments: str) -> Generator[None]:
    """Run it as in another terminal; what it said is told when both are done."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            _command(arguments),
            cwd=project.root,
            env=os.environ,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            # Ctrl-C comes from here, once: a second one would mean that nothing is waited for
            start_new_session=True,
        ) as child,
    ):
        try:
            yield
        except BaseException:
            child.send_signal(signal.SIGINT)
            raise
        code = child.wait()
        _tell(f"\n$ cairn {' '.join(arguments)}    # meanwhile, in another terminal")
        said.seek(0)
        _tell(said.read().decode(errors="replace").rstrip())
        _require_well(arguments, code)


def _command(arguments: Sequence[str]) -> Sequence[str]:
    return (sys.executable, "-m", "constructs_lib.operations.command_line", *arguments)


def _require_well(arguments: Sequence[str], code: int) -> None:
    if code:
        raise Refused(f"cairn {arguments[0]} ended with exit code {code}", fix="what it said stands above")


def _look(project: Project, endpoint: str) -> None:
    """See with boto3, not with Terraform, what is there now."""
    for placement in project.environment(ENVIRONMENT).stacks:
        ec2 = EmulatedSession(endpoint, placement.account.id, placement.region).client("ec2")
        vpcs = [vpc for vpc in ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]]
        if not vpcs:
            raise Refused(
                f"no VPC in {placement.region} of {placement.account.name}", fix="read what deploy said above"
            )
        subnets = ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpcs[0]["VpcId"]]}])["Subnets"]
        zones = sorted({subnet["AvailabilityZone"] for subnet in subnets})
        _tell(f"\nread back: {vpcs[0]['VpcId']} {vpcs[0]['CidrBlock']}, {len(subnets)} subnets in {', '.join(zones)}")


def _tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    try:
        demo(Path.cwd(), emulator=sys.argv[1] if len(sys.argv) > 1 else "")
    except (CairnError, subprocess.SubprocessError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("interrupted; the emulator and what was in it are gone", file=sys.stderr)
        sys.exit(130)

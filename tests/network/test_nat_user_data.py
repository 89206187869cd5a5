"""What a NAT instance does at its first boot, run by a real shell with stand-ins for what only a machine has."""

import subprocess
from pathlib import Path

import pytest

from constructs_lib.network.nat_user_data import user_data

CIDRS = ("10.20.0.0/20", "10.20.16.0/20")
COMMANDS = ("systemctl", "dnf", "sysctl")


def boot(folder: Path, *, broken: str = "", session_manager: bool = False) -> tuple[int, list[str]]:
    """Run the script below a folder of its own. Returns how it ended, and what it called."""
    script = user_data(CIDRS, session_manager=session_manager).replace("/etc/", f"{folder}/etc/")
    for name in ("etc/sysctl.d", "etc/systemd/system", "bin"):
        (folder / name).mkdir(parents=True)
    for name in COMMANDS:
        command = folder / "bin" / name
        command.write_text(f'#!/bin/sh\necho "{name} $*" >> "{folder}/calls"\n[ "{name} $*" != "{broken}" ]\n')
        command.chmod(0o755)
    ended = subprocess.run(
        ["/bin/sh"],
        input=script,
        env={"PATH": f"{folder}/bin:/usr/bin:/bin"},
        text=True,
        capture_output=True,
        check=False,
    )
    return ended.returncode, (folder / "calls").read_text(encoding="utf-8").splitlines()


def test_sets_everything_up_in_order(tmp_path: Path) -> None:
    code, calls = boot(tmp_path)

    assert code == 0
    assert calls == [
        "systemctl disable --now sshd.service sshd.socket",
        "systemctl disable --now amazon-ssm-agent.service",
        "dnf --assumeyes install nftables",
        "systemctl daemon-reload",
        "systemctl enable --now nat.service",
        "sysctl --system",
    ]


def test_hands_on_for_private_subnets_and_nobody_else(tmp_path: Path) -> None:
    boot(tmp_path)
    rules = (tmp_path / "etc/nat.nft").read_text(encoding="utf-8")

    assert "elements = { 10.20.0.0/20, 10.20.16.0/20 }" in rules
    assert "ip saddr @private masquerade" in rules
    assert rules.count("policy drop") == 2
    assert rules.count("{") == rules.count("}")
    assert "net.ipv4.ip_forward = 1" in (tmp_path / "etc/sysctl.d/90-nat.conf").read_text(encoding="utf-8")
    unit = (tmp_path / "etc/systemd/system/nat.service").read_text(encoding="utf-8")
    assert f"ExecStart=/usr/sbin/nft --file {tmp_path}/etc/nat.nft" in unit


@pytest.mark.parametrize(
    "broken", ["dnf --assumeyes install nftables", "systemctl enable --now nat.service", "sysctl --system"]
)
def test_what_cannot_be_set_up_ends_itself(tmp_path: Path, broken: str) -> None:
    """So that the group starts another one; a machine that stays up and hands on nothing would pass every check."""
    code, calls = boot(tmp_path, broken=broken)

    assert code != 0
    assert calls[-2:] == [broken, "systemctl poweroff"]


def test_what_is_not_there_needs_no_switching_off(tmp_path: Path) -> None:
    code, calls = boot(tmp_path, broken="systemctl disable --now sshd.service sshd.socket")

    assert (code, "systemctl poweroff" in calls) == (0, False)


def test_the_agent_runs_where_session_manager_is_wanted(tmp_path: Path) -> None:
    _, calls = boot(tmp_path, session_manager=True)

    assert "systemctl enable --now amazon-ssm-agent.service" in calls
    assert "systemctl disable --now amazon-ssm-agent.service" not in calls


def test_terraform_finds_nothing_of_its_own_in_it() -> None:
    script = user_data(CIDRS, session_manager=True)

    assert "${" not in script
    assert "%{" not in script
    assert "@PRIVATE@" not in script
    assert "@AGENT@" not in script


def test_fits() -> None:
    """EC2 takes 16 KiB: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html"""
    assert len(user_data(["255.255.255.255/32"] * 8, session_manager=False).encode()) < 16 * 1024

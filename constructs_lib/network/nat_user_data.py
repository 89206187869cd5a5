"""What a NAT instance does at its first boot: hand on what private subnets send, in its own name, and take nothing in."""

from collections.abc import Sequence

# Everything is written before anything is switched on, and what fails gives the machine back: it ends itself, the group
# starts another one, and the alarm rings until one works.
_SCRIPT = """#!/bin/sh
set -eu
trap 'systemctl poweroff' EXIT

cat > /etc/sysctl.d/90-nat.conf <<'END'
net.ipv4.ip_forward = 1
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.default.send_redirects = 0
END

cat > /etc/nat.nft <<'END'
flush ruleset
table ip nat_instance {
  set private {
    type ipv4_addr
    flags interval
    elements = { @PRIVATE@ }
  }
  chain input {
    type filter hook input priority filter; policy drop;
    iif "lo" accept
    ct state established,related accept
    udp sport 67 udp dport 68 accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    ip saddr @private ip daddr != @private accept
  }
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr @private masquerade
  }
}
END

cat > /etc/systemd/system/nat.service <<'END'
[Unit]
Description=Hands on what private subnets send to the internet
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft --file /etc/nat.nft
[Install]
WantedBy=multi-user.target
END

systemctl disable --now sshd.service sshd.socket || true
@AGENT@
dnf --assumeyes install nftables
systemctl daemon-reload
systemctl enable --now nat.service
sysctl --system
trap - EXIT
"""
_NO_AGENT = "systemctl disable --now amazon-ssm-agent.service || true"
_AGENT = "systemctl enable --now amazon-ssm-agent.service"


def user_data(private_cidrs: Sequence[str], *, session_manager: bool) -> str:
    """The script, for cloud-init. `private_cidrs` are whom it works for, and nobody else."""
    return _SCRIPT.replace("@PRIVATE@", ", ".join(private_cidrs)).replace(
        "@AGENT@", _AGENT if session_manager else _NO_AGENT
    )

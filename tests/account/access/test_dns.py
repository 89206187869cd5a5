"""Terraform's rights on zones and certificates."""

from constructs_lib.account.access import dns


def test_certificates_are_this_accounts() -> None:
    changed = {
        resource
        for statement in dns.writes("111111111111", "dev")
        if not statement.wildcard_reason
        for resource in statement.resources
    }

    assert changed == {
        "arn:aws:route53:::hostedzone/*",
        "arn:aws:route53:::change/*",
        "arn:aws:route53:::healthcheck/*",
        "arn:aws:acm:*:111111111111:certificate/*",
    }


def test_no_private_key_leaves_acm() -> None:
    actions = {action for statement in dns.writes("111111111111", "dev") for action in statement.actions}

    assert "acm:ExportCertificate" not in actions

"""Which records prove that a certificate's names are ours."""

from collections.abc import Mapping

from constructs_lib.dns.config import DnsConfig
from constructs_lib.foundation.host_names import APEX


def validations(config: DnsConfig) -> Mapping[str, str]:
    """For each record its construct id, and the name of the certificate it is made for.

    A wildcard and the name below its star are proven by the very same record, which can only be made once.
    """
    records: dict[str, str] = {}
    for name in config.certificate_names:
        records.setdefault(_id(_proven(name)), name)
    return records


def _proven(name: str) -> str:
    return APEX if name == "*" else name.removeprefix("*.")


def _id(proven: str) -> str:
    # an underscore is in no label, so no two names meet
    return "validation" if proven == APEX else f"validation-{proven.replace('.', '_')}"

"""Rules under one standard's name, with a score that auditors can look back on."""

from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.config_conformance_pack import ConfigConformancePack
from constructs import Construct

from constructs_lib.account.recorder.plan import template
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.managed_rules import ManagedRule, Standard


class ConformancePack(Construct):
    """Those of some rules that a standard has. Nobody can change one of them alone, not even in the console."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        standard: Standard,
        rules: Sequence[ManagedRule],
        name: str,
        after: Sequence[ITerraformDependable] = (),
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        ConfigConformancePack(
            self, "Default", name=name, template_body=template(standard, rules), depends_on=list(after) or None
        )

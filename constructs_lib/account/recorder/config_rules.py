"""Rules of AWS Config's own, each by itself."""

import json
from collections.abc import Sequence

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.config_config_rule import ConfigConfigRule, ConfigConfigRuleSource
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.managed_rules import ManagedRule


class ConfigRules(Construct):
    """What is asked of resources while they run. `after` is what must be there first: the recorder, running."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        rules: Sequence[ManagedRule],
        name: str,
        after: Sequence[ITerraformDependable] = (),
    ) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        self.names = {
            managed.identifier: ConfigConfigRule(
                self,
                managed.name,
                name=f"{name}-{managed.name}",
                description=f"What the policy {managed.policy} asks of stacks, asked of what runs",
                source=ConfigConfigRuleSource(owner="AWS", source_identifier=managed.identifier),
                input_parameters=json.dumps(dict(managed.parameters), sort_keys=True) if managed.parameters else None,
                depends_on=list(after) or None,
            ).name
            for managed in rules
        }
        """What each is called here, by AWS's identifier."""

"""A managed prefix list."""

from cdktf_cdktf_provider_aws.ec2_managed_prefix_list import Ec2ManagedPrefixList, Ec2ManagedPrefixListEntry
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.prefix_list.config import PrefixListConfig
from constructs_lib.network.prefix_list.outputs import PrefixListOutputs


class PrefixList(Construct):
    """The list with its entries inside: entries as resources of their own change one after the other, each as a version."""

    def __init__(self, scope: Construct, id_: str, config: PrefixListConfig, *, name: str) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        made = Ec2ManagedPrefixList(
            self,
            "Default",
            name=name,
            address_family=config.address_family,
            max_entries=config.max_entries,
            entry=[
                Ec2ManagedPrefixListEntry(cidr=cidr, description=description)
                for cidr, description in config.entries.items()
            ],
            tags={"Name": name},
        )
        self.outputs = PrefixListOutputs(prefix_list_id=made.id, prefix_list_arn=made.arn)

"""A managed prefix list."""

from cdktf_cdktf_provider_aws.ec2_managed_prefix_list import Ec2ManagedPrefixList
from cdktf_cdktf_provider_aws.ec2_managed_prefix_list_entry import Ec2ManagedPrefixListEntryA
from constructs import Construct

from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.plan import range_id
from constructs_lib.network.prefix_list.config import PrefixListConfig
from constructs_lib.network.prefix_list.outputs import PrefixListOutputs


class PrefixList(Construct):
    """The list, and each entry as a resource of its own.

    With entries inside the list, a changed description takes its range out, and then the provider fails to put it back.
    https://github.com/hashicorp/terraform-provider-aws/issues/43528
    """

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
            tags={"Name": name},
        )
        for cidr, description in config.entries.items():
            Ec2ManagedPrefixListEntryA(
                self, f"entry-{range_id(cidr)}", prefix_list_id=made.id, cidr=cidr, description=description
            )
        self.outputs = PrefixListOutputs(prefix_list_id=made.id, prefix_list_arn=made.arn)

"""Fixes to moto's managed prefix lists."""

from __future__ import annotations

from constructs_lib.operations.emulator.fixes.fix import Clients, Fix, Seen, around


def name_and_size_of_prefix_lists() -> None:
    """Leave the name of a list as it is where a change does not say another one, and change its size where one does."""
    from moto.ec2.models.managed_prefixes import ManagedPrefixListBackend
    from moto.ec2.responses.vpcs import VPCs

    @around(ManagedPrefixListBackend, "modify_managed_prefix_list")
    def modify(original, self, *args, prefix_list_id=None, prefix_list_name=None, **kwargs):
        name = prefix_list_name or self.managed_prefix_lists[prefix_list_id].prefix_list_name
        return original(self, *args, prefix_list_id=prefix_list_id, prefix_list_name=name, **kwargs)

    @around(VPCs, "modify_managed_prefix_list")
    def resize(original, self):
        size = self._get_param("MaxEntries")
        if size:
            self.ec2_backend.managed_prefix_lists[self._get_param("PrefixListId")].max_entries = size
        return original(self)


def _see_change(client: Clients) -> Seen:
    ec2 = client("ec2")
    made = ec2.create_managed_prefix_list(PrefixListName="offices", MaxEntries=2, AddressFamily="IPv4")["PrefixList"]
    id_ = made["PrefixListId"]
    ec2.modify_managed_prefix_list(PrefixListId=id_, MaxEntries=5)
    found = ec2.describe_managed_prefix_lists(PrefixListIds=[id_])["PrefixLists"][0]
    return (found.get("PrefixListName"), found["MaxEntries"]), ("offices", 5)


FIXES = (
    Fix(
        id="ec2.prefix-list-name-and-size",
        symptom="aws_ec2_managed_prefix_list: loses its name with every change of its entries, and never changes its size",
        apply=name_and_size_of_prefix_lists,
        probe=_see_change,
    ),
)

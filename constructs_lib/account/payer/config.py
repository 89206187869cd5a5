"""Settings of the account that pays for all others: which tags split the bill, and how it is grouped."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Annotated, ClassVar

from annotated_types import Len
from pydantic import StringConstraints

from constructs_lib.account.spending import TagKey
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.state import AccountId
from constructs_lib.foundation.tags import TagValue

# https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_CreateCostCategoryDefinition.html
GroupName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9 _-]{0,48}[A-Za-z0-9])?$")]
CategoryKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]


def id_of(tag_key: str) -> str:
    """CostCenter → cost-center: where a tag is found among the resources."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", tag_key).lower()
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "tag"


@config
class CostGroupConfig:
    """What belongs together on the bill: accounts, or what carries a tag."""

    name: GroupName
    """As reports call it."""
    accounts: tuple[AccountId, ...] = ()
    """All of what these cost."""
    tag_key: TagKey | None = None
    """Or what carries this tag, once it is activated."""
    tag_values: tuple[TagValue, ...] = ()
    """With any of these values."""

    def problems(self) -> Iterator[Problem]:
        """A group by both, or by nothing."""
        by_tag = self.tag_key is not None
        if bool(self.accounts) == by_tag or by_tag != bool(self.tag_values):
            yield Problem(
                what="is neither a group of accounts nor one of a tag's values",
                got=f"accounts {list(self.accounts)}, tag_key {self.tag_key!r}, tag_values {list(self.tag_values)}",
                allowed="accounts, or tag_key and tag_values",
                fix="write two groups to have both",
            )


@config
class CostCategoryConfig:
    """One way to divide the whole bill, such as by team. The first group that fits has it."""

    name: GroupName
    """As reports call it. AWS renames nothing: another name is another category, from this month on."""
    groups: Annotated[tuple[CostGroupConfig, ...], Len(min_length=1, max_length=500)]
    """In the order they are tried."""
    default: GroupName | None = None
    """What the rest is called; otherwise it is in no group."""

    def problems(self) -> Iterator[Problem]:
        """One account can only be in the first of two groups."""
        accounts = Counter(account for group in self.groups for account in group.accounts)
        for account, count in accounts.items():
            if count > 1:
                yield Problem(
                    where="groups",
                    what=f"{count} groups have the same account; the first one gets all of it",
                    got=account,
                    fix="leave it in one of them",
                )


@config
class PayerConfig:
    """What only the account that pays (an organization's management account) can set.

    The second phase: AWS knows a tag about a day after something that carries it was first billed, and refuses to activate
    it before. Deploy the environments, wait a day, then list the tags here. Nothing of before that day is split.
    """

    DOMAIN: ClassVar[str] = "payer"

    allocation_tags: tuple[TagKey, ...] = ()
    """Tags the bill is split by, such as Environment and CostCenter. Budgets of a tag count nothing without it."""
    cost_categories: Mapping[CategoryKey, CostCategoryConfig] = field(default_factory=dict[str, CostCategoryConfig])
    """Divisions of the bill, each by a name of its own that stays when reports call it otherwise."""

    def problems(self) -> Iterator[Problem]:
        """Nothing to do, a tag twice, AWS's own tags, and two categories of one name."""
        if not self.allocation_tags and not self.cost_categories:
            yield Problem(what="sets nothing", fix="list allocation_tags or cost_categories, or leave the payer out")
        ids = Counter(map(id_of, self.allocation_tags))
        for key in self.allocation_tags:
            if ids[id_of(key)] > 1:
                yield Problem(
                    where="allocation_tags",
                    what="names a tag twice, or two that differ by capitals and signs alone",
                    got=key,
                    fix="name it once; of two spellings of one tag mend the other at its resources",
                )
            if key.startswith("aws:"):
                yield Problem(
                    where="allocation_tags",
                    what="names a tag of AWS's own",
                    got=key,
                    fix="activate it by hand: it is another list in the console, and no deployment sets it",
                )
        names = Counter(category.name for category in self.cost_categories.values())
        for name, count in names.items():
            if count > 1:
                yield Problem(
                    where="cost_categories", what=f"{count} have this name", got=name, fix="names must differ"
                )
        yield from self._grouped_by_other_tags()

    def _grouped_by_other_tags(self) -> Iterator[Problem]:
        for key, category in self.cost_categories.items():
            for index, group in enumerate(category.groups):
                if group.tag_key is not None and group.tag_key not in self.allocation_tags:
                    yield Problem(
                        where=f"cost_categories.{key}.groups[{index}].tag_key",
                        what="is no tag that the bill is split by",
                        got=group.tag_key,
                        allowed=", ".join(self.allocation_tags) or "nothing yet",
                        fix="add it to allocation_tags: nothing is in the group before it is activated",
                    )

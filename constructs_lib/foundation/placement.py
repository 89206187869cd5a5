"""Where stacks live: an account and a region, under the name of an environment."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import StringConstraints

from constructs_lib.foundation import names
from constructs_lib.foundation.config import config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.region import ZONES
from constructs_lib.foundation.state import AccountId, CloudState, LocalState, RoleName, S3State
from constructs_lib.foundation.tags import Tags

# Short, because it starts every name: 12 characters leave 15 of a load balancer's 32 to the thing itself.
EnvironmentName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]{1,11}$")]


@config
class Account:
    """An AWS account and the roles Terraform takes in it.

    Three roles with three scopes: `deploy_role` changes things, `plan_role` reads everything and changes nothing,
    `reader_role` reads published contracts only and is what *other* accounts may assume.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,30}$")]
    id: AccountId
    state: S3State | CloudState | LocalState
    deploy_role: RoleName = "cairn-deploy"
    plan_role: RoleName = "cairn-plan"
    reader_role: RoleName = "cairn-contract-reader"
    operators: tuple[str, ...] = ()
    """ARNs of the principals that may take the deploy, plan and state roles: the pipeline's role, and whoever deploys by
    hand. Empty: whoever IAM lets in this account."""
    contract_readers: tuple[AccountId, ...] = ()
    """Other accounts whose stacks read contracts of this one."""

    def role_arn(self, role: str) -> str:
        """The ARN of one of the account's roles."""
        return f"arn:aws:iam::{self.id}:role/{role}"


@config
class Placement:
    """One region of one account, as one environment uses it. The key of an environment's stacks, and how a config
    refers to another place.
    """

    environment: EnvironmentName
    account: Account
    region: str
    tags: Tags
    protected: bool = True
    """Stateful resources refuse to be destroyed. Lifting it is a decision, so it is on unless an environment says no."""

    def problems(self) -> Iterator[Problem]:
        """A region Cairn has no facts about cannot be checked; what has an end cannot refuse it."""
        if self.region not in ZONES:
            yield Problem(
                where="region", what="unknown region", got=repr(self.region), allowed=", ".join(sorted(ZONES))
            )
        if self.protected and self.tags.expires is not None:
            yield Problem(
                where="tags.expires",
                what="is the end of what refuses to be destroyed",
                got=str(self.tags.expires),
                fix="set protected=False: an environment that is made for a while is free to go",
            )

    def name(self, *parts: str, limit: int = names.DEFAULT) -> str:
        """The physical name of something that lives here."""
        return names.physical_name(self.environment, self.region, *parts, limit=limit)

    def bucket_name(self, *parts: str) -> str:
        """A bucket's name: unique in the whole world, so the account is part of it."""
        return names.physical_name(self.environment, self.region, *parts, self.account.id, limit=names.BUCKET)

    def stack_id(self, domain: str, component: str = "") -> str:
        """`<environment>-<region>-<domain>[-<component>]`: the stack, its state and its workspace."""
        return "-".join(part for part in (self.environment, self.region, domain, component) if part)

    def parameter_path(self, domain: str, component: str = "") -> str:
        """Where the contract of a stack is published in Parameter Store."""
        return "/".join(part for part in ("/cairn", self.environment, self.region, domain, component) if part)


def closed_contract(reader: Account, source: Placement, where: str) -> Iterator[Problem]:
    """What another account does not let a stack read. Without it the apply ends where Terraform takes the reader's role."""
    if reader.id not in (source.account.id, *source.account.contract_readers):
        yield Problem(
            where=where,
            what=f"does not let this account read what {source.environment} {source.region} publishes",
            got=", ".join(source.account.contract_readers) or "nobody",
            fix=f"add {reader.id!r} to contract_readers of the account {source.account.name!r}",
        )

"""The one base stack: provider, state, tags and contracts of everything that lives at a placement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar, cast

from cdktf import (
    CloudBackend,
    LocalBackend,
    NamedCloudWorkspace,
    S3Backend,
    S3BackendAssumeRoleConfig,
    TerraformStack,
    TerraformVariable,
)
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderAssumeRole, AwsProviderDefaultTags
from constructs import Construct

from constructs_lib.foundation import contract
from constructs_lib.foundation.moved import Moved
from constructs_lib.foundation.outputs import Outputs, placeholders
from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import CloudState, LocalState, S3State

TERRAFORM_VERSION = ">= 1.11.0"
# Outside the variable's name nobody but `cairn plan` knows about it: `cdktf` and plain `terraform` deploy.
ACCESS_VARIABLE = "access"

_O = TypeVar("_O", bound=Outputs)


class StackConfig(Protocol):
    """What a stack is made from: a config that knows its domain."""

    DOMAIN: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Read:
    """One stack needs another: who, and what for."""

    reader: str
    source: str
    record: str


def component_of(config: object) -> str:
    """The part of a domain a config is about; empty where a domain has one stack only."""
    return cast("str", getattr(config, "component", ""))


class PlatformStack(TerraformStack):
    """A stack at a placement. The only base class of this library besides Construct."""

    MOVED: ClassVar[tuple[Moved, ...]] = ()
    """What a release of the construct library renamed in stacks of this kind, wherever they are."""

    def __init__(self, scope: Construct, placement: Placement, config: StackConfig) -> None:
        self.placement = placement
        self.domain = config.DOMAIN
        self.component = component_of(config)
        self.stack_id = placement.stack_id(self.domain, self.component)
        self.reads: list[Read] = []
        self._moved: list[Moved] = []
        super().__init__(scope, self.stack_id)

        self._providers: dict[str, AwsProvider] = {}
        self._access = TerraformVariable(
            self,
            ACCESS_VARIABLE,
            type="string",
            default="deploy",
            description="Which of an account's roles Terraform takes: deploy, or plan, which can change nothing",
        )
        self._make_provider("aws", placement.account, placement.region, shared=True)
        self._keep_state(placement.account.state)
        self.add_override("terraform.required_version", TERRAFORM_VERSION)
        self.move(self.MOVED)
        self._note("placement", {"environment": placement.environment, "region": placement.region})
        self._note("protected", placement.protected)

    def provider_at(self, place: Placement) -> AwsProvider | None:
        """The provider for another account or region, with deploy rights there; None where the stack itself lives.

        For link stacks, which own what has two ends.
        """
        return self._provider(place, shared=True)

    def move(self, moves: Iterable[Moved]) -> None:
        """Let resources keep what they are under another address."""
        self._moved += moves
        if self._moved:
            # beside what single resources say by move_from_id: cdktf joins lists
            self.add_override("moved", [move.block() for move in self._moved])

    def publish(self, outputs: Outputs) -> None:
        """Tell other stacks: the whole record, by field."""
        path = self.placement.parameter_path(self.domain, self.component)
        contract.publish(self, outputs, path=path, component=self.component)
        self._note("publishes", {f"{path}/{name}": text for name, text in placeholders(type(outputs)).items()})

    def read(self, record: type[_O], place: Placement, component: str = "", *, id_: str = "") -> _O:
        """What the stack of another domain or place has published. Records that this stack comes after that one.

        `id_` tells two reads of the same record apart, in a stack with two ends.
        """
        source = place.stack_id(record.DOMAIN, component)
        self.reads.append(Read(reader=self.stack_id, source=source, record=record.__name__))
        path = place.parameter_path(record.DOMAIN, component)
        self._note(f"reads.{source}", {f"{path}/{name}": text for name, text in placeholders(record).items()})
        return contract.read(
            self,
            record,
            id_=id_ or "-".join(part for part in ("read", record.DOMAIN, component) if part),
            path=path,
            provider=self._provider(place, shared=False),
        )

    def _provider(self, place: Placement, *, shared: bool) -> AwsProvider | None:
        if (place.account.id, place.region) == (self.placement.account.id, self.placement.region):
            return None
        own_account = place.account.id == self.placement.account.id
        alias = "-".join(("deploy" if shared or own_account else "read", place.account.name, place.region))
        if alias not in self._providers:
            self._providers[alias] = self._make_provider(
                alias, place.account, place.region, shared=shared or own_account, alias=alias
            )
        return self._providers[alias]

    def _make_provider(
        self, id_: str, account: Account, region: str, *, shared: bool, alias: str | None = None
    ) -> AwsProvider:
        return AwsProvider(
            self,
            id_,
            alias=alias,
            region=region,
            # with credentials of any other account Terraform stops before it reads anything
            allowed_account_ids=[account.id],
            assume_role=[
                AwsProviderAssumeRole(
                    role_arn=self._role(account) if shared else account.role_arn(account.reader_role),
                    session_name="cairn",
                )
            ],
            default_tags=[AwsProviderDefaultTags(tags=self.placement.tags.for_environment(self.placement.environment))],
        )

    def _role(self, account: Account) -> str:
        plan, deploy = account.role_arn(account.plan_role), account.role_arn(account.deploy_role)
        return f'${{var.{ACCESS_VARIABLE} == "plan" ? "{plan}" : "{deploy}"}}'

    def _keep_state(self, state: S3State | CloudState | LocalState) -> None:
        match state:
            case S3State():
                S3Backend(
                    self,
                    bucket=state.bucket,
                    key=f"{self.stack_id}/terraform.tfstate",
                    region=state.region,
                    encrypt=True,
                    kms_key_id=state.key_id,
                    allowed_account_ids=[state.account_id],
                    assume_role=S3BackendAssumeRoleConfig(
                        role_arn=f"arn:aws:iam::{state.account_id}:role/{state.role}"
                    ),
                )
                # cdktf 0.21 does not know the argument, Terraform ≥ 1.10 does
                self.add_override("terraform.backend.s3.use_lockfile", True)
            case CloudState():
                CloudBackend(
                    self,
                    hostname=state.hostname,
                    organization=state.organization,
                    workspaces=NamedCloudWorkspace(self.stack_id),
                )
            case LocalState():
                LocalBackend(self, path=f"{state.directory}/{self.stack_id}.tfstate")

    def _note(self, name: str, value: object) -> None:
        """Say something about the stack to whoever reads its JSON; Terraform ignores the key."""
        self.add_override(f"//.cairn.{name}", value)

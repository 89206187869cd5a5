"""Names on which a bucket and what is linked to it must agree before either exists."""

from constructs_lib.foundation.placement import Placement


def replication_role_name(source: Placement, component: str) -> str:
    """The role S3 takes to copy a bucket of this component out of that place."""
    return source.name("replication", component)


def replicator_arn(source: Placement, component: str) -> str:
    """That role's ARN, which a bucket in another account lets in."""
    return source.account.role_arn(replication_role_name(source, component))

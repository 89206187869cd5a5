"""What S3 may do to copy objects from one bucket to another: exactly what AWS lists."""

from dataclasses import dataclass

from constructs import Construct

from constructs_lib.foundation import iam
from constructs_lib.parts.role import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class End:
    """One end of a replication: a bucket, its key, and where it is."""

    bucket_name: str
    bucket_arn: str
    key_arn: str
    region: str
    account_id: str


class ReplicationRole(Construct):
    """The role S3 takes for one bucket. An action it lacks fails objects one by one, and tells nobody but the metrics."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        source: End,
        destination: End,
        delete_markers: bool,
    ) -> None:
        super().__init__(scope, id_)
        role = Role(
            self,
            "role",
            name=name,
            description=f"{name}: S3 copies objects to another region",
            trusts=iam.service("s3.amazonaws.com"),
            # Only this account can hand the role to S3. If S3 says for which bucket it takes it, it must be this one;
            # AWS does not document that it does, and a plain condition on a key that is not sent stops replication.
            trust_conditions={
                "StringEqualsIfExists": {"aws:SourceAccount": source.account_id},
                "ArnEqualsIfExists": {"aws:SourceArn": source.bucket_arn},
            },
            policies={"replicate": statements(source, destination, delete_markers=delete_markers)},
        )
        self.arn = role.arn
        self.policies = role.policies


def statements(source: End, destination: End, *, delete_markers: bool) -> tuple[iam.Statement, ...]:
    """The permissions, one statement for each kind of thing.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
    https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
    """
    deletes = ("s3:ReplicateDelete",) if delete_markers else ()
    owner = ("s3:ObjectOwnerOverrideToBucketOwner",) if source.account_id != destination.account_id else ()
    return (
        iam.Statement(
            sid="ReadTheSourceBucket",
            # without ListBucket S3 does not find delete markers
            actions=("s3:GetReplicationConfiguration", "s3:ListBucket"),
            resources=(source.bucket_arn,),
        ),
        iam.Statement(
            sid="ReadItsObjects",
            actions=(
                "s3:GetObjectVersionAcl",
                "s3:GetObjectVersionForReplication",
                "s3:GetObjectVersionTagging",
                # what a locked object needs; a bucket that is locked later needs no change here then
                "s3:GetObjectLegalHold",
                "s3:GetObjectRetention",
            ),
            resources=(f"{source.bucket_arn}/*",),
        ),
        iam.Statement(
            sid="WriteTheCopies",
            actions=("s3:ReplicateObject", "s3:ReplicateTags", *deletes, *owner),
            resources=(f"{destination.bucket_arn}/*",),
        ),
        iam.Statement(
            sid="OpenTheOriginals",
            actions=("kms:Decrypt",),
            resources=(source.key_arn,),
            conditions=_only_for(source),
        ),
        iam.Statement(
            sid="EncryptTheCopies",
            # Decrypt, because S3 tries a bucket key before it uses it
            actions=("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"),
            resources=(destination.key_arn,),
            conditions=_only_for(destination),
        ),
    )


def _only_for(end: End) -> iam.Conditions:
    """Under a bucket key the encryption context is the bucket; an upload may switch that off, and then it is the object.

    https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
    """
    return {
        "StringEquals": {"kms:ViaService": f"s3.{end.region}.amazonaws.com"},
        "StringLike": {"kms:EncryptionContext:aws:s3:arn": [end.bucket_arn, f"{end.bucket_arn}/*"]},
    }

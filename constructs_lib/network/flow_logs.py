"""Flow logs: who talked to whom, kept in the log bucket of the account."""

from cdktf_cdktf_provider_aws.flow_log import FlowLog, FlowLogDestinationOptions
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain

# Every version 2 field, so that tools which know the default format find theirs, and then what it lacks: the addresses
# behind a NAT gateway or load balancer (pkt-), where it happened, who opened the connection (tcp-flags), and which
# way it went. A change here replaces the flow log; what was delivered stays.
# https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
_FIELDS = (
    *("version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol"),
    *("packets", "bytes", "start", "end", "action", "log-status"),
    *("vpc-id", "subnet-id", "az-id", "instance-id", "tcp-flags", "pkt-srcaddr", "pkt-dstaddr"),
    *("pkt-src-aws-service", "pkt-dst-aws-service", "flow-direction", "traffic-path"),
)

# The other choice is 600, which Nitro instances do not heed anyway
_AGGREGATION_SECONDS = 60


def delivered_below(account_id: str, region: str) -> str:
    """Where in the bucket they arrive, with `hive_compatible_partitions`.

    https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3.html
    """
    return f"AWSLogs/aws-account-id={account_id}/aws-service=vpcflowlogs/aws-region={region}/"


class FlowLogs(Construct):
    """All traffic of a VPC, as Parquet by hour, ready for Athena.

    No role is needed: AWS's log delivery writes, the bucket's policy lets it, and the bucket's key encrypts.
    """

    def __init__(self, scope: Construct, id_: str, *, name: str, vpc_id: str, bucket_arn: str) -> None:
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        FlowLog(
            self,
            "Default",
            vpc_id=vpc_id,
            # what was refused alone shows an attempt, never a success
            traffic_type="ALL",
            log_destination_type="s3",
            log_destination=bucket_arn,
            # Terraform would take ${…} for its own
            log_format=" ".join(f"$${{{field}}}" for field in _FIELDS),
            max_aggregation_interval=_AGGREGATION_SECONDS,
            destination_options=FlowLogDestinationOptions(
                file_format="parquet", hive_compatible_partitions=True, per_hour_partition=True
            ),
            tags={"Name": name},
        )

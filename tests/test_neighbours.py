"""What can be wrong between the configs of one environment, each of them sound in itself."""

from dataclasses import replace
from typing import Any, ClassVar

import pytest

from constructs_lib.account.audit.config import AnalyzerConfig, AuditConfig, DetectorConfig
from constructs_lib.account.audit.hub_config import SecurityHubConfig
from constructs_lib.account.audit.trail_config import DataEventsConfig, TrailConfig
from constructs_lib.account.config import AccountConfig, BudgetConfig
from constructs_lib.account.payer.config import PayerConfig
from constructs_lib.account.recorder.config import RecorderConfig
from constructs_lib.account.recorder.recording import RecordingConfig
from constructs_lib.account.spending import AnomalyConfig
from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.data.bucket.config import BucketConfig
from constructs_lib.data.replication.config import ReplicationConfig
from constructs_lib.dns.config import DnsConfig
from constructs_lib.environment import Environment
from constructs_lib.estate import check_all
from constructs_lib.foundation.config import check, config
from constructs_lib.foundation.errors import Problem
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import LocalState
from constructs_lib.network.config import NetworkConfig
from constructs_lib.network.endpoint.config import EndpointConfig
from constructs_lib.network.endpoint_service.config import EndpointServiceConfig
from tests.compute.service.shop import SHOP
from tests.placements import VIRGINIA

NETWORK = NetworkConfig(cidr="10.0.0.0/16", zones=("us-east-1a", "us-east-1b", "us-east-1c"))
OREGON = replace(VIRGINIA, region="us-west-2")
PROD = replace(VIRGINIA, environment="prod", account=Account(name="prod", id="999999999999", state=LocalState()))


def environment(stacks: Any, name: str = "test") -> Environment:
    return Environment(name=name, stacks=stacks)


AUDIT = BucketConfig(component="audit")


def told(*environments: Environment) -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check_all(environments)]


def test_one_budget_for_an_account() -> None:
    """It counts the whole account, so a second one in another region would tell everything twice."""
    counted = AccountConfig(budget=BudgetConfig(monthly_limit_usd=500))

    assert told(environment({VIRGINIA: (counted,), OREGON: (AccountConfig(),)})) == []
    assert check(environment({VIRGINIA: (counted,), OREGON: (counted,)})) == (
        Problem(
            where="test-us-east-1-account and test-us-west-2-account",
            what="each have the budget of the same account",
            got="2 of 111111111111",
            allowed="one, in any of its regions",
            fix="write it into the AccountConfig of one placement and leave it out of the others",
        ),
    )


def test_one_anomaly_monitor_for_an_account() -> None:
    """AWS refuses the second one, and only when it is applied."""
    watched = AccountConfig(anomalies=AnomalyConfig())

    assert told(environment({VIRGINIA: (watched,), OREGON: (AccountConfig(),)})) == []
    (problem,) = check(environment({VIRGINIA: (watched,), OREGON: (watched,)}))
    assert problem.what == "each have the anomaly monitor of the same account"
    assert problem.fix.endswith("AWS allows one monitor of services in an account")


def test_one_payer_for_an_account() -> None:
    payer = PayerConfig(allocation_tags=("CostCenter",))

    assert told(environment({VIRGINIA: (payer,)})) == []
    assert told(environment({VIRGINIA: (payer,), OREGON: (payer,)})) == [
        ("test.test-us-east-1-payer and test-us-west-2-payer", "each have the cost allocation of the same account")
    ]


def test_one_recorder_of_an_account_records_iam() -> None:
    """Two would pay every change twice; none would not see whom IAM lets do what."""
    regional = RecorderConfig(recording=RecordingConfig(global_types=False))

    assert told(environment({VIRGINIA: (RecorderConfig(),), OREGON: (regional,)})) == []
    assert told(environment({VIRGINIA: (RecorderConfig(),), OREGON: (RecorderConfig(),)})) == [
        (
            "test.test-us-east-1-recorder and test-us-west-2-recorder",
            "each record the global types of one account, and each change is paid as often",
        )
    ]
    assert [where for where, _ in told(environment({VIRGINIA: (regional,)}))] == ["test.test-us-east-1-recorder"]


def test_a_replication_without_its_buckets() -> None:
    link = ReplicationConfig(component="audit", to=OREGON)

    assert told(environment({VIRGINIA: (AUDIT, link), OREGON: (AUDIT,)})) == []
    assert told(environment({VIRGINIA: (AUDIT, link)})) == [
        ("test.test-us-east-1-replication-audit.to", "has no bucket of this component")
    ]


def test_a_mistaken_bucket_is_not_told_as_a_missing_one_too() -> None:
    link = ReplicationConfig(component="audit", to=OREGON)
    mistaken = environment({VIRGINIA: (AUDIT, link), OREGON: (replace(AUDIT, expiry_days=0),)})

    assert told(mistaken) == [("test.us-west-2.BucketConfig(audit).expiry_days", "is out of range")]


@config
class WorkerConfig:
    DOMAIN: ClassVar[str] = "worker"
    aws_services: tuple[str, ...] = ("secretsmanager", "s3", "ecr.api")


def test_services_that_a_network_without_a_way_out_does_not_reach() -> None:
    """Without NAT a call to AWS hangs until it times out: nothing refuses it before."""
    closed = replace(NETWORK, nat="none", interface_endpoints=("ecr.api",))

    assert check(environment({VIRGINIA: (closed, WorkerConfig())})) == (
        Problem(
            where="test-us-east-1-worker",
            what="calls AWS services that its network does not reach",
            got="secretsmanager",
            fix="add 'derived' to the network's interface_endpoints, or give the network NAT",
        ),
    )


def test_services_that_are_not_reached_are_told_with_the_field_that_is_theirs() -> None:
    closed = replace(NETWORK, nat="none", gateway_endpoints=("dynamodb",))
    (bare,) = check(environment({VIRGINIA: (closed, WorkerConfig())}))
    (gateway,) = check(environment({VIRGINIA: (replace(closed, interface_endpoints=("derived",)), WorkerConfig())}))

    assert (bare.got, bare.fix) == (
        "ecr.api, s3, secretsmanager",
        (
            "add 's3' to the network's gateway_endpoints and 'derived' to the network's interface_endpoints, or give the "
            "network NAT"
        ),
    )
    assert (gateway.got, gateway.fix) == ("s3", "add 's3' to the network's gateway_endpoints, or give the network NAT")


@pytest.mark.parametrize(
    "network",
    [
        NETWORK,
        replace(NETWORK, nat="single"),
        replace(NETWORK, nat="none", interface_endpoints=("ecr.api", "secretsmanager")),
        replace(NETWORK, nat="none", interface_endpoints=("derived",)),
    ],
)
def test_services_that_a_network_reaches(network: NetworkConfig) -> None:
    assert check(environment({VIRGINIA: (network, WorkerConfig())})) == ()


def test_traffic_that_would_not_arrive() -> None:
    """A name without a certificate, a host that leads nowhere, and a rule that another one takes everything from."""
    api = replace(SHOP, traffic=replace(SHOP.traffic, host_names=("api",), path_patterns=("/*",)))
    web = replace(SHOP, component="web", traffic=replace(api.traffic, priority=200, host_names=("api", "web")))
    late = replace(SHOP, component="late", traffic=replace(api.traffic, priority=300))
    dns, cluster = DnsConfig(zone="example.com", certificate_names=("@",)), ClusterConfig(host_names=("api",))

    assert told(environment({VIRGINIA: (dns, cluster, api, web, late)})) == [
        (
            "test.us-east-1.ServiceConfig(late).traffic.path_patterns",
            "never get a request: shop takes them all, with priority 100",
        ),
        (
            "test.us-east-1.ServiceConfig(late).traffic.path_patterns",
            "never get a request: web takes them all, with priority 200",
        ),
        ("test.us-east-1.ServiceConfig(web).traffic.host_names[1]", "does not lead to the load balancer"),
        ("test.us-east-1.ClusterConfig.host_names[0]", "is no name of the zone's certificate"),
    ]


OFFER = EndpointServiceConfig(component="orders", allowed_principals=("arn:aws:iam::888888888888:root",))
FOREIGN = EndpointConfig(
    component="one", service_name="com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", private_dns=True
)


def test_an_offered_service_is_a_clusters_and_answers_to_its_names() -> None:
    cluster = ClusterConfig(host_names=("api",))
    named = replace(OFFER, private_dns_name="orders")

    assert (
        told(environment({VIRGINIA: (cluster, OFFER, replace(OFFER, component="api", private_dns_name="api"))})) == []
    )
    assert told(environment({VIRGINIA: (OFFER,)})) == [
        ("test.test-us-east-1-endpoint-service-orders", "offers a load balancer that there is none of")
    ]
    assert told(environment({VIRGINIA: (cluster, named)})) == [
        ("test.test-us-east-1-endpoint-service-orders.private_dns_name", "does not lead to the load balancer")
    ]


def test_two_endpoints_of_a_service_cannot_both_have_its_name() -> None:
    second = replace(FOREIGN, component="two")
    both = environment({VIRGINIA: (NETWORK, FOREIGN, second)})

    assert told(both) == [
        (
            "test.test-us-east-1-endpoint-one and test-us-east-1-endpoint-two",
            "are endpoints of one service, each with its name",
        )
    ]
    assert told(environment({VIRGINIA: (NETWORK, FOREIGN, replace(second, private_dns=False))})) == []


def test_what_watches_an_account_is_there_once() -> None:
    """AWS charges the second copy of every event, refuses a second aggregator, and IAM is in no region."""
    trail = AuditConfig(trail=TrailConfig())
    assert told(environment({VIRGINIA: (trail,), OREGON: (trail,)})) == [
        ("test.test-us-east-1-audit and test-us-west-2-audit", "each have the trail of all regions of the same account")
    ]
    unused = AuditConfig(analyzer=AnalyzerConfig(unused_access_days=90))
    assert told(environment({VIRGINIA: (unused,), OREGON: (unused,)})) == [
        (
            "test.test-us-east-1-audit and test-us-west-2-audit",
            "each have the analyzer of unused access of the same account",
        )
    ]
    gathers = [
        AuditConfig(security_hub=SecurityHubConfig(gathers_from=(region,))) for region in ("us-west-2", "us-east-1")
    ]
    assert told(environment({VIRGINIA: (gathers[0],), OREGON: (gathers[1],)})) == [
        (
            "test.test-us-east-1-audit and test-us-west-2-audit",
            "each have the gathering of findings of the same account",
        )
    ]


def test_a_trail_records_what_the_environment_has() -> None:
    audit = AuditConfig(trail=TrailConfig(data_events=(DataEventsConfig(bucket="audit"),)), detector=DetectorConfig())

    assert told(environment({VIRGINIA: (AccountConfig(), audit, AUDIT)})) == []
    assert told(environment({VIRGINIA: (AccountConfig(), audit), OREGON: (AccountConfig(),)})) == [
        ("test.test-us-east-1-audit.trail.data_events[0].bucket", "is no bucket there"),
        ("test.us-west-2", "is protected and has no detector, while the account has one elsewhere"),
    ]

"""Load balancers."""

from typing import Final

from constructs_lib.analysis.policies.model import Resource
from constructs_lib.analysis.policies.rule import Fault, Faults, Names, expect, needs, rule

BALANCER: Final = "aws_lb"
LISTENER: Final = "aws_lb_listener"
_APPLICATION: Final = "application"


@rule(
    "elb-access-logs",
    on=BALANCER,
    why="They are the only record of what was asked of the outside.",
    fix="set access_logs with enabled true",
    names=Names(pci=("10.2.1",), soc2=("CC7.2",), hipaa=("164.312(b)",), fsbp=("ELB.5",), checkov=("CKV_AWS_91",)),
)
def access_logs(balancer: Resource) -> Faults:
    listeners = balancer.users(LISTENER, "load_balancer_arn")
    # a network load balancer writes of connections whose TLS ends at it, and of nothing else
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html
    writes = {_APPLICATION: True, "network": any(each.get("protocol") == "TLS" for each in listeners)}
    if writes.get(str(balancer.get("load_balancer_type", _APPLICATION))):
        yield from expect(balancer, "access_logs.enabled", True, default=False)


@rule(
    "elb-headers",
    on=BALANCER,
    why="Headers that are not well formed are how requests are smuggled past a proxy.",
    fix="set drop_invalid_header_fields to true",
    names=Names(pci=("6.2.4",), soc2=("CC6.6",), fsbp=("ELB.4",), checkov=("CKV_AWS_131",)),
)
def headers(balancer: Resource) -> Faults:
    if balancer.get("load_balancer_type", _APPLICATION) == _APPLICATION:
        yield from expect(balancer, "drop_invalid_header_fields", True, default=False)


@rule(
    "elb-desync",
    on=BALANCER,
    why="Requests that two servers read differently let one user speak for another.",
    fix="set desync_mitigation_mode to defensive or strictest",
    names=Names(pci=("6.2.4",), soc2=("CC6.6",), fsbp=("ELB.12",), checkov=("CKV_AWS_328",)),
)
def desync(balancer: Resource) -> Faults:
    if balancer.get("load_balancer_type", _APPLICATION) == _APPLICATION:
        yield from expect(balancer, "desync_mitigation_mode", "defensive", "strictest", default="defensive")


@rule(
    "elb-deletion-protection",
    on=BALANCER,
    why="Its name is what all records point to; a new one has another.",
    fix="set enable_deletion_protection to true",
    names=Names(soc2=("A1.2",), fsbp=("ELB.6",), checkov=("CKV_AWS_150",)),
)
def deletion_protection(balancer: Resource) -> Faults:
    yield from expect(balancer, "enable_deletion_protection", True, default=False)


@rule(
    "elb-tls",
    on=LISTENER,
    why="Older versions of TLS can be broken, and plain HTTP needs no breaking.",
    fix="use protocol HTTPS or TLS with a policy of TLS 1.2 or newer; HTTP only to redirect to HTTPS",
    names=Names(
        pci=("4.2.1",),
        soc2=("CC6.7",),
        hipaa=("164.312(e)(1)",),
        fsbp=("ELB.1", "ELB.17"),
        checkov=("CKV_AWS_2", "CKV_AWS_103", "CKV2_AWS_20", "CKV2_AWS_74"),
    ),
)
def tls(listener: Resource) -> Faults:
    protocol = str(listener.get("protocol", "")).upper()
    if protocol == "HTTP":
        actions = listener.blocks("default_action")
        redirected = actions and all(each.get("redirect.protocol") == "HTTPS" for each in actions)
        if not redirected:
            yield Fault(what="the listener answers in the clear", got="HTTP")
    elif protocol in ("HTTPS", "TLS"):
        policy = str(listener.get("ssl_policy", "ELBSecurityPolicy-2016-08"))
        if "TLS13-1-2" not in policy and "TLS13-1-3" not in policy and "TLS-1-2" not in policy:
            yield Fault(what="the listener takes TLS older than 1.2", got=policy)
        yield from needs(listener, "certificate_arn")


@rule(
    "elb-health-check",
    on="aws_lb_target_group",
    why="Without one of its own a target that only listens counts as well.",
    fix="add health_check with a path that says whether the target works",
    names=Names(soc2=("A1.2",), checkov=("CKV_AWS_261",)),
)
def health_check(group: Resource) -> Faults:
    if group.get("target_type", "instance") != "lambda":
        yield from needs(group, "health_check")

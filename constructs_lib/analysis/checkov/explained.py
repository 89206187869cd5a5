"""Checks of Checkov that are wrong about what Cairn makes, or that ask for what was decided otherwise: once, with the reason.

What one environment does otherwise than the library would is waived there, with an end. A nightly test scans everything
there is, and says which of these nobody needs any more.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why one check does not count at some constructs of Cairn's own stacks."""

    check: str
    reason: str
    paths: tuple[str, ...] = ("*",)
    """Of constructs; `*` stands for any text."""

    def covers(self, check: str, path: str) -> bool:
        """Whether it explains what the check found there."""
        return check == self.check and any(fnmatchcase(path, each) for each in self.paths)


EXPLAINED: Final[tuple[Explanation, ...]] = (
    # Wrong about what is there ------------------------------------------------------------------------------------
    Explanation(
        check="CKV2_AWS_1",
        paths=("*/network-acls/*",),
        reason="Subnets come under an ACL by aws_network_acl_association, once it has all its rules (decision 0019). "
        "Checkov looks at the ACL's own subnet_ids only.",
    ),
    Explanation(
        check="CKV_AWS_352",
        paths=("*/network-acls/*",),
        reason="It asks for a first port above 0, whatever the protocol and the range: ICMP has no ports, and between "
        "tiers and known ranges security groups say which port (decision 0019). nacl-admin-ports judges what matters.",
    ),
    Explanation(
        check="CKV_AWS_231",
        # the numbers of the rules that let answers back in: decision 0019, a rule's number is its id
        paths=(
            "*/network-acls/*-in-400",
            "*/network-acls/*-in-410",
            "*/network-acls/*-in-1400",
            "*/network-acls/*-in-1410",
        ),
        reason="Answers come back to every port from 1024 on, RDP's among them: an ACL has no memory (decision 0019). "
        "Security groups are what closes 3389.",
    ),
    Explanation(
        check="CKV_AWS_144",
        paths=("*/access-logs/*", "*-account/logs/*", "*-audit/trail-store/*", "*-bucket-*/bucket/*"),
        reason="Replication joins two regions, so it is a stack of its own (ReplicationConfig, decision 0003) that a "
        "check of one stack does not see. Logs stay in the region they tell of.",
    ),
    Explanation(
        check="CKV2_AWS_3",
        paths=("*-audit/detector/*",),
        reason="It looks for an organization's configuration of GuardDuty beside every detector. The detector of one "
        "account is on; an organization's administrator account switches on everybody's (ExistingDetectorConfig).",
    ),
    Explanation(
        check="CKV2_AWS_48",
        paths=("*-recorder/recorder/*",),
        reason="IAM is recorded by exactly one recorder of an account, in another region: recorded in each, every change "
        "of it would be paid for once a region. That one does is checked for the account.",
    ),
    # Not possible in AWS --------------------------------------------------------------------------------------------
    Explanation(
        check="CKV_AWS_18",
        paths=("*/access-logs/*",),
        reason="It is the bucket that access logs are written to. A log of its own would grow by being written.",
    ),
    Explanation(
        check="CKV_AWS_145",
        paths=("*/access-logs/*",),
        reason="Load balancers and S3 deliver access logs only to buckets encrypted with S3's own keys: "
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
    ),
    # Decided otherwise ----------------------------------------------------------------------------------------------
    Explanation(
        check="CKV2_AWS_34",
        paths=("*/contract/*", "*-settings-*/settings/*"),
        reason="What stacks tell each other, and settings, are never secrets, so that plans stay readable "
        "(decision 0002); settings that look like one are refused.",
    ),
    Explanation(
        check="CKV2_AWS_62",
        paths=("*/access-logs/*", "*-account/logs/*", "*-audit/trail-store/*", "*-bucket-*/bucket/*"),
        reason="Events told to nobody detect nothing. A bucket tells of them where something listens; who reads and "
        "writes is in the access logs.",
    ),
    Explanation(
        check="CKV2_AWS_71",
        paths=("*-dns/certificate/*",),
        reason="ACM never gives the private key away, so a wildcard cannot be taken to another host. Who wants narrower "
        "names lists them: DnsConfig.certificate_names.",
    ),
    Explanation(
        check="CKV_AWS_116",
        paths=("*/rotation/function/*", "*/probe/function/*", "*/sweeper/function/*"),
        reason="A clock or Secrets Manager calls it and calls again; the event says nothing that would be lost. Its "
        "failures are alarmed.",
    ),
    Explanation(
        check="CKV_AWS_117",
        paths=("*/sweeper/function/*",),
        reason="It calls nothing but AWS, and must work where no network is. Its role, not a network, says what it may.",
    ),
    Explanation(
        check="CKV_AWS_224",
        paths=("*-cluster/cluster/*",),
        reason="No task can be typed into unless its service says so; then TLS carries it, and the session is recorded "
        "in a log with a customer-managed key, or refused. A second key would open nothing less.",
    ),
    Explanation(
        check="CKV_AWS_272",
        paths=("*/rotation/function/*", "*/probe/function/*", "*/sweeper/function/*"),
        reason="The package is made at synthesis from the lock, and its hash is in the plan that is reviewed. A "
        "signature would be made by the same hands that deploy.",
    ),
    Explanation(
        check="CKV_AWS_252",
        paths=("*-audit/trail/*",),
        reason="A message for each file delivered is for who reads files as they come: TrailConfig.delivery_topic_name. "
        "People hear of what the trail records by the alarms of its log group.",
    ),
    Explanation(
        check="CKV_AWS_297",
        paths=("*/sweeper/timetable/*",),
        reason="A schedule says when, and of whom names and tags. Nothing of it is secret, and a key costs a dollar a month.",
    ),
    Explanation(
        check="CKV_AWS_378",
        paths=("*-service-*/targets/*",),
        reason="TLS ends at the load balancer; from there it goes to tasks in private subnets, to one port that the "
        "load balancer's group alone may reach.",
    ),
)

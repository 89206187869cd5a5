"""A certificate that proves itself by DNS, and an alarm before it ends."""

from collections.abc import Sequence

from cdktf import ITerraformDependable, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.acm_certificate import AcmCertificate
from cdktf_cdktf_provider_aws.acm_certificate_validation import AcmCertificateValidation
from cdktf_cdktf_provider_aws.route53_record import Route53Record
from constructs import Construct

from constructs_lib.dns.config import DnsConfig
from constructs_lib.dns.plan import validations
from constructs_lib.foundation.config import require
from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.foundation.host_names import full_name
from constructs_lib.parts.alarm import Alarm, Metric

_VALIDATION_TTL_SECONDS = 300
_DAY_SECONDS = 86_400


class Certificate(Construct):
    """A certificate of ACM, renewed by AWS for as long as its validation records stay where they are.

    With other names it is another certificate, made before the old one goes. AWS deletes none that is in use: while a
    stack further up still serves the old one, deploy that stack, then this one again.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: DnsConfig,
        *,
        name: str,
        zone_id: str,
        topic_arn: str,
        after: Sequence[ITerraformDependable] = (),
    ) -> None:
        """`after` is what must exist before ACM looks at the zone."""
        super().__init__(scope, id_)
        require(config, self.node.path)
        require_plain(self.node.path, name=name)
        first, *others = (full_name(each, config.zone) for each in config.certificate_names)
        certificate = AcmCertificate(
            self,
            "Default",
            domain_name=first,
            subject_alternative_names=others,
            validation_method="DNS",
            tags={"Name": name},
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
            depends_on=list(after),
        )
        records = [
            self._validation(record, certificate, full_name(certified, config.zone), zone_id)
            for record, certified in validations(config).items()
        ]
        validated = AcmCertificateValidation(
            self,
            "validated",
            certificate_arn=certificate.arn,
            validation_record_fqdns=[record.fqdn for record in records],
        )
        self.arn = validated.certificate_arn
        Alarm(
            self,
            "expiry",
            name=f"{name}-expiry",
            meaning=f"The certificate of {first} ends within {config.expiry_warning_days} days: ACM could not renew it. "
            "Look whether its validation records are still found: "
            "https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-renewal.html",
            metric=Metric(
                namespace="AWS/CertificateManager",
                name="DaysToExpiry",
                dimensions={"CertificateArn": certificate.arn},
                statistic="Minimum",
                period_seconds=_DAY_SECONDS,
            ),
            threshold=config.expiry_warning_days,
            when="below",
            periods=1,
            # measured twice a day until the certificate has ended: silence changes nothing about what was known
            missing_data="ignore",
            topic_arn=topic_arn,
        )

    def _validation(self, id_: str, certificate: AcmCertificate, certified: str, zone_id: str) -> Route53Record:
        """The record AWS asks for. How many there are is known at synth, so each has an address of its own; what is in it
        is looked up by the name it proves, which Terraform can plan on before ACM has answered.
        """
        options = f"{certificate.terraform_resource_type}.{certificate.friendly_unique_id}.domain_validation_options"

        def asked(attribute: str) -> str:
            return f'${{one([for each in {options} : each.{attribute} if each.domain_name == "{certified}"])}}'

        return Route53Record(
            self,
            id_,
            zone_id=zone_id,
            name=asked("resource_record_name"),
            type=asked("resource_record_type"),
            records=[asked("resource_record_value")],
            ttl=_VALIDATION_TTL_SECONDS,
        )

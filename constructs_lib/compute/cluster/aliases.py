"""Names that lead to a load balancer."""

from cdktf_cdktf_provider_aws.route53_record import Route53Record, Route53RecordAlias
from constructs import Construct

from constructs_lib.compute.cluster.config import ClusterConfig
from constructs_lib.foundation.config import require
from constructs_lib.foundation.host_names import APEX, full_name


class Aliases(Construct):
    """Names in a zone that lead to a load balancer. IPv4 only, as the network is."""

    def __init__(
        self,
        scope: Construct,
        id_: str,
        config: ClusterConfig,
        *,
        zone_id: str,
        zone_name: str,
        load_balancer_dns: str,
        load_balancer_zone_id: str,
    ) -> None:
        super().__init__(scope, id_)
        require(config, self.node.path)
        for name in config.host_names:
            Route53Record(
                self,
                # an underscore is in no label, so no two names meet
                "apex" if name == APEX else name.replace(".", "_"),
                zone_id=zone_id,
                name=full_name(name, zone_name),
                type="A",
                alias=Route53RecordAlias(
                    name=load_balancer_dns, zone_id=load_balancer_zone_id, evaluate_target_health=True
                ),
            )

"""A peering whose other side is somebody else's: asked for, routed from here, and theirs to accept."""

from cdktf import TerraformStack
from constructs import Construct

from constructs_lib.foundation.guards.wiring import require_plain
from constructs_lib.network.peering.request import requested, resolve_names
from constructs_lib.network.peering.routes import Routes, Side


class OneSidedPeering(Construct):
    """Our half, which is applied in one go whether they have accepted or not.

    Routes may point to a connection that waits: they lead nowhere until it is active. Options may not, and so they come
    with the first apply after `accepted`. A request that nobody accepts expires after seven days; the next apply asks
    again.
    https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-lifecycle
    """

    def __init__(
        self, scope: Construct, id_: str, *, name: str, requester: Side, accepter: Side, accepted: bool = False
    ) -> None:
        """The accepter's route tables and provider are not used."""
        super().__init__(scope, id_)
        require_plain(self.node.path, name=name)
        connection = requested(self, name=name, requester=requester, accepter=accepter)
        if accepted:
            resolve_names(self, requester=requester, connection_id=connection.id)
        Routes(self, "requester-routes", side=requester, to=accepter, connection_id=connection.id)
        # cdktf 0.21 has no check blocks. A warning and no error: waiting for somebody is no failure of the apply.
        TerraformStack.of(self).add_override(
            f"check.{id_}-accepted.assert",
            {
                "condition": f'${{{connection.fqn}.accept_status == "active"}}',
                "error_message": f"${{{connection.fqn}.id}} is ${{{connection.fqn}.accept_status}}: the owner of "
                f"{accepter.vpc_id} in account {accepter.account_id} has to accept it, to route back to "
                f"{', '.join(requester.cidrs)}, and to let names resolve; nothing passes until then",
            },
        )
        self.id = connection.id

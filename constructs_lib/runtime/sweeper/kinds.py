"""Every kind of resource that is swept, in the order they are deleted: what uses before what is used."""

from typing import Final

from .addresses import ADDRESS, NAT_GATEWAY
from .buckets import BUCKET
from .databases import DATABASE
from .functions import FUNCTION
from .instances import INSTANCE, SCALING_GROUP
from .load_balancers import LOAD_BALANCER, TARGET_GROUP
from .logs import LOG_GROUP
from .queues import QUEUE
from .resource import Kind
from .tables import TABLE
from .volumes import SNAPSHOT, VOLUME

KINDS: Final[tuple[Kind, ...]] = (
    LOAD_BALANCER,
    TARGET_GROUP,
    SCALING_GROUP,
    INSTANCE,
    VOLUME,
    SNAPSHOT,
    NAT_GATEWAY,
    ADDRESS,
    DATABASE,
    FUNCTION,
    QUEUE,
    TABLE,
    LOG_GROUP,
    BUCKET,
)

"""Names on which both ends agree."""

from constructs_lib.data.bucket.plan import replication_role_name, replicator_arn
from tests.placements import VIRGINIA


def test_the_role_of_a_replication_is_known_before_it_exists() -> None:
    assert replication_role_name(VIRGINIA, "audit") == "test-use1-replication-audit"
    assert replicator_arn(VIRGINIA, "audit") == "arn:aws:iam::111111111111:role/test-use1-replication-audit"

"""A placement for tests of stacks."""

from constructs_lib.foundation.placement import Account, Placement
from constructs_lib.foundation.state import LocalState
from constructs_lib.foundation.tags import Tags

VIRGINIA = Placement(
    environment="test",
    account=Account(name="shop-test", id="111111111111", state=LocalState()),
    region="us-east-1",
    tags=Tags(
        application="shop",
        cost_center="ENG-4100",
        project="shop",
        owner="shop-platform",
        billing_contact="finops@example.com",
        data_classification="internal",
    ),
)

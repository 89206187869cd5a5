"""Another account, in another region, with a state of its own."""

from dataclasses import replace

from probe import ProbeConfig

from constructs_lib.environment import Environment
from constructs_lib.foundation.placement import Account
from constructs_lib.foundation.state import S3State
from environments import dev

IRELAND = replace(
    dev.VIRGINIA,
    environment="reader",
    region="eu-west-1",
    account=Account(
        name="reader",
        id="444444444444",
        state=S3State(bucket="reader-terraform-state", region="eu-west-1", account_id="444444444444"),
    ),
)

ENVIRONMENT = Environment(name="reader", stacks={IRELAND: (ProbeConfig(source=dev.VIRGINIA),)})

"""One construct of Cairn in a stack of your own: no placement, no environment, no base stack."""

# Cairn comes first: the provider's bindings start fast from then on.
from constructs_lib.network.config import NetworkConfig  # noqa: I001
from constructs_lib.network.vpc import Vpc

from cdktf import App, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

app = App()
stack = TerraformStack(app, "shop")
AwsProvider(stack, "aws", region="eu-central-1")
network = NetworkConfig(cidr="10.20.0.0/16", zones=("eu-central-1a", "eu-central-1b"), nat="none")
Vpc(stack, "vpc", network, name="shop")
app.synth()

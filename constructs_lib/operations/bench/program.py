"""The program that is measured when no other is given: `python -m constructs_lib.operations.bench.program RESOURCES`.

Run as a module of the library, it has the library imported before the provider, which is what makes the bindings fast. cdktf is
imported by name when it runs: it is a program of its own, and nothing that imports operations loads cdktf.
"""

import sys
from importlib import import_module
from typing import Any

# About what one stack of a real estate holds; Terraform itself gets slow well above.
STACK_SIZE = 250


class Estate:
    """An app with any number of resources, plain, nested and referring ones in turn."""

    def __init__(self) -> None:
        self._cdktf: Any = import_module("cdktf")
        self._provider = _class("provider", "AwsProvider")
        self._network = _class("vpc", "Vpc")
        self._bucket = _class("s3_bucket", "S3Bucket")
        self._log_group = _class("cloudwatch_log_group", "CloudwatchLogGroup")
        self._subnet = _class("subnet", "Subnet")
        self._group = _class("security_group", "SecurityGroup")
        self._rule = _class("security_group", "SecurityGroupIngress")

    def synthesize(self, resources: int) -> None:
        """That many resources, in stacks of STACK_SIZE; a network for each stack is not counted."""
        app = self._cdktf.App()
        for first in range(0, resources, STACK_SIZE):
            stack = self._cdktf.TerraformStack(app, f"bench-{first}")
            self._provider(stack, "aws", region="us-east-1")
            network = self._network(stack, "network", cidr_block="10.0.0.0/16")
            for number in range(first, min(first + STACK_SIZE, resources)):
                self._add(stack, network.id, number)
        app.synth()

    def _add(self, stack: object, network_id: str, number: int) -> None:
        name, tags = f"bench-{number}", {"Name": f"bench-{number}", "Owner": "bench"}
        match number % 4:
            case 0:
                self._bucket(stack, name, bucket=name, force_destroy=False, tags=tags)
            case 1:
                self._log_group(stack, name, name=name, retention_in_days=30, tags=tags)
            case 2:
                self._subnet(stack, name, vpc_id=network_id, cidr_block="10.0.1.0/24", tags=tags)
            case _:
                rule = self._rule(from_port=443, to_port=443, protocol="tcp", cidr_blocks=["10.0.0.0/8"])
                self._group(stack, name, name=name, vpc_id=network_id, ingress=[rule], tags=tags)


def _class(module: str, name: str) -> Any:
    return getattr(import_module(f"cdktf_cdktf_provider_aws.{module}"), name)


if __name__ == "__main__":
    Estate().synthesize(int(sys.argv[1]))

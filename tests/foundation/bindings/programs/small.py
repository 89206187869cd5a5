"""A small stack, and on stdout what was loaded: `small.py OUTDIR [TRICK…]`. A trick spoils one thing on the way.

provider-first   imports the provider before the library
late             imports a second submodule after the first resource
large-files      no file of more than 20 kB can be written once Node runs, as on a full disk
killed           dies half way through the first file it writes to the cache
"""

# ruff: noqa: E402  (what is imported when is what is tested)

import json
import os
import resource
import signal
import sys
from importlib import import_module
from typing import Any, Self, cast

OUTDIR, TRICKS = sys.argv[1], sys.argv[2:]

if "provider-first" in TRICKS:
    import cdktf_cdktf_provider_aws  # noqa: F401  # pyright: ignore[reportUnusedImport]

import constructs_lib  # noqa: F401  # pyright: ignore[reportUnusedImport]

# isort: split
import jsii._kernel

loads: list[tuple[str, str]] = []
stock_load = jsii._kernel.Kernel.load


def load(self: Any, name: str, version: str, tarball: str) -> None:
    loads.append((name, tarball))
    stock_load(self, name, version, tarball)


cast("Any", jsii._kernel.Kernel).load = load

from cdktf import App, S3Backend, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.vpc import Vpc

if "large-files" in TRICKS:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))

if "killed" in TRICKS:

    class Deadly:
        """A file that takes half of what it is given, and the process with it."""

        def __init__(self, descriptor: int, _: str) -> None:
            self.descriptor = descriptor

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

        def write(self, content: bytes) -> None:
            os.write(self.descriptor, content[: len(content) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    import constructs_lib.foundation.bindings.cache as cache_module

    cast("Any", cache_module).os.fdopen = Deadly

if "late" not in TRICKS:
    import_module("cdktf_cdktf_provider_aws.s3_bucket")
app = App(outdir=OUTDIR)
stack = TerraformStack(app, "small")
S3Backend(stack, bucket="state", key="small")  # without one, the path of the working directory is in the output
AwsProvider(stack, "aws", region="us-east-1")
vpc = Vpc(stack, "vpc", cidr_block="10.0.0.0/16", tags={"Name": "small"})
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

S3Bucket(stack, "bucket", bucket="small", lifecycle_rule=[{"enabled": True, "expiration": {"days": 1}}])
app.synth()

imported = sorted(
    name.rpartition(".")[2]
    for name in sys.modules
    if name.startswith("cdktf_cdktf_provider_aws.") and not name.endswith(("._private", "._jsii"))
)
sys.stdout.write(json.dumps({"loads": loads, "imported": imported, "node": os.environ.get("JSII_NODE", "")}))

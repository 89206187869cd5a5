"""Everything a program may ask of the provider's root, as JSON on stdout."""

import importlib.resources
import inspect
import json
import sys
from typing import Any

import constructs_lib  # noqa: F401  # pyright: ignore[reportUnusedImport]

# isort: split
import cdktf_cdktf_provider_aws as root

package: Any = root
imported = sorted(name.split(".")[1] for name in sys.modules if name.startswith("cdktf_cdktf_provider_aws."))


def missing() -> str:
    try:
        return repr(package.nope)
    except AttributeError as error:
        return str(error)


from cdktf_cdktf_provider_aws import vpc as module  # noqa: E402

vpc: Any = module
answers = {
    "imported": sorted(set(imported) - {"_jsii", "_private"}),
    "all": sorted(package.__all__),
    "missing": missing(),
    "file": package.__file__,
    "path": list(package.__path__),
    "loader": type(package.__loader__).__name__,
    "spec": type(package.__spec__.loader).__name__,
    "resource": importlib.resources.files(package).joinpath("_jsii", "__init__.py").is_file(),
    "names": sorted({"vpc", "s3_bucket", "__all__"} & set(dir(package))),
    "attribute": package.s3_bucket.S3Bucket.__name__,
    "same": package.vpc is vpc,
    "submodule": [type(vpc.__loader__).__name__, type(vpc.__spec__.loader).__name__, vpc.__name__],
    "source": inspect.getsource(vpc.Vpc).partition("(")[0],
    "signature": str(inspect.signature(vpc.Vpc.import_)) if hasattr(vpc.Vpc, "import_") else "",
}
sys.stdout.write(json.dumps(answers))

"""`python -m constructs_lib.operations.toolchain`: have the AWS provider ready, fetching it if need be.

Before the demo and the tests, because the caller's proxies, which a fetch may need, do not reach those.
"""

import os
import sys

from constructs_lib.operations.toolchain import ToolMissing, find_terraform, obtain_provider


def main() -> int:
    """Say on stderr what is missing; the exit code."""
    try:
        obtain_provider(os.environ, find_terraform(os.environ))
    except ToolMissing as missing:
        print(missing, file=sys.stderr)
        return missing.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())

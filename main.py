"""What cdktf runs: load the environments, compose their stacks, synthesize, judge."""

import os
import sys

from constructs_lib.entry import synthesize
from constructs_lib.foundation.errors import CairnError
from environments import ALL

if __name__ == "__main__":
    try:
        synthesize(
            ALL,
            environment=os.environ.get("CAIRN_ENVIRONMENT"),
            only=os.environ.get("CAIRN_STACKS", "").split(),
            debug=bool(os.environ.get("CAIRN_DEBUG")),
        )
    except CairnError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)

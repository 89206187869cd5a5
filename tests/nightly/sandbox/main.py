"""What cdktf runs: load the environments, compose their stacks, synthesize, judge."""

import os
import sys

from constructs_lib.entry import synthesize
from constructs_lib.foundation.errors import CairnError
from constructs_lib.foundation.plain_errors import plain_errors

if __name__ == "__main__":
    debug = bool(os.environ.get("CAIRN_DEBUG"))
    try:
        with plain_errors(debug=debug):
            from environments import ALL  # here, so that a mistyped environment file is told in a sentence too

            synthesize(
                ALL,
                environment=os.environ.get("CAIRN_ENVIRONMENT"),
                only=os.environ.get("CAIRN_STACKS", "").split(),
                debug=debug,
            )
    except CairnError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)

"""Where every error of the command line ends: one message on standard error, no trace unless asked for, an exit code."""

import os
import sys
import traceback
from collections.abc import Callable
from typing import Final

DEBUG: Final = "CAIRN_DEBUG"


def guarded(run: Callable[[], object]) -> int:
    """Run the command line; the exit code. Errors are one message on standard error, without a trace."""
    from constructs_lib.foundation.errors import CairnError

    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except CairnError as error:
        _show(error, str(error))
        return error.exit_code
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return 1
    except BrokenPipeError:
        # whoever read the answer has seen enough; Python would complain once more when it flushes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001  the last place where a person can be spared a trace
        _show(error, f"unexpected {type(error).__name__}: {error}\n    trace    cairn --debug …")
        return 1
    return 0


def _show(error: BaseException, text: str) -> None:
    if os.environ.get(DEBUG):
        traceback.print_exception(error)
    elif text:
        sys.stderr.write(f"{text}\n")

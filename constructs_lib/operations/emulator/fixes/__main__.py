"""`python -m constructs_lib.operations.emulator.fixes [--check] [--json] [FIX…]`: the fixes, and which are still needed."""

import sys

from constructs_lib.operations.emulator.fixes.check import main

sys.exit(main(sys.argv[1:]))

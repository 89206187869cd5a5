#!/bin/sh
# `make setup` and its like: finds a fit Python for tools/setup.py, unless there is nothing to do.
# PYTHON names the one to use instead of the first fit one.
cd "$(dirname "$0")/.." || exit 1

if .venv/bin/python -IS tools/setup.py ready "$@" 2>/dev/null; then
    exit 0
fi

fitness='
import sys
if sys.version_info < (3, 11):
    sys.exit("it is Python %d.%d" % sys.version_info[:2])
try:
    import ensurepip, venv
except ImportError:
    sys.exit("it has no venv (Debian, Ubuntu: apt install python%d.%d-venv)" % sys.version_info[:2])'

hint=
for version in 3.13 3.12 3.11 3; do
    python=${PYTHON:-python$version}
    # Started, not looked up: version managers put names on the PATH for versions that are not selected.
    if answer=$("$python" -IS -c "$fitness" 2>&1); then
        exec "$python" -IS tools/setup.py "$@"
    fi
    case $answer in "it "*) hint=" $python will not do: $answer." ;; esac
done
echo "setup: install Python 3.11 or newer with its venv module, or name one: make setup PYTHON=/path/to/python.$hint" >&2
exit 1

#!/usr/bin/env bash
# Makes .venv with everything from the lock; takes no time when the lock has not changed.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "onrecord needs Python 3.11 or newer; set PYTHON to its path." >&2
    exit 1
fi

lock=$(cat requirements-dev.lock pyproject.toml | sha256sum | cut -d' ' -f1)
[ "$(cat .venv/lock 2>/dev/null || true)" = "$lock" ] && [ -x .venv/bin/onrecord ] && exit 0

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        apt-get update -q && apt-get install -yq --no-install-recommends python3-venv
    else
        echo "Python cannot make environments here. Run: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

echo "Setting up .venv (once, about two minutes)" >&2
"$python" -m venv --clear .venv
.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
echo "$lock" > .venv/lock

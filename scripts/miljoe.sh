#!/bin/sh
# Make .venv exactly as requirements.lock says. Needs python3 (3.11 or newer, with venv) and nothing else.
set -eu
cd "$(dirname "$0")/.."

python=""
for navn in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$navn" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$navn
        break
    fi
done
if [ -z "$python" ]; then
    echo "Der mangler Python 3.11 eller nyere med venv. På Debian og Ubuntu: sudo apt install python3 python3-venv" >&2
    exit 1
fi

stempel=$(cat requirements.lock pyproject.toml | cksum)
if [ -x .venv/bin/python ] && [ "$(cat .venv/stempel 2>/dev/null)" = "$stempel" ]; then
    exit 0
fi

echo "Opretter Python-miljøet i .venv. Det tager omkring et minut første gang ..."
[ -x .venv-tools/bin/uv ] || { "$python" -m venv .venv-tools && .venv-tools/bin/pip install -qq uv==0.13.9; }
uv=.venv-tools/bin/uv
[ -x .venv/bin/python ] || $uv venv -q .venv --python "$python"
$uv pip sync -q --require-hashes --compile-bytecode --python .venv requirements.lock
$uv pip install -q --no-deps --no-build-isolation --python .venv -e .
echo "$stempel" > .venv/stempel

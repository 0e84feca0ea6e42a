#!/usr/bin/env bash
# The heavy extras, each alone in a fresh environment: the quick start of its page, then its tests. Takes minutes and some
# gigabytes for each; an environment is removed before the next one is made.
#
# Usage: tests/integrations/run.sh [ray] [spark] [langchain] [haystack]     (all of them without a name)
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1}
step() { printf '\n== %s\n' "$1"; }

step "the wheel"
# The tests are run beside the wheel and not in the checkout, whose package would be taken instead.
git -C "$root" ls-files -z --cached --others --exclude-standard tests docs pyproject.toml constraints.txt |
  (cd "$root" && tar --create --null --ignore-failed-read --files-from=-) | tar --extract --directory "$work"
python3 -m venv "$work/build"
"$work/build/bin/pip" install --quiet build
"$work/build/bin/python" -m build --wheel --outdir "$work/dist" "$root" > "$work/build.log" 2>&1 ||
  { tail -30 "$work/build.log"; exit 1; }
rm -rf "$work/build"
wheel=$(echo "$work"/dist/*.whl)

extra() {
  local name=$1 page=$2 heading=$3 python="$work/$1/bin/python"
  step "the extra $name alone: its quick start"
  python3 -m venv "$work/$name"
  "$python" -m pip install --quiet -c "$root/constraints.txt" "$wheel[$name]"
  (cd "$work" && "$python" tests/integrations/quickstart.py "docs/$page" "$heading")
  step "the extra $name: its tests"
  "$python" -m pip install --quiet -c "$root/constraints.txt" "$wheel[$name,test]"
  (cd "$work" && "$python" -m pytest "tests/integrations/test_$name.py")
  rm -rf "${work:?}/$name"
}

for name in "${@:-ray spark langchain haystack}"; do
  for one in $name; do
    case $one in
      ray) extra ray scaling.md "Quick start" ;;
      spark) extra spark scaling.md "Quick start on Spark" ;;
      langchain | haystack) extra "$one" "$one.md" "Quick start" ;;
      *) echo "$one: no such extra; accepted are ray, spark, langchain, haystack" >&2; exit 2 ;;
    esac
  done
done
step "all passed"

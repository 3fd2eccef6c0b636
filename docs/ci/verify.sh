#!/bin/sh
# For any forge: run this in a whole clone of the registry (not a shallow one), with countersign on PATH.
# Its one argument, which may be absent, is the commit that the branch had before: the log must go on from there.
# It fails on what is proven broken (3) or could not be judged (7), and on what kept it from looking (1, 2).
# Where COUNTERSIGN_VERDICT names a file, the verdict is added to it as Markdown that can be posted as it is.
set -u

# A memory of its own: what was seen elsewhere has no say, and what was there before is seen first.
state=$(mktemp -d) || exit 1
trap 'git worktree remove --force "$state/before" 2>/dev/null; rm -rf "$state"' EXIT
export XDG_STATE_HOME="$state"

before=${1:-}
if [ -n "$before" ] && git cat-file -e "$before^{commit}" 2>/dev/null; then
  git worktree add --quiet --detach "$state/before" "$before" || exit 1
  countersign -C "$state/before" --no-input verify >/dev/null 2>&1
fi

countersign --no-input verify >"$state/said" 2>&1
code=$?
cat "$state/said"
case $code in
  0) word="holds" ;;
  3) word="broken" ;;
  5) word="unknown" ;;
  6) word="holds, with a caveat to read" ;;
  7) word="could not be judged" ;;
  *) word="countersign could not look" ;;
esac
if [ -n "${COUNTERSIGN_VERDICT:-}" ]; then
  # Indented text is shown as it is, whatever names and reasons are in it.
  { printf '### countersign: %s (exit code %s)\n\n' "$word" "$code"; sed 's/^/    /' "$state/said"; } >>"$COUNTERSIGN_VERDICT"
fi
case $code in
  0 | 5 | 6) exit 0 ;;
  *)
    echo "published records never change, and new words are a new version" >&2
    exit 1
    ;;
esac

#!/usr/bin/env bash
# Fails when a snapshot is pending, stale or orphaned. Then plants one orphaned and one unseen
# snapshot and expects the check to fail on each: a check that cannot fail checks nothing.
set -euo pipefail
cd "$(dirname "$0")/.."
# A folder of its own inside the build folder, so that planting never touches a running build's files.
check() { INSTA_UPDATE=no cargo insta test -p propos-snapshots --check --unreferenced=reject "$@"; }

expect_failure() {
  if check >"${TMPDIR:-/tmp}/snapshot-check.log" 2>&1; then
    echo "the check passed in spite of $1" >&2
    return 1
  fi
  echo "fails as it should: $1"
}

check

orphan=snapshots/articles/planted_orphan.snap
unseen=$(find snapshots/articles -name '*.snap' | sort | head -n 1)
kept=$(mktemp)
cp "$unseen" "$kept"
restore() { rm -f "$orphan"; cp "$kept" "$unseen"; rm -f "$kept" "$unseen.new"; }
trap restore EXIT

cp "$unseen" "$orphan"
expect_failure "an orphaned snapshot"
rm -f "$orphan"

rm "$unseen"
expect_failure "a snapshot nobody has seen"
cp "$kept" "$unseen"
rm -f "$unseen.new"

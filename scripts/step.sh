#!/bin/sh
# Run one step of set-up: a line with its seconds, a sign of life while it runs, and the end of its
# output where it fails.  Usage: step.sh NAME LOG COMMAND…
set -u
name=$1 log=$2
shift 2
mkdir -p "$(dirname "$log")"
began=$(date +%s)
"$@" >"$log" 2>&1 &
child=$!
trap 'kill $child 2>/dev/null; exit 130' INT TERM
shown=0
while kill -0 $child 2>/dev/null; do
    sleep 0.2
    now=$(date +%s)
    if [ $((now - began - shown)) -ge 5 ]; then
        shown=$((now - began))
        latest=$(tail -n 1 "$log" | tr -d '\r' | cut -c1-60)
        printf '%-24s%-10s%5s s   %s\n' "$name" "…" "$shown" "$latest"
    fi
done
wait $child
code=$?
took=$(($(date +%s) - began))
if [ $code -eq 0 ]; then
    printf '%-24s%-10s%5s s\n' "$name" done "$took"
else
    printf '%-24s%-10s%5s s   the end of %s:\n' "$name" failed "$took" "$log" >&2
    tail -n 25 "$log" | sed 's/^/    /' >&2
fi
exit $code

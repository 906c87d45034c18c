#!/bin/sh
# All tests in two processes: those that need no engine compute beside those that wait for engines.
# Usage: test.sh PYTHON.  The first one's output is shown when both have ended.
set -u
python=$1
cd "$(dirname "$0")/.."
mkdir -p .cache
log=.cache/unit-tests.log
"$python" -m pytest tests/unit tests/contract -p no:cacheprovider >"$log" 2>&1 &
beside=$!
trap 'kill $beside 2>/dev/null; exit 130' INT TERM
echo "unit and contract tests run beside, their output goes to $log"
"$python" -m pytest tests --ignore=tests/unit --ignore=tests/contract
code=$?
kill -0 $beside 2>/dev/null && echo "waiting for the unit and contract tests: $(tail -n 1 "$log" | cut -c1-60)"
wait $beside
beside_code=$?
echo
echo "unit and contract tests:"
if [ $beside_code -eq 0 ]; then tail -n 1 "$log"; else tail -n 150 "$log"; fi
[ $code -eq 0 ] && code=$beside_code
exit $code

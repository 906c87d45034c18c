#!/bin/sh
# Print a Python of at least 3.11 that can make a virtual environment; say what is missing if none.
# PYTHON names one to use instead of looking.
usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

old='' bare=''
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    if ! usable "$candidate"; then
        old="$old $candidate"
    elif ! "$candidate" -c 'import ensurepip, venv' 2>/dev/null; then
        bare="$bare $candidate"
    else
        command -v "$candidate"
        exit 0
    fi
done

if [ -n "$bare" ]; then
    echo "Python is here ($bare ) but without ensurepip and venv, which set-up needs." >&2
    echo "On Debian and Ubuntu: apt-get install python3-venv" >&2
elif [ -n "$old" ]; then
    echo "TierZero needs Python 3.11 or newer; found only older ones:$old" >&2
else
    echo "TierZero needs Python 3.11 or newer, and there is no Python on the PATH." >&2
fi
echo "Another one can be named: make PYTHON=/path/to/python3 …" >&2
exit 1

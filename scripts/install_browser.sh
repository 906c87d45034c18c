#!/bin/sh
# See to it that a Chromium and a font with Chinese are here: the browser tests need both.
# Installs Debian's where it may (as root, or with sudo that asks nothing); says so where it may not.
browser() {
    for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome; do
        command -v "$name" && return 0
    done
    return 1
}

font() {
    ! command -v fc-list >/dev/null 2>&1 || [ -n "$(fc-list :lang=zh 2>/dev/null | head -n 1)" ]
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null
}

browser >/dev/null && font && exit 0
if may_install; then
    export DEBIAN_FRONTEND=noninteractive
    as_root apt-get update
    as_root apt-get install -y --no-install-recommends chromium fonts-noto-cjk || exit 1
    exit 0
fi
if ! browser >/dev/null; then
    echo "There is no Chromium here and it cannot be installed without root: browser tests are" >&2
    echo "skipped. Debian: apt-get install chromium fonts-noto-cjk. Elsewhere name one: CHROMIUM=…" >&2
fi
exit 0

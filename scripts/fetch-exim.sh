#!/bin/sh
# fetch-exim.sh: prints the folder under which an Exim lies: / if the machine has one, otherwise tests/.tools/exim, into which Debian's is
# unpacked once, with the libraries that the machine lacks. It is not installed: Debian lets no machine have two MTAs. Needs apt-get, no root.
set -eu
cd "$(dirname "$0")/.."

if [ -x /usr/sbin/exim4 ]; then
    echo /
    exit 0
fi
tools=$PWD/tests/.tools
tree=$tools/exim
if [ ! -d "$tree" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$tools" "$work/partial"
    download() { apt-get -qq -y --download-only --no-install-recommends -o APT::Sandbox::User= -o Debug::NoLocking=1 -o Dir::Cache::archives="$work" install exim4-daemon-light >"$work/log" 2>&1; }
    # A machine that was just made knows of no packages yet.
    download || { apt-get -qq update >&2; download; } || { cat "$work/log" >&2; exit 1; }
    for package in "$work"/*.deb; do
        dpkg -x "$package" "$work/tree"
    done
    chmod 755 "$work/tree"
    # Moved into its place whole: another run may be looking for it.
    cp -a "$work/tree" "$tree.$$"
    mv -T "$tree.$$" "$tree" 2>/dev/null || { rm -rf "$tree.$$"; [ -d "$tree" ]; }
fi
echo "$tree"

#!/bin/sh
# fetch-consul.sh: prints the path of a Consul: the one on the PATH if there is one, otherwise Debian 11's (1.8.7; Debian 12 has none),
# which it fetches once into tests/.tools without installing it. Needs no root, only apt-get.
set -eu
cd "$(dirname "$0")/.."

if command -v consul; then
    exit 0
fi
tools=$PWD/tests/.tools
consul=$tools/consul
if [ ! -x "$consul" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    mkdir -p "$tools" "$work/lists/partial" "$work/cache/archives/partial"
    # The machine's own way to Debian's packages (the first source), whatever mirror that is, for Debian 11.
    for list in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
        [ -s "$list" ] || continue
        case $list in
        *.sources) source=$work/bullseye.sources; sed -e '/^$/q' -e 's/^Suites:.*/Suites: bullseye/' -e 's/^Components:.*/Components: main/' "$list" > "$source" ;;
        *) source=$work/bullseye.list; sed -n '/^deb .*debian\/\{0,1\} /{s/\(^deb \(\[[^]]*\] \)\{0,1\}[^ ]* \).*/\1bullseye main/p;q}' "$list" > "$source" ;;
        esac
        break
    done
    apt() {
        apt-get -qq -o APT::Sandbox::User= -o Dir::Etc::sourcelist="$source" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" "$@" >&2
    }
    apt update
    (cd "$work" && apt download consul)
    dpkg -x "$work"/consul_*.deb "$work/root"
    # Moved into its place whole: another run may be looking for it.
    cp "$work/root/usr/bin/consul" "$consul.$$"
    mv "$consul.$$" "$consul"
fi
echo "$consul"

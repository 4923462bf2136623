#!/bin/sh
# prerequisites.sh build|test: fetches what is missing for that, where it may (root, apt-get), and otherwise says what to install.
# For `build` a missing part is an error; for `test` it is not: the tests that need it say so and are skipped.
set -eu

missing=
need() { # need PROGRAM PACKAGE...
    program=$1
    shift
    command -v "$program" >/dev/null 2>&1 || [ -x "/usr/sbin/$program" ] || missing="$missing $*"
}

case $1 in
build)
    command -v dotnet >/dev/null 2>&1 || { echo "the .NET SDK 10 is missing: https://learn.microsoft.com/dotnet/core/install/linux-debian" >&2; exit 1; }
    need cc gcc libc6-dev zlib1g-dev # NativeAOT links with it
    ;;
test)
    # Debian lets no machine have two MTAs: Postfix would take the place of an Exim that is there.
    [ -x /usr/sbin/exim4 ] || need postfix postfix
    need miltertest miltertest
    need ip iproute2
    need unshare util-linux
    ls /usr/lib/*/faketime/libfaketime.so.1 >/dev/null 2>&1 || missing="$missing libfaketime" # days pass in tests
    scripts/fetch-consul.sh >/dev/null || echo "there is no Consul: put one on the PATH" >&2
    scripts/fetch-exim.sh >/dev/null || echo "there is no Exim: see scripts/fetch-exim.sh" >&2
    ;;
esac
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing:$missing"
    export DEBIAN_FRONTEND=noninteractive
    log=$(mktemp)
    # Postfix's package starts a server on port 25 unless policy-rc.d says no; the tests bring their own.
    policy=/usr/sbin/policy-rc.d
    made=
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' > $policy
        chmod 755 $policy
        made=yes
    fi
    # shellcheck disable=SC2086 # a list of packages
    if apt-get update >"$log" 2>&1 && apt-get install -y --no-install-recommends $missing >>"$log" 2>&1; then ok=yes; else ok=no; fi
    [ -z "$made" ] || rm -f $policy
    [ $ok = yes ] || tail -n 5 "$log" >&2
    rm -f "$log"
    [ $ok = no ] || exit 0
fi

echo "missing:$missing (as root: apt-get install$missing)" >&2
[ "$1" != build ]

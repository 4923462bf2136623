#!/bin/sh
# create-user.sh: the user that root becomes (`user` in the configuration), where this is root and not a package's folder.
set -eu
[ "$(id -u)" -eq 0 ] && [ -z "${DESTDIR:-}" ] || exit 0
if id mailinglist >/dev/null 2>&1; then exit 0; fi
useradd --system --user-group --home-dir /var/lib/mailinglist --no-create-home --shell /usr/sbin/nologin mailinglist
echo "created the user mailinglist"

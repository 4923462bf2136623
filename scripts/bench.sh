#!/bin/sh
# bench.sh [PART...]: builds the program and the benchmarks, runs these, and leaves nothing behind. Takes some minutes; parts are posts, milter, bounces, and of
# what hosts share change, bytes, import, join, idle.
#
# As root, and with Postfix, Exim (scripts/fetch-exim.sh) and Consul (scripts/fetch-consul.sh), all of it is measured; otherwise the table says what is left out. The folder that is worked in
# lies in $TMPDIR (/tmp): sendmail and deliver wait for the disk, so it should lie on one and not in memory.
set -eu
cd "$(dirname "$0")/.."

if [ -f Makefile ]; then
    make
else
    dotnet publish src/MailingList -c Release -r linux-x64 -o out
    chmod 755 out/*
fi
programs=tests/MailingList.Benchmarks/bin/native
dotnet publish tests/MailingList.Benchmarks -c Release --use-current-runtime -o "$programs" --nologo -v quiet

folder=$(mktemp -d "${TMPDIR:-/tmp}/mailinglist-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap : INT TERM # the program ends its Postfix first, then we end
chmod 755 "$folder"
"$programs/mailinglist-bench" "$folder" "$@"

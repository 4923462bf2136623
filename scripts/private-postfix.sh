#!/bin/sh
# private-postfix.sh FOLDER PORT SINK-PORT: a Postfix of its own in the foreground, until it is told to stop.
#
# Its configuration, queue and data lie in FOLDER, which must not exist, and stand in the place of the machine's own in a mount
# namespace that only this process tree sees: sendmail(1) called from there reaches this Postfix as it would reach the machine's
# (the set-gid postdrop(1) refuses configurations elsewhere), and the machine's is not touched. Needs root.
#
# It listens on 127.0.0.1:PORT; whatever is not for a list goes to 127.0.0.1:SINK-PORT, the world outside. Further parameters and
# services are read from FOLDER.main.cf and FOLDER.master.cf, tables from the folder FOLDER.etc. FOLDER/ready appears when it takes mail and holds our process id
# (nsenter --mount --target); the end of standard input or SIGTERM ends it.
#
# The backoff is 3 s because qmgr(8) already takes a deferred message whose time stamp is one second ahead: with less, it can find one
# that its delivery agent has not let go of, and then puts it aside for a minute ("skipped, still being delivered", 3.7.11).
set -eu
folder=$1 port=$2 sink=$3

if [ "${PRIVATE_POSTFIX:-}" != "$folder" ]; then
    mkdir "$folder" # not -p: two of them must not share one
    PRIVATE_POSTFIX=$folder exec unshare --mount --propagation private "$0" "$@"
fi

umask 022
mkdir "$folder/etc" "$folder/spool" "$folder/lib" "$folder/log"
chown postfix: "$folder/lib"
cp /etc/postfix/postfix-files /etc/postfix/dynamicmaps.cf "$folder/etc/"
cp -r /etc/postfix/postfix-files.d /etc/postfix/dynamicmaps.cf.d "$folder/etc/" 2>/dev/null || true

[ ! -d "$folder.etc" ] || cp -r "$folder.etc/." "$folder/etc/"

# What the further parameters say, they alone say: no parameter may stand twice. Each process warns of that when it starts, postlogd(8)
# too, and by its own socket: if the others' warnings have filled that by then, it waits for itself, and they for it, for ever (3.7.11).
touch "$folder.main.cf"
awk '!base { if (match($0, /^[a-z0-9_]+/)) given[substr($0, 1, RLENGTH)]; next } !($1 in given)' "$folder.main.cf" base=1 - > "$folder/etc/main.cf" <<EOF
compatibility_level = 3.6
myhostname = mx1.example.net
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
relayhost = [127.0.0.1]:$sink
alias_maps =
alias_database =
message_size_limit = 60000000
mailbox_size_limit = 0
smtp_line_length_limit = 0
smtp_destination_recipient_limit = 1000
queue_run_delay = 1s
minimal_backoff_time = 3s
maximal_backoff_time = 3s
maillog_file = $folder/log/mail.log
maillog_file_prefixes = $folder
EOF
cat "$folder.main.cf" >> "$folder/etc/main.cf"

cat > "$folder/etc/master.cf" <<EOF
$port     inet  n - n - -    smtpd
pickup    unix  n - n 60 1   pickup
cleanup   unix  n - n - 0    cleanup
qmgr      unix  n - n 300 1  qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - -    trivial-rewrite
bounce    unix  - - n - 0    bounce
defer     unix  - - n - 0    bounce
trace     unix  - - n - 0    bounce
verify    unix  - - n - 1    verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n - -    proxymap
proxywrite unix - - n - 1    proxymap
smtp      unix  - - n - -    smtp
relay     unix  - - n - -    smtp
showq     unix  n - n - -    showq
error     unix  - - n - -    error
retry     unix  - - n - -    error
discard   unix  - - n - -    discard
local     unix  - n n - -    local
virtual   unix  - n n - -    virtual
anvil     unix  - - n - 1    anvil
scache    unix  - - n - 1    scache
postlog   unix-dgram n - n - 1 postlogd
EOF
[ ! -f "$folder.master.cf" ] || cat "$folder.master.cf" >> "$folder/etc/master.cf"

mount --bind "$folder/etc" /etc/postfix
mount --bind "$folder/spool" /var/spool/postfix
mount --bind "$folder/lib" /var/lib/postfix

! postconf 2>&1 >/dev/null | grep 'overriding earlier entry' >&2 || exit 1

stop() {
    postfix stop >/dev/null 2>&1 || true
    exit 0
}
trap stop TERM INT

postfix start >"$folder/log/start.log" 2>&1 || { cat "$folder/log/start.log" >&2; exit 1; }
echo $$ > "$folder/ready.new"
mv "$folder/ready.new" "$folder/ready" # its appearance is the signal, so it appears whole
read -r _ || true # until whoever started it goes away, or closes our standard input
stop

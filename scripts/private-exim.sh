#!/bin/sh
# private-exim.sh FOLDER PORT SINK-PORT: an Exim of its own in the foreground, until it is told to stop; with Debian's split configuration.
#
# It is the machine's, or Debian's as scripts/fetch-exim.sh unpacks it, and stands in the place of whatever MTA the machine has in a mount
# namespace that only this process tree sees: sendmail(1) called from there is this Exim's. Configuration, queue and log lie in FOLDER,
# which must not exist; the machine's own are not touched. Needs root.
#
# It listens on 127.0.0.1:PORT; whatever is not for a list goes to 127.0.0.1:SINK-PORT, the world outside. The files of FOLDER.conf.d are
# laid over Debian's conf.d, those of FOLDER.etc over /etc/exim4. FOLDER/ready appears when it takes mail and holds our process id
# (nsenter --mount --target); the end of standard input or SIGTERM ends it.
set -eu
folder=$1 port=$2 sink=$3
here=$(dirname "$(realpath "$0")")

if [ "${PRIVATE_EXIM:-}" != "$folder" ]; then
    mkdir "$folder" # not -p: two of them must not share one
    PRIVATE_EXIM=$folder exec unshare --mount --propagation private "$0" "$@"
fi

umask 022
tree=$("$here/fetch-exim.sh")
libraries=/usr/lib/$(cc -dumpmachine 2>/dev/null || echo "$(uname -m)-linux-gnu")
mkdir "$folder/log" "$folder/spool" "$folder/lib" "$folder/over" "$folder/over/etc" "$folder/over/etc/exim4" "$folder/over/lib" "$folder/over/lib/exim4" \
    "$folder/over/log" "$folder/over/log/exim4" "$folder/over/spool" "$folder/over/spool/exim4" "$folder/etc"

# What this process tree sees in the machine's folders besides what is there.
over() { # over FOLDER UPPER: shows what is in UPPER in front of what is in FOLDER; nobody can write into it then
    mount -t overlay overlay -o "lowerdir=$2:$1" "$1"
}
cp /etc/passwd /etc/group "$folder/over/etc/"
if ! grep -q '^Debian-exim:' /etc/passwd; then
    # The numbers are nobody's on a Debian machine (Policy 9.2.2: 60000 to 64999 are given out centrally).
    echo "Debian-exim:x:64990:64990::/var/spool/exim4:/usr/sbin/nologin" >> "$folder/over/etc/passwd"
    echo "Debian-exim:x:64990:" >> "$folder/over/etc/group"
fi
echo mx1.example.net > "$folder/over/etc/mailname"
[ -f /etc/email-addresses ] || cp "${tree%/}/etc/email-addresses" "$folder/over/etc/"
over /etc "$folder/over/etc"
over /var/lib "$folder/over/lib"
over /var/log "$folder/over/log"
over /var/spool "$folder/over/spool"
if [ "$tree" != / ]; then
    over /usr/sbin "$tree/usr/sbin"
    [ ! -d "$tree$libraries" ] || over "$libraries" "$tree$libraries"
fi

cp -r "${tree%/}/etc/exim4/conf.d" "${tree%/}/etc/exim4/exim4.conf.template" "$folder/etc/"
cat > "$folder/etc/update-exim4.conf.conf" <<EOF
dc_eximconfig_configtype='internet'
dc_other_hostnames=''
dc_local_interfaces='127.0.0.1.$port'
dc_readhost=''
dc_relay_domains='lists.example.org'
dc_minimaldns='false'
dc_relay_nets=''
dc_smarthost=''
CFILEMODE='644'
dc_use_split_config='true'
dc_hide_mailname=''
dc_mailname_in_oh='true'
dc_localdelivery='mail_spool'
EOF
# No +received_recipients among the log's selectors: with it, sendmail dies of signal 11 on some messages with hundreds of recipients (4.96).
# Not in Debian's order of names but in front of all: who is the first of its kind wins.
cat > "$folder/etc/conf.d/main/00_private" <<EOF
MAIN_HARDCODE_PRIMARY_HOSTNAME = mx1.example.net
MAIN_HOST_LOOKUP =
MAIN_TLS_ADVERTISE_HOSTS =
MESSAGE_SIZE_LIMIT = 60M
IGNORE_SMTP_LINE_LENGTH_LIMIT = yes
CHECK_RCPT_NO_FAIL_TOO_MANY_BAD_RCPT = yes
MAIN_LOG_SELECTOR = +delivery_size +deliver_time +millisec +pid -queue_run
EOF
cat > "$folder/etc/conf.d/main/99_private" <<EOF
smtp_accept_max_per_connection = 100000
smtp_accept_max = 200
queue_run_max = 5
notifier_socket =
EOF
cat > "$folder/etc/conf.d/router/199_private" <<EOF
private_world:
  driver = manualroute
  domains = ! +local_domains
  transport = remote_smtp
  route_list = * 127.0.0.1::$sink
  self = send
  no_more
EOF
cat > "$folder/etc/conf.d/retry/10_private" <<EOF
*  *  F,4d,2s
EOF
[ ! -d "$folder.conf.d" ] || cp -r "$folder.conf.d/." "$folder/etc/conf.d/"
[ ! -d "$folder.etc" ] || cp -r "$folder.etc/." "$folder/etc/"

chown -R Debian-exim:Debian-exim "$folder/spool" "$folder/log"
mount --bind "$folder/etc" /etc/exim4
mount --bind "$folder/spool" /var/spool/exim4
mount --bind "$folder/lib" /var/lib/exim4
mount --bind "$folder/log" /var/log/exim4

stop() {
    [ -z "${exim:-}" ] || { kill "$exim" 2>/dev/null; wait "$exim" 2>/dev/null || true; }
    exit 0
}
trap stop TERM INT

update-exim4.conf >"$folder/log/start.log" 2>&1 || { cat "$folder/log/start.log" >&2; exit 1; }
/usr/sbin/exim4 -bdf -q1s >>"$folder/log/start.log" 2>&1 &
exim=$!
until grep -q "daemon started" "$folder/log/mainlog" 2>/dev/null; do
    kill -0 "$exim" 2>/dev/null || { cat "$folder/log/start.log" "$folder/log/"*log >&2; exit 1; }
    sleep 0.05
done
echo $$ > "$folder/ready.new"
mv "$folder/ready.new" "$folder/ready" # its appearance is the signal, so it appears whole
read -r _ || true # until whoever started it goes away, or closes our standard input
stop

#!/bin/bash
# demo.sh: a list with three subscribers, a post, and what each of them receives; everything in a temporary folder that is gone afterwards.
# As root with Postfix on the machine the post goes in by SMTP through a Postfix of its own; otherwise it is piped into `deliver`.
set -euo pipefail
cd "$(dirname "$0")/.."

demo=$(mktemp -d)
chmod 755 "$demo"
postfix= sink=
clean_up() {
    [ -z "$postfix" ] || { exec {stop}>&-; wait "$postfix" 2>/dev/null || true; }
    [ -z "$sink" ] || { kill "$sink"; wait "$sink" 2>/dev/null || true; }
    rm -rf "$demo"
}
trap clean_up EXIT

# A checkout may lie where only root can look, and Postfix runs the program as another user.
mkdir -m 755 "$demo/bin"
install -m 755 out/mailinglist out/libe_sqlite3.so "$demo/bin"
export MAILINGLIST_CONFIG=$demo/mailinglist.toml
mailinglist() { "$demo/bin/mailinglist" "$@"; }
run() { echo "\$ mailinglist $*"; mailinglist "$@"; }
wait_for() { # wait_for SECONDS WHAT COMMAND...
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ $SECONDS -lt $end ] || { echo "waited in vain: $what" >&2; exit 1; }
        sleep 0.05
    done
}

list=dev@lists.example.org
cat > "$demo/post.eml" <<'EOF'
From: Ann Author <ann@example.net>
To: dev@lists.example.org
Date: Mon, 23 Nov 2026 09:00:00 +0000
Message-ID: <first-post@example.net>
Subject: Hello, list

This body arrives as it was sent, byte for byte.
EOF

if [ "$(id -u)" -eq 0 ] && [ -x /usr/sbin/postfix ] && [ -x /usr/sbin/smtp-sink ] && unshare --mount true 2>/dev/null; then
    way="by SMTP through a Postfix of its own"
    reinject=sendmail:/usr/sbin/sendmail
else
    way="piped into \`mailinglist deliver\` (as root with Postfix on the machine it would go through a real one)"
    reinject=dir:$demo/out
    mkdir "$demo/out"
    [ "$(id -u)" -ne 0 ] || chown nobody "$demo/out"
fi

run init --domain lists.example.org --data "$demo/data" --user nobody --reinject "$reinject" | sed "s#$demo#DEMO#g"
run create $list --owner owner@example.net --set verp=never
run subscribe $list ann@example.net bob@example.com "Carla <carla@example.org>"
echo
echo "== A post from ann@example.net to $list, $way"

if [ "${reinject%%:*}" = sendmail ]; then
    port=$(( (RANDOM % 10000) + 20000 )) out=$((port + 1))
    mkdir "$demo/sink"
    chmod 777 "$demo/sink"
    smtp-sink -u nobody -d "$demo/sink/%H%M%S." 127.0.0.1:$out 20 &
    sink=$!
    mailinglist setup postfix --part main > "$demo/postfix.main.cf"
    mailinglist setup postfix --part master > "$demo/postfix.master.cf"
    mkfifo "$demo/stop"
    scripts/private-postfix.sh "$demo/postfix" $port $out < "$demo/stop" &
    postfix=$!
    exec {stop}> "$demo/stop"
    wait_for 20 "Postfix starts" test -e "$demo/postfix/ready"

    exec {smtp}<> /dev/tcp/127.0.0.1/$port
    say() { # say LINE: and read the answer to its last line
        [ -z "$1" ] || printf '%s\r\n' "$1" >&$smtp
        local answer
        while read -r -u $smtp answer; do [ "${answer:3:1}" = "-" ] || break; done
        case $answer in [23]*) ;; *) echo "Postfix said: $answer" >&2; exit 1 ;; esac
    }
    say ""
    say "EHLO demo.example"
    say "MAIL FROM:<ann@example.net>"
    say "RCPT TO:<$list>"
    say "DATA"
    sed 's/$/\r/' "$demo/post.eml" >&$smtp
    say "."
    say "QUIT"
    exec {smtp}>&-

    log=$demo/postfix/log/mail.log
    arrived() { ls "$demo/sink" | grep -q . && nsenter --mount --target "$(cat "$demo/postfix/ready")" postqueue -j | grep -q . && return 1; ls "$demo/sink" | grep -q .; }
    wait_for 30 "the copies leave Postfix" arrived
    copy=$(ls "$demo"/sink/*)
    returnpath=$(sed -n 's/^X-Mail-Args: <\([^>]*\)>.*/\1/p' "$copy")
    recipients=$(sed -n 's/^X-Rcpt-Args: <\([^>]*\)>.*/\1/p' "$copy")
    sed -n '/^List-Id:/,$p' "$copy" | sed '$d' > "$demo/received" # the sink's own lines are around it
    took=$(sed -n 's/.*relay=mailinglist, .*delays=\([^,]*\),.*/\1/p' "$log" | head -n 1 | cut -d/ -f4)
else
    before=$(date +%s%N)
    mailinglist deliver --sender ann@example.net --recipient $list < "$demo/post.eml"
    took=$(awk "BEGIN { printf \"%.3f\", ($(date +%s%N) - $before) / 1e9 }")
    returnpath=$(head -n 1 "$demo/out/000001.envelope")
    recipients=$(tail -n +2 "$demo/out/000001.envelope")
    cp "$demo/out/000001.eml" "$demo/received"
fi

echo "received by:  " $recipients
echo "return path:   $returnpath"
echo "the pipe took: $took s"
echo
echo "== What each of them received: + was added by the list, ~ on the way through Postfix; the rest is as it was sent"
mark=" "
while IFS= read -r line; do
    line=${line%$'\r'}
    case $line in
    List-* | Precedence:* | X-MailingList-Loop:*) mark=+ ;;
    Received:*) mark="~" ;;
    [[:space:]]*) ;; # goes on
    *) mark=" " ;;
    esac
    echo "  $mark $line"
done < "$demo/received"

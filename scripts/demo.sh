#!/bin/bash
# demo.sh: a list with three subscribers, a post, and what each of them receives; everything in a temporary folder that is gone afterwards.
# As root with Postfix on the machine the post goes in by SMTP through a Postfix of its own; otherwise it is piped into `deliver`. With MTA=exim it
# goes through an Exim of its own, which scripts/fetch-exim.sh fetches where the machine has none.
set -euo pipefail
cd "$(dirname "$0")/.."

demo=$(mktemp -d)
chmod 755 "$demo"
mta=${MTA:-postfix} server= sink=
clean_up() {
    [ -z "$server" ] || { exec {stop}>&-; wait "$server" 2>/dev/null || true; }
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

can_have_its_own() { [ "$(id -u)" -eq 0 ] && [ -x /usr/sbin/smtp-sink ] && unshare --mount true 2>/dev/null; }

case $mta in
postfix)
    name=Postfix
    if can_have_its_own && [ -x /usr/sbin/postfix ]; then way=sendmail; else way=dir; fi
    ;;
exim)
    name=Exim
    can_have_its_own || { echo "an Exim of its own needs root, mount namespaces, and smtp-sink (apt-get install postfix)" >&2; exit 1; }
    scripts/fetch-exim.sh >/dev/null
    way=sendmail
    ;;
*)
    echo "MTA=$mta is none of postfix, exim" >&2
    exit 1
    ;;
esac
if [ $way = sendmail ]; then
    says="by SMTP through $([ $mta = exim ] && echo an || echo a) $name of its own"
    reinject=sendmail:/usr/sbin/sendmail
else
    says="piped into \`mailinglist deliver\` (as root with Postfix on the machine it would go through a real one)"
    reinject=dir:$demo/out
    mkdir "$demo/out"
    [ "$(id -u)" -ne 0 ] || chown nobody "$demo/out"
fi

run init --domain lists.example.org --data "$demo/data" --user nobody --reinject "$reinject" | sed "s#$demo#DEMO#g"
run create $list --owner owner@example.net --set verp=never
run subscribe $list ann@example.net bob@example.com "Carla <carla@example.org>"
echo
echo "== A post from ann@example.net to $list, $says"

if [ $way = sendmail ]; then
    port=$(( (RANDOM % 10000) + 20000 )) out=$((port + 1))
    mkdir "$demo/sink"
    chmod 777 "$demo/sink"
    smtp-sink -u nobody -d "$demo/sink/%H%M%S." 127.0.0.1:$out 20 &
    sink=$!
    if [ $mta = postfix ]; then
        mailinglist setup postfix --part main > "$demo/mta.main.cf"
        mailinglist setup postfix --part master > "$demo/mta.master.cf"
    else
        mkdir -p "$demo/mta.conf.d/main" "$demo/mta.conf.d/router" "$demo/mta.conf.d/transport"
        mailinglist setup exim --part main > "$demo/mta.conf.d/main/00_mailinglist"
        mailinglist setup exim --part router > "$demo/mta.conf.d/router/110_mailinglist"
        mailinglist setup exim --part transport > "$demo/mta.conf.d/transport/30_mailinglist"
    fi
    mkfifo "$demo/stop"
    "scripts/private-$mta.sh" "$demo/mta" $port $out < "$demo/stop" &
    server=$!
    exec {stop}> "$demo/stop"
    wait_for 20 "$name starts" test -e "$demo/mta/ready"

    exec {smtp}<> /dev/tcp/127.0.0.1/$port
    say() { # say LINE: and read the answer to its last line
        [ -z "$1" ] || printf '%s\r\n' "$1" >&$smtp
        local answer
        while read -r -u $smtp answer; do [ "${answer:3:1}" = "-" ] || break; done
        case $answer in [23]*) ;; *) echo "$name said: $answer" >&2; exit 1 ;; esac
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

    queued() {
        case $mta in
        postfix) nsenter --mount --target "$(cat "$demo/mta/ready")" postqueue -j | grep -q . ;;
        exim) ls "$demo/mta/spool/input" | grep -q . ;;
        esac
    }
    arrived() { ls "$demo/sink" | grep -q . && ! queued; }
    wait_for 30 "the copies leave $name" arrived
    copy=$(ls "$demo"/sink/*)
    returnpath=$(sed -n 's/^X-Mail-Args: <\([^>]*\)>.*/\1/p' "$copy")
    recipients=$(sed -n 's/^X-Rcpt-Args: <\([^>]*\)>.*/\1/p' "$copy")
    sed -n '/^List-Id:/,$p' "$copy" | sed '$d' > "$demo/received" # the sink's own lines are around it
    case $mta in
    postfix) took=$(sed -n 's/.*relay=mailinglist, .*delays=\([^,]*\),.*/\1/p' "$demo/mta/log/mail.log" | head -n 1 | cut -d/ -f4) ;;
    exim) took=$(sed -n 's/.* T=mailinglist_pipe .* DT=\([^ ]*\)s.*/\1/p' "$demo/mta/log/mainlog" | head -n 1) ;;
    esac
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
echo "== What each of them received: + was added by the list, ~ on the way through $name; the rest is as it was sent"
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

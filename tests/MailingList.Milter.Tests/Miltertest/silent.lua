-- An application that answers recipients and the end of messages, and nothing else.
dofile(library)

local conn = open()
for _, option in ipairs({ SMFIP_NR_CONN, SMFIP_NR_HELO, SMFIP_NR_MAIL, SMFIP_NR_HDR, SMFIP_NR_EOH, SMFIP_NR_BODY, SMFIP_NODATA, SMFIP_NOUNKNOWN }) do
    check(mt.test_option(conn, option), "an option is missing")
end
check(not mt.test_option(conn, SMFIP_NR_RCPT), "recipients are answered")

function message(sender, recipient, field)
    went(mt.mailfrom(conn, sender))
    went(mt.rcptto(conn, recipient))
    local reply = mt.getreply(conn)
    if field ~= nil then
        went(mt.header(conn, field[1], field[2]))
        went(mt.eoh(conn))
        went(mt.bodystring(conn, "Hello.\r\n"))
        went(mt.eom(conn))
    end
    return reply
end

check(message("<author@example.net>", "<dev@example.org>", { "X-At-End", "do-nothing" }) == SMFIR_CONTINUE, "rcpt")
answered(conn, SMFIR_CONTINUE, "end")
check(message("<author@example.net>", "<dev@example.org>", { "X-At-Header", "do-reject" }) == SMFIR_CONTINUE, "rcpt")
answered(conn, SMFIR_REJECT, "what the header was refused for is said at the end")
check(message("<author@example.net>", "<do-refuse@example.org>") == SMFIR_REPLYCODE, "rcpt refused")
went(mt.abort(conn))
check(message("<do-fail@example.net>", "<dev@example.org>") == SMFIR_TEMPFAIL, "what failed at the sender is said at the recipient")
went(mt.abort(conn))
check(message("<author@example.net>", "<dev@example.org>", { "X-At-End", "do-accept" }) == SMFIR_CONTINUE, "rcpt")
answered(conn, SMFIR_ACCEPT, "end")
mt.disconnect(conn)

-- Several messages in one connection, given up in the middle, and connections that end in all ways.
dofile(library)

local conn = open()
for i = 1, 20 do
    went(mt.helo(conn, "client.example.net"))
    answered(conn, SMFIR_CONTINUE, "helo")
    went(mt.mailfrom(conn, "<author@example.net>"))
    answered(conn, SMFIR_CONTINUE, "mail")
    went(mt.rcptto(conn, "<do-refuse@example.org>"))
    answered(conn, SMFIR_REPLYCODE, "rcpt refused")
    went(mt.rcptto(conn, "<dev@example.org>"))
    answered(conn, SMFIR_CONTINUE, "rcpt")
    if i % 4 == 1 then
        went(mt.abort(conn))
    else
        went(mt.header(conn, "X-At-End", i % 4 == 2 and "do-reject" or "do-nothing"))
        if i % 4 == 3 then
            went(mt.abort(conn))
        else
            went(mt.eoh(conn))
            answered(conn, SMFIR_CONTINUE, "eoh")
            went(mt.bodyrandom(conn, 100000))
            answered(conn, SMFIR_CONTINUE, "body")
            went(mt.eom(conn))
            answered(conn, i % 4 == 2 and SMFIR_REJECT or SMFIR_CONTINUE, "end")
            went(mt.abort(conn))
        end
    end
end
mt.disconnect(conn)

for i = 1, 50 do
    conn = open()
    went(mt.mailfrom(conn, "<author@example.net>"))
    mt.disconnect(conn, i % 2 == 0)
end

-- Two at once.
local one, other = open(), open()
went(mt.mailfrom(one, "<author@example.net>"))
went(mt.mailfrom(other, "<do-reject@example.net>"))
answered(one, SMFIR_CONTINUE, "one")
answered(other, SMFIR_REJECT, "other")
mt.disconnect(one)
mt.disconnect(other)

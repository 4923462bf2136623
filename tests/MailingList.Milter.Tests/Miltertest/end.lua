-- What can be done at the end of a message.
dofile(library)

function finish(...)
    local conn = open()
    went(mt.mailfrom(conn, "<author@example.net>"))
    went(mt.rcptto(conn, "<dev@example.org>"))
    for _, field in ipairs({ ... }) do
        went(mt.header(conn, field[1], " " .. field[2]))
    end
    went(mt.eoh(conn))
    went(mt.bodystring(conn, "Hello.\r\n"))
    went(mt.eom(conn))
    return conn
end

function change(order)
    return { "X-Change", order }
end

local conn = finish(
    change("add-header X-Added one two"),
    change("insert-header 0 X-Top first"),
    change("change-header 1 Subject other"),
    change("delete-header 2 X-Old"),
    change("add-recipient ann@example.net"),
    change("delete-recipient dev@example.org"),
    change("replace-body Changed."),
    change("quarantine odd enough"),
    change("progress"))
answered(conn, SMFIR_CONTINUE, "end")
-- The blank behind the colon is ours to send: SMFIP_HDR_LEADSPC.
check(mt.test_option(conn, SMFIP_HDR_LEADSPC), "SMFIP_HDR_LEADSPC is not negotiated")
check(mt.eom_check(conn, MT_HDRADD, "X-Added", " one two"), "X-Added is not added")
check(mt.eom_check(conn, MT_HDRINSERT, "X-Top", " first", 0), "X-Top is not inserted")
check(mt.eom_check(conn, MT_HDRCHANGE, "Subject", " other"), "Subject is not changed")
check(mt.eom_check(conn, MT_HDRDELETE, "X-Old"), "X-Old is not deleted")
check(mt.eom_check(conn, MT_RCPTADD, "<ann@example.net>"), "no recipient is added")
check(mt.eom_check(conn, MT_RCPTDELETE, "<dev@example.org>"), "no recipient is deleted")
check(mt.eom_check(conn, MT_BODYCHANGE, "Changed.\r\n"), "the body is not replaced")
check(mt.eom_check(conn, MT_QUARANTINE, "odd enough"), "the message is not quarantined")
mt.disconnect(conn)

conn = finish({ "X-At-End", "do-defer" })
answered(conn, SMFIR_REPLYCODE, "end")
check(mt.eom_check(conn, MT_SMTPREPLY, "451", "4.3.0", "not now"), "not our reply")
mt.disconnect(conn)

-- An exception in the middle of the changes: the message is refused for now, and the session lives.
conn = finish(change("add-header X-Added one"), change("nonsense"))
answered(conn, SMFIR_TEMPFAIL, "end")
went(mt.mailfrom(conn, "<author@example.net>"))
answered(conn, SMFIR_CONTINUE, "the next message")
mt.disconnect(conn)

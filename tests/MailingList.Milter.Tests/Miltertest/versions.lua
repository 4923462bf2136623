-- Peers that are older, and offer less.
dofile(library)

for version = 2, 6 do
    for _, steps in ipairs({ 0x7f, 0x3ff, 0x1fffff }) do
        local conn = mt.connect(socket)
        check(conn ~= nil, "cannot connect")
        -- Steps and actions, in this order whatever the manual says (2.11.0~beta2).
        went(mt.negotiate(conn, version, steps, 0x1f))
        check(mt.test_action(conn, SMFIF_ADDHDRS), "SMFIF_ADDHDRS was offered")
        check(not mt.test_action(conn, SMFIF_CHGFROM), "SMFIF_CHGFROM was not offered")
        went(mt.conninfo(conn, "client.example.net", "192.0.2.7"))
        went(mt.helo(conn, "client.example.net"))
        went(mt.mailfrom(conn, "<author@example.net>"))
        went(mt.rcptto(conn, "<do-refuse@example.org>"))
        answered(conn, SMFIR_REPLYCODE, "rcpt")
        went(mt.rcptto(conn, "<dev@example.org>"))
        answered(conn, SMFIR_CONTINUE, "rcpt")
        went(mt.header(conn, "X-Change", "add-header X-Added one"))
        went(mt.eoh(conn))
        answered(conn, SMFIR_CONTINUE, "eoh")
        went(mt.bodystring(conn, "Hello, do-skip.\r\n"))
        answered(conn, mt.test_option(conn, SMFIP_SKIP) and SMFIR_SKIP or SMFIR_CONTINUE, "body")
        went(mt.eom(conn))
        answered(conn, SMFIR_CONTINUE, "end")
        check(mt.eom_check(conn, MT_HDRADD, "X-Added", mt.test_option(conn, SMFIP_HDR_LEADSPC) and " one" or "one"), "X-Added is not added")
        mt.disconnect(conn)
    end
end

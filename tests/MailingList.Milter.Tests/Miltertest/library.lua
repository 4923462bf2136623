-- What the scripts have in common. The application does as it is told: tests/MailingList.Milter.Tests/Support/ObedientMilter.cs.
-- The server listens at the global `socket`.

verdicts = {
    { "do-nothing",  SMFIR_CONTINUE },
    { "do-accept",   SMFIR_ACCEPT },
    { "do-reject",   SMFIR_REJECT },
    { "do-tempfail", SMFIR_TEMPFAIL },
    { "do-discard",  SMFIR_DISCARD },
    { "do-refuse",   SMFIR_REPLYCODE },
    { "do-defer",    SMFIR_REPLYCODE },
    { "do-hang-up",  SMFIR_REPLYCODE },
    { "do-fail",     SMFIR_TEMPFAIL },
}

-- miltertest tells nobody of an error but by its exit code.
function check(is_good, what)
    if not is_good then
        mt.echo(debug.traceback(what, 2))
        error(what, 2)
    end
end

function went(problem)
    check(problem == nil, problem)
end

function open(connection_host)
    local conn = mt.connect(socket)
    check(conn ~= nil, "cannot connect")
    went(mt.conninfo(conn, connection_host or "client.example.net", "192.0.2.7"))
    return conn
end

function answered(conn, reply, what)
    check(mt.getreply(conn) == reply, what .. ": " .. string.char(math.floor(mt.getreply(conn))) .. " instead of " .. string.char(math.floor(reply)))
end

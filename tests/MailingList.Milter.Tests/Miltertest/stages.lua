-- Every stage times every verdict.
dofile(library)

function at_connect(order)
    local conn = open(order .. ".example.net")
    return conn
end

function at_helo(order)
    local conn = open()
    went(mt.helo(conn, order))
    return conn
end

function at_mail(order)
    local conn = open()
    went(mt.helo(conn, "client.example.net"))
    went(mt.mailfrom(conn, "<" .. order .. "@example.net>", "SIZE=100"))
    return conn
end

function at_rcpt(order)
    local conn = at_mail("author")
    answered(conn, SMFIR_CONTINUE, "mail")
    went(mt.rcptto(conn, "<" .. order .. "@example.org>", "NOTIFY=NEVER"))
    return conn
end

function at_header(order)
    local conn = at_rcpt("dev")
    went(mt.header(conn, "Subject", " a test"))
    went(mt.header(conn, "X-At-Header", " " .. order))
    went(mt.eoh(conn))
    return conn
end

function at_body(order)
    local conn = at_header("do-nothing")
    answered(conn, SMFIR_CONTINUE, "header")
    went(mt.bodystring(conn, "This is " .. order .. ".\r\n"))
    return conn
end

function at_end(order)
    local conn = at_rcpt("dev")
    went(mt.header(conn, "X-At-End", " " .. order))
    went(mt.eoh(conn))
    answered(conn, SMFIR_CONTINUE, "header")
    went(mt.bodystring(conn, "Hello.\r\n"))
    answered(conn, SMFIR_CONTINUE, "body")
    went(mt.eom(conn))
    return conn
end

for _, verdict in ipairs(verdicts) do
    for name, stage in pairs({ connect = at_connect, helo = at_helo, mail = at_mail, rcpt = at_rcpt, header = at_header, body = at_body, ["end"] = at_end }) do
        local order, reply = verdict[1], verdict[2]
        -- What cannot be said there is a mistake of the application, which is told to try again.
        if order == "do-discard" and (name == "connect" or name == "helo") then
            reply = SMFIR_TEMPFAIL
        end
        local conn = stage(order)
        answered(conn, reply, name .. " " .. order)
        mt.disconnect(conn)
    end
end

local conn = at_body("do-skip")
answered(conn, SMFIR_SKIP, "skip")
went(mt.eom(conn))
answered(conn, SMFIR_CONTINUE, "end")
mt.disconnect(conn)

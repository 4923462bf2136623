-- Macros, which miltertest sends only when it is told to.
dofile(library)

local conn = open()
went(mt.macro(conn, SMFIC_CONNECT, "j", "mx1.example.net"))
went(mt.macro(conn, SMFIC_HELO, "{tls_version}", "TLSv1.3"))
went(mt.helo(conn, "client.example.net"))
went(mt.macro(conn, SMFIC_MAIL, "i", "4XYZ", "{auth_authen}", "ann"))
went(mt.mailfrom(conn, "<author@example.net>"))
went(mt.macro(conn, SMFIC_RCPT, "{rcpt_mailer}", "local", "{client_addr}", "192.0.2.7"))
went(mt.rcptto(conn, "<dev@example.org>"))
went(mt.rcptto(conn, "<ann@example.org>"))
answered(conn, SMFIR_CONTINUE, "rcpt")
mt.disconnect(conn)

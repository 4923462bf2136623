-- What a host keeps for itself: no other host is told of it.

-- This host's journal of posts.
CREATE TABLE post (
    identity   TEXT PRIMARY KEY,             -- PostIdentity
    list       INTEGER NOT NULL,
    cursor     TEXT NOT NULL,                -- the key of the last recipient whose batch the MTA took
    recipients INTEGER NOT NULL,             -- how many have it
    batches    INTEGER NOT NULL,
    started    INTEGER NOT NULL,             -- milliseconds since 1970
    finished   INTEGER,                      -- the same; null: under way
    verp       INTEGER NOT NULL              -- 1: each recipient has a return path of their own
) STRICT, WITHOUT ROWID;

CREATE INDEX post_started ON post (started);

-- Claims on posts: by whom this host saw them taken, and which of its own it has still to call done.
CREATE TABLE claim (
    identity TEXT PRIMARY KEY,
    host     TEXT NOT NULL,                  -- who took it
    since    INTEGER NOT NULL,               -- when this host first saw that, by its own clock; milliseconds since 1970
    untold   INTEGER NOT NULL                -- 1: distributed by this host, and Consul does not know it yet
) STRICT, WITHOUT ROWID;

CREATE INDEX claim_untold ON claim (identity) WHERE untold = 1;

-- Mails that ask for something and were dealt with here.
CREATE TABLE errand (
    identity TEXT PRIMARY KEY,               -- PostIdentity
    list     INTEGER NOT NULL,
    done     INTEGER NOT NULL                -- milliseconds since 1970
) STRICT, WITHOUT ROWID;

CREATE INDEX errand_done ON errand (done);

-- Letters that the MTA of this host does not have yet.
CREATE TABLE outgoing (
    number     INTEGER PRIMARY KEY AUTOINCREMENT, -- no number twice: who took the one must not strike out the other
    errand     TEXT NOT NULL,                -- what they belong to
    return_path TEXT NOT NULL,               -- empty: the null return path
    recipients TEXT NOT NULL,                -- an address a line
    message    BLOB NOT NULL,
    written    INTEGER NOT NULL              -- milliseconds since 1970
) STRICT;

CREATE INDEX outgoing_errand ON outgoing (errand);
CREATE INDEX outgoing_written ON outgoing (written, errand);

-- Records that all hosts share: list, setting, owner, subscriber. Each carries
--   life         the stamp of its last coming or going
--   stamp        the stamp of its last change of any kind
--   deleted      1: it is gone, and this row says so to the other hosts
--   unpublished  1: it changed here and the other hosts have not been told; stays 0 where a host stands alone
-- A stamp is a text whose ordinal order is the order in time (Core/Records/Stamp.cs): (life, stamp) compare as they stand.

CREATE TABLE clock (
    -- One row: the last stamp that this host gave out or saw.
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    stamp TEXT NOT NULL
) STRICT;

CREATE TABLE list (
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,        -- EmailAddress.Key: domain@local, lower case
    address     TEXT NOT NULL,
    list_id     TEXT NOT NULL,               -- RFC 2919, fixed at creation
    -- The stamp of the list's last deletion, or empty: every record of the list with an earlier life is dead.
    floor       TEXT NOT NULL DEFAULT '',
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    list        INTEGER NOT NULL,
    name        TEXT NOT NULL,
    value       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE owner (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- The primary key is the order of an expansion: by list, by recipient domain, by local part.
CREATE TABLE subscriber (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    name        TEXT,
    delivery    TEXT NOT NULL,
    posting     TEXT NOT NULL,
    origin      TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- What is to be told to the other hosts is found without reading everything; empty where a host stands alone.
CREATE INDEX list_unpublished       ON list (id)              WHERE unpublished = 1;
CREATE INDEX setting_unpublished    ON setting (list, name)   WHERE unpublished = 1;
CREATE INDEX owner_unpublished      ON owner (list, key)      WHERE unpublished = 1;
CREATE INDEX subscriber_unpublished ON subscriber (list, key) WHERE unpublished = 1;

-- This host's journal of posts. Not shared.
CREATE TABLE post (
    identity   TEXT PRIMARY KEY,             -- PostIdentity
    list       INTEGER NOT NULL,
    cursor     TEXT NOT NULL,                -- the key of the last recipient whose batch the MTA took
    recipients INTEGER NOT NULL,             -- how many have it
    batches    INTEGER NOT NULL,
    started    INTEGER NOT NULL,             -- milliseconds since 1970
    finished   INTEGER                       -- the same; null: under way
) STRICT, WITHOUT ROWID;

CREATE INDEX post_started ON post (started);

-- Records that all hosts share (Core/Records): a table for each kind, all of one shape.
--   list         the list they belong to (list_name), or 0
--   key          what tells them apart within the list
--   ...          the fields of the kind
--   hash         where they lie among the containers in Consul
--   extra        fields that a later version of the program wrote, as a JSON object
--   floor        the stamp of the list's last deletion when the record's life began, or empty
--   life         the stamp of its last coming or going
--   stamp        the stamp of its last change of any kind
--   deleted      1: it is gone, and this row says so to the other hosts
--   unpublished  1: it changed here and the other hosts have not been told; stays 0 where a host stands alone
-- A stamp is a text whose ordinal order is the order in time (Core/Records/Stamp.cs): (floor, life, stamp) compare as they stand.

CREATE TABLE clock (
    -- One row: the last stamp that this host gave out or saw.
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    stamp TEXT NOT NULL
) STRICT;

-- Numbers for the lists that this host has heard of, for itself; also of such as are gone.
CREATE TABLE list_name (
    id      INTEGER PRIMARY KEY CHECK (id > 0),
    key     TEXT NOT NULL UNIQUE,            -- EmailAddress.Key: domain@local, lower case
    address TEXT NOT NULL
) STRICT;

-- A list; its key is empty, for there is one to an address. Its floor is that of all that belongs to it: a record with a lower one is dead.
CREATE TABLE list (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    list_id     TEXT NOT NULL,               -- RFC 2919, fixed at creation
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- key: the name of the setting.
CREATE TABLE setting (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    value       TEXT NOT NULL,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- key: EmailAddress.Key.
CREATE TABLE owner (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- What is made of senders. key: SenderPattern.Key.
CREATE TABLE sender (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    posting     TEXT NOT NULL,               -- allow, deny
    note        TEXT,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- The same for all lists; list: 0.
CREATE TABLE site_sender (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    posting     TEXT NOT NULL,               -- allow, deny
    note        TEXT,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- Header fields that are not taken. key: HeaderPattern.Key.
CREATE TABLE header_rule (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    pattern     TEXT NOT NULL,               -- as typed
    action      TEXT NOT NULL,               -- reject, discard
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- The same for all lists; list: 0.
CREATE TABLE site_header_rule (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    pattern     TEXT NOT NULL,               -- as typed
    action      TEXT NOT NULL,               -- reject, discard
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- key: EmailAddress.Key. The primary key is the order of an expansion: by list, by recipient domain, by local part.
CREATE TABLE subscriber (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    name        TEXT,
    delivery    TEXT NOT NULL,
    posting     TEXT NOT NULL,
    origin      TEXT NOT NULL,
    own_posts   TEXT,                        -- off: their own posts do not come back to them; null: they do
    vacation    TEXT,                        -- yyyy-MM-dd: no posts before that day (UTC)
    bounced     TEXT,                        -- yyyy-MM-dd: no posts since that day, for mail comes back (standing); null: they come
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- The keys of tokens; list: 0. key: a name; value: 32 bytes, hexadecimal, null when it is deleted.
CREATE TABLE secret (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    value       TEXT,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- What happened to subscriptions. key: EmailAddress.Key, a blank, and the stamp that is its life.
CREATE TABLE event (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    what        TEXT NOT NULL,
    origin      TEXT NOT NULL,
    by          TEXT NOT NULL,               -- an address, an account's name, or empty
    message     TEXT,                        -- the Message-ID of the mail that did it
    detail      TEXT NOT NULL,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- Who wants to be subscribed where owners decide. key: EmailAddress.Key.
CREATE TABLE application (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    delivery    TEXT,                        -- null: as usual
    decision    TEXT NOT NULL,
    decided_by  TEXT,                        -- an owner's address; null: nobody has
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- Letters to addresses that may not have asked for them; list: 0. key: EmailAddress.Key, a blank, and the stamp when it was written.
CREATE TABLE letter (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    use         TEXT NOT NULL,
    sent        TEXT NOT NULL,               -- yyyy-MM-ddTHH:mm:ssZ by the host's own clock: a stamp may be ahead of it
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- What came back; list: 0. key: EmailAddress.Key, a blank, yyyy-MM-dd when it went out, a blank, and the message in return paths.
CREATE TABLE bounce (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    origin      TEXT NOT NULL,               -- the list whose message it was
    class       TEXT NOT NULL,
    status      TEXT,                        -- RFC 3463
    text        TEXT,                        -- the remote host's own words
    host        TEXT,                        -- the remote host
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- What follows for an address from what came back; list: 0. key: EmailAddress.Key.
CREATE TABLE standing (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    address     TEXT NOT NULL,
    state       TEXT NOT NULL,               -- clear, probed, off
    since       TEXT NOT NULL,               -- yyyy-MM-dd
    origin      TEXT NOT NULL,               -- the list that sent the probe
    probe       TEXT,                        -- the probe in return paths
    notices     TEXT NOT NULL,               -- how many letters have gone to the address since
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- What the owners of a list were told and are not told again. key: what.
CREATE TABLE notice (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    what        TEXT NOT NULL,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, key)
) STRICT, WITHOUT ROWID;

-- Records of kinds that only a later version of the program knows: passed on as they are.
-- kind: group and name; key: the record's own; a row is one record like any other.
CREATE TABLE unknown (
    list        INTEGER NOT NULL,
    key         TEXT NOT NULL,
    grp         TEXT NOT NULL,
    kind        TEXT NOT NULL,
    hash        INTEGER NOT NULL,
    extra       TEXT,
    floor       TEXT NOT NULL,
    life        TEXT NOT NULL,
    stamp       TEXT NOT NULL,
    deleted     INTEGER NOT NULL,
    unpublished INTEGER NOT NULL,
    PRIMARY KEY (list, grp, kind, key)
) STRICT, WITHOUT ROWID;

-- What is to be told to the other hosts is found without reading everything, in the order of containers.
CREATE INDEX list_unpublished ON list (list, hash) WHERE unpublished = 1;
CREATE INDEX setting_unpublished ON setting (list, hash) WHERE unpublished = 1;
CREATE INDEX owner_unpublished ON owner (list, hash) WHERE unpublished = 1;
CREATE INDEX sender_unpublished ON sender (list, hash) WHERE unpublished = 1;
CREATE INDEX site_sender_unpublished ON site_sender (list, hash) WHERE unpublished = 1;
CREATE INDEX header_rule_unpublished ON header_rule (list, hash) WHERE unpublished = 1;
CREATE INDEX site_header_rule_unpublished ON site_header_rule (list, hash) WHERE unpublished = 1;
CREATE INDEX subscriber_unpublished ON subscriber (list, hash) WHERE unpublished = 1;
CREATE INDEX secret_unpublished ON secret (list, hash) WHERE unpublished = 1;
CREATE INDEX event_unpublished ON event (list, hash) WHERE unpublished = 1;
CREATE INDEX application_unpublished ON application (list, hash) WHERE unpublished = 1;
CREATE INDEX letter_unpublished ON letter (list, hash) WHERE unpublished = 1;
CREATE INDEX bounce_unpublished ON bounce (list, hash) WHERE unpublished = 1;
CREATE INDEX standing_unpublished ON standing (list, hash) WHERE unpublished = 1;
CREATE INDEX notice_unpublished ON notice (list, hash) WHERE unpublished = 1;
CREATE INDEX unknown_unpublished ON unknown (list, hash) WHERE unpublished = 1;

-- What is kept for a while only is found when it has had its time.
CREATE INDEX event_life ON event (life);
CREATE INDEX application_life ON application (life);
CREATE INDEX letter_life ON letter (life);
CREATE INDEX bounce_life ON bounce (life);
CREATE INDEX standing_life ON standing (life);
CREATE INDEX notice_life ON notice (life);

-- What came back of one message, and of all since a day: a key ends with both.
CREATE INDEX bounce_message ON bounce (substr(key, -15), origin) WHERE deleted = 0;

-- What a sweep looks for: probes, and who gets no posts.
CREATE INDEX standing_probe ON standing (probe) WHERE probe IS NOT NULL;
CREATE INDEX subscriber_bounced ON subscriber (key) WHERE bounced IS NOT NULL;

-- How many letters went to anybody.
CREATE INDEX letter_sent ON letter (sent) WHERE deleted = 0;

-- How many digits of the hash tell a group's containers apart, where it is more than none.
CREATE TABLE layout (
    list   INTEGER NOT NULL,
    grp    TEXT NOT NULL,
    digits INTEGER NOT NULL,
    PRIMARY KEY (list, grp)
) STRICT, WITHOUT ROWID;

-- What this host remembers of its exchanges with the others (Core/Records/ReplicaState.cs): one row.
CREATE TABLE exchange (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    cluster   TEXT,                          -- null: it stands alone
    instance  TEXT NOT NULL,
    sequence  INTEGER NOT NULL,
    reserved  INTEGER NOT NULL,
    full_read INTEGER,                       -- milliseconds since 1970
    exchange  INTEGER                        -- the same
) STRICT;

-- How far it has read of each other host's feed.
CREATE TABLE seen (
    host     TEXT PRIMARY KEY,
    instance TEXT NOT NULL,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Values in Consul that cannot be read, for `status`.
CREATE TABLE trouble (
    key  TEXT PRIMARY KEY,                   -- in Consul, without the prefix
    text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

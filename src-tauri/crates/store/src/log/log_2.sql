-- Format 2: ops of other desks come in over hubs (docs/sharing.md).

-- What stands in the stream: 0 its installation's own ops, 1 ops it carries. `own` = 2: carried by this installation;
-- the newest one is in use.
ALTER TABLE stream ADD COLUMN carries INTEGER NOT NULL DEFAULT 0;
-- A stretch of another stream that does not follow on what that stream's own row holds (a fork, or what came after a
-- hole): the stream's identity. `stream_id` is then made from the first op. NULL = the row is the stream itself.
ALTER TABLE stream ADD COLUMN branch_of BLOB;
-- The place before the first op held.
ALTER TABLE stream ADD COLUMN from_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stream ADD COLUMN from_hash BLOB;

-- Places of carried ops: transport only, no acts.
CREATE TABLE carried (
    stream_no INTEGER NOT NULL REFERENCES stream,
    seq       INTEGER NOT NULL,
    op_no     INTEGER NOT NULL,
    hash      BLOB NOT NULL,                -- blake3(hash before it || the op's own hash)
    PRIMARY KEY (stream_no, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX carried_op ON carried (op_no);

-- What came and is not what it claims, or cannot be read yet: kept with its reason, asked for again.
CREATE TABLE aside (
    mark      BLOB PRIMARY KEY NOT NULL,    -- blake3 of its bytes: the same thing stands here once
    space_id  BLOB NOT NULL,
    stream_id BLOB NOT NULL,
    seq       INTEGER NOT NULL,
    op_id     BLOB,                         -- which op it claims to be, where its header can be read
    reason    TEXT NOT NULL,
    header    BLOB NOT NULL,
    body      BLOB,
    at_utc_ms INTEGER NOT NULL              -- when it came first
) STRICT, WITHOUT ROWID;

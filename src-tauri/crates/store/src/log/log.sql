-- The log and what belongs to this installation. Only these tables ever migrate; everything else in the file
-- is derived from `op` and can be thrown away.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY NOT NULL,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- One installation's ops in one space, numbered 1, 2, 3 ... without holes.
CREATE TABLE stream (
    stream_no INTEGER PRIMARY KEY,
    space_id  BLOB NOT NULL,
    stream_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    own       INTEGER NOT NULL,             -- 1 = written by this installation; the newest one is in use
    have_seq  INTEGER NOT NULL DEFAULT 0,   -- last op held
    have_hash BLOB,                         -- its hash; NULL before the first
    clock     INTEGER NOT NULL DEFAULT 0,   -- own streams: the last hybrid clock given out
    UNIQUE (space_id, stream_id)
) STRICT;

CREATE TABLE op (
    op_no      INTEGER PRIMARY KEY,         -- order of arrival here; never leaves this file
    op_id      BLOB NOT NULL UNIQUE,        -- the identity
    stream_no  INTEGER NOT NULL REFERENCES stream,
    seq        INTEGER NOT NULL,
    act_id     BLOB NOT NULL,               -- ops of one act are undone as one
    hlc        INTEGER NOT NULL,
    user_id    BLOB,                        -- NULL = not known
    device_id  BLOB NOT NULL,
    at_utc_ms  INTEGER NOT NULL,
    tz_min     INTEGER NOT NULL,
    app_ver    TEXT NOT NULL,
    kind       TEXT NOT NULL,
    kind_ver   INTEGER NOT NULL,
    min_reader INTEGER NOT NULL,
    entity_id  BLOB,                        -- the thing it is mainly about; the others stand in op_entity
    header     BLOB NOT NULL,               -- exact bytes; the columns above are copies of it
    body       BLOB,                        -- exact bytes; NULL only after redaction
    body_hash  BLOB NOT NULL,
    prev_hash  BLOB,                        -- NULL for the first of a stream
    hash       BLOB NOT NULL,               -- blake3(prev_hash || header)
    state      INTEGER NOT NULL,            -- 0 applied, 1 kept: a newer version understands it
    UNIQUE (stream_no, seq)
) STRICT;

CREATE TRIGGER op_is_never_deleted BEFORE DELETE ON op
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- INSERT OR REPLACE deletes without firing the trigger above.
CREATE TRIGGER op_is_never_replaced BEFORE INSERT ON op
WHEN EXISTS (SELECT 1 FROM op WHERE op_id = NEW.op_id)
  OR EXISTS (SELECT 1 FROM op WHERE stream_no = NEW.stream_no AND seq = NEW.seq)
  OR EXISTS (SELECT 1 FROM op WHERE op_no = NEW.op_no)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER op_is_never_edited BEFORE UPDATE OF
    op_no, op_id, stream_no, seq, act_id, hlc, user_id, device_id, at_utc_ms, tz_min, app_ver, kind, kind_ver,
    min_reader, entity_id, header, body_hash, prev_hash, hash ON op
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER op_body_is_only_redacted BEFORE UPDATE OF body ON op WHEN NEW.body IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

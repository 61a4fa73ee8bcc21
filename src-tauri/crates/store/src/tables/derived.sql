-- Derived from the log beside the read tables; dropped and made again by a rebuild.

-- Every thing's identity, also of those only referred to so far.
CREATE TABLE entity (
    no    INTEGER PRIMARY KEY,
    id    BLOB NOT NULL,                    -- indexed in tables/mod.rs
    kind  TEXT,                             -- NULL while only referred to
    op_no INTEGER                           -- first op that set something on it; NULL while only referred to
) STRICT;
-- What came with an act, for the list of requests: the kinds that say what a request is and where it stands, no others, for
-- every write of one of them pays for it.
CREATE INDEX entity_request ON entity (op_no) WHERE kind IN ('request', 'request_state', 'request_fact');

-- Ops after the first that set something on a thing.
CREATE TABLE later_op (
    entity_no INTEGER NOT NULL,
    op_no     INTEGER NOT NULL,
    PRIMARY KEY (entity_no, op_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX later_op_op ON later_op (op_no);

-- Which ops touched which thing: its history.
CREATE VIEW op_entity (entity_no, op_no) AS
    SELECT no, op_no FROM entity WHERE op_no IS NOT NULL
    UNION ALL
    SELECT entity_no, op_no FROM later_op;

-- Acts in order, with what undo and redo need.
CREATE TABLE act (
    first_op  INTEGER PRIMARY KEY,          -- op_no of its first op
    last_op   INTEGER NOT NULL,
    act_id    BLOB NOT NULL UNIQUE,
    stream_no INTEGER NOT NULL,
    kind      TEXT NOT NULL,                -- set, undo, redo
    label     TEXT,                         -- JSON of domain::ops::Label
    of        BLOB,                         -- the act taken back or done again
    state     INTEGER NOT NULL DEFAULT 0,   -- 0 stands, 1 undone, 2 undone and something new done since
    undone_by INTEGER                       -- op_no of the newest undo
) STRICT;
CREATE INDEX act_standing ON act (stream_no, first_op) WHERE kind = 'set' AND state = 0;
CREATE INDEX act_undone ON act (stream_no, undone_by) WHERE state = 1;

-- Ops that a redaction named: they lose their body wherever they are, also when they come later.
CREATE TABLE emptied (
    op_id BLOB PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- Fields in which a write met another value than the one its author saw: two people may have changed them at once.
CREATE TABLE contested (
    entity_no INTEGER NOT NULL,
    field     TEXT NOT NULL,
    PRIMARY KEY (entity_no, field)
) STRICT, WITHOUT ROWID;

-- Occurrences gathered by workaround, calendar month of the local day, day and minutes.
CREATE TABLE occurrence_month (
    workaround INTEGER NOT NULL,
    month      INTEGER NOT NULL,            -- year * 12 + month - 1
    cells      BLOB NOT NULL,               -- packed, see derive/cells.rs
    PRIMARY KEY (workaround, month)
) STRICT, WITHOUT ROWID;

-- Human numbers by their letters and the desk that wrote them: the highest, and its first op there that gave one; none
-- where all of them were imported.
CREATE TABLE numbering (
    letters TEXT NOT NULL,
    desk    BLOB NOT NULL,
    highest INTEGER NOT NULL,
    hlc     INTEGER,
    op_id   BLOB,
    PRIMARY KEY (letters, desk)
) STRICT, WITHOUT ROWID;

-- Single derived values: 'zone' the rollup stands in.
CREATE TABLE derived_value (
    key   TEXT PRIMARY KEY NOT NULL,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;

-- Things of kinds that only a newer version knows, as registers {field: [value, hlc, op_no]}.
CREATE TABLE other_thing (
    no        INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    registers TEXT NOT NULL,
    PRIMARY KEY (no, kind)
) STRICT, WITHOUT ROWID;

-- Words of every field the registry calls searched. rowid = entity.no; the text itself stands in the read tables.
CREATE VIRTUAL TABLE search USING fts5 (
    key, title, detail,
    content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
-- Words wait in memory, 8 MB of them, before they are written as a piece of the index. With the usual 1 MB an import
-- of 120,000 rows would write eight times as many pieces, and merge them again.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);

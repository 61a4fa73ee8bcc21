-- Format 4: by which key a signature was found good, who carried what is kept aside, and what need not be
-- asked for again (docs/sharing.md).

-- The public key by which the furthest signature of a row was found good; NULL where it came before there was this.
ALTER TABLE stream ADD COLUMN signed_key BLOB;

-- The installation that carried an op that is kept aside; NULL where it came in its own desk's stream, or before there
-- was this.
ALTER TABLE aside ADD COLUMN carrier_id BLOB;

-- Pieces of hubs of which something was kept aside because nobody vouched for it: while the same is known of who may write
-- they are not asked for again.
CREATE TABLE unvouched (
    space_id  BLOB NOT NULL,
    stream_id BLOB NOT NULL,
    carries   INTEGER NOT NULL,
    from_seq  INTEGER NOT NULL,
    from_hash BLOB,
    have_seq  INTEGER NOT NULL,
    have_hash BLOB NOT NULL,
    knowledge BLOB NOT NULL,                -- a mark of what was known
    PRIMARY KEY (space_id, stream_id, have_seq, have_hash, from_seq)
) STRICT, WITHOUT ROWID;

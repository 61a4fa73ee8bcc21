-- Format 3: desks sign what they send; ops that nobody vouches for are kept aside, and can be let in (docs/sharing.md).

-- The furthest signature of its desk that came with what stands in a row of another's, to be handed on with it.
ALTER TABLE stream ADD COLUMN signed_seq INTEGER;
ALTER TABLE stream ADD COLUMN signature BLOB;

-- Where such an op stands in the stream it was written in, and whose that is; NULL where it could not be read, or came
-- before there was this.
ALTER TABLE aside ADD COLUMN device_id BLOB;
ALTER TABLE aside ADD COLUMN prev_hash BLOB;
ALTER TABLE aside ADD COLUMN hash BLOB;

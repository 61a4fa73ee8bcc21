-- Format 6: an op that came without its body takes it when it comes later (docs/sharing.md).

DROP TRIGGER op_body_is_only_redacted;
CREATE TRIGGER op_body_is_only_redacted BEFORE UPDATE OF body ON op WHEN NEW.body IS NOT NULL AND OLD.body IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Few: asked at each meeting for those that no redaction names.
CREATE INDEX op_without_body ON op (op_no) WHERE body IS NULL;

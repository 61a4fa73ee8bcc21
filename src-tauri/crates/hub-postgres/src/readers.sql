-- Desks that only read: what keepalive_desk may, without opening a stream, appending an op, beginning a clinic, taking
-- bodies away, letting anybody else in, or ending what lets somebody in. Said again by every `hub init` and for every such desk: it changes nothing
-- where it stands. Which functions there are depends on how old the hub is.
DO $$ DECLARE may regprocedure; BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keepalive_reader') THEN
    CREATE ROLE keepalive_reader NOLOGIN;
  END IF;
  GRANT USAGE ON SCHEMA keepalive TO keepalive_reader;
  GRANT SELECT ON keepalive.about, keepalive.stream, keepalive.op TO keepalive_reader;
  FOR may IN SELECT oid FROM pg_proc
              WHERE pronamespace = 'keepalive'::regnamespace
                AND proname IN ('my_clinic', 'my_space', 'invites', 'answer_invite', 'sheets',
                                'key_files', 'lay_key_file') LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO keepalive_reader', may);
  END LOOP;
  -- It could once.
  FOR may IN SELECT oid FROM pg_proc
              WHERE pronamespace = 'keepalive'::regnamespace AND proname = 'end_invite' LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM keepalive_reader', may);
  END LOOP;
END $$

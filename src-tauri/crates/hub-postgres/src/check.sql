-- Chains: every op on the one before it, from 1 to the head.
WITH chain AS (
  SELECT stream, seq, prev, hash,
         lag(seq, 1, 0::bigint) OVER place AS seq_before, lag(hash) OVER place AS hash_before
    FROM keepalive.op
  WINDOW place AS (PARTITION BY stream ORDER BY seq)
), ends AS (
  SELECT s.stream, s.head_seq, s.head_hash, o.seq AS last_seq, o.hash AS last_hash
    FROM keepalive.stream s
    LEFT JOIN LATERAL (SELECT seq, hash FROM keepalive.op WHERE stream = s.stream ORDER BY seq DESC LIMIT 1) o ON true
), triggers (name) AS (
  VALUES ('await_redactions'), ('keep_empty'), ('extend'), ('append_only'), ('never_emptied')
)
SELECT 'hole' AS kind, format('stream %s: after %s comes %s', stream, seq_before, seq) AS detail
  FROM chain WHERE seq <> seq_before + 1
UNION ALL
SELECT 'other_chain', format('stream %s: %s does not follow what stands before it', stream, seq)
  FROM chain WHERE prev IS DISTINCT FROM hash_before
UNION ALL
SELECT 'head', format('stream %s: its head says %s, its last op is %s', stream, head_seq, coalesce(last_seq, 0))
  FROM ends WHERE head_seq <> coalesce(last_seq, 0) OR head_hash IS DISTINCT FROM last_hash
UNION ALL
-- Privileges: nothing but reading and appending.
SELECT 'privilege', format('%s may %s %s', grantee, lower(privilege_type), table_name)
  FROM information_schema.table_privileges
 WHERE table_schema = 'keepalive' AND grantee <> (SELECT tableowner FROM pg_tables WHERE schemaname = 'keepalive' LIMIT 1)
   AND NOT (grantee IN ('keepalive_desk', 'keepalive_reader') AND privilege_type = 'SELECT' AND table_name IN ('about', 'stream', 'op'))
UNION ALL
SELECT 'privilege', format('%s may %s %s.%s', grantee, lower(privilege_type), table_name, column_name)
  FROM information_schema.column_privileges
 WHERE table_schema = 'keepalive'
   AND (privilege_type = 'UPDATE' OR privilege_type = 'INSERT' AND grantee <> 'keepalive_desk')
   AND grantee <> (SELECT tableowner FROM pg_tables WHERE schemaname = 'keepalive' LIMIT 1)
UNION ALL
SELECT 'privilege', format('%s may run %s; hub init takes that back', grantee, routine_name)
  FROM information_schema.routine_privileges
 WHERE routine_schema = 'keepalive' AND grantee = 'keepalive_reader'
   AND routine_name NOT IN ('my_clinic', 'my_space', 'invites', 'answer_invite', 'sheets', 'key_files', 'lay_key_file')
UNION ALL
SELECT 'row_security', format('rows of every clinic are seen in %s', relname)
  FROM pg_class WHERE oid IN ('keepalive.stream'::regclass, 'keepalive.op'::regclass) AND NOT relrowsecurity
UNION ALL
SELECT 'trigger', format('%s does not stand on the ops, or sleeps', t.name)
  FROM triggers t LEFT JOIN pg_trigger g ON g.tgrelid = 'keepalive.op'::regclass AND g.tgname = t.name
 WHERE g.tgenabled IS DISTINCT FROM 'O'
UNION ALL
-- Logins: a desk is nothing more than a desk, and a revoked one cannot come in.
SELECT 'login', format('%s passes row-level security by', r.rolname)
  FROM keepalive.device d JOIN pg_roles r ON r.rolname = d.login WHERE r.rolsuper OR r.rolbypassrls
UNION ALL
SELECT 'login', format('%s is to read only and may write', r.rolname)
  FROM keepalive.device d JOIN pg_roles r ON r.rolname = d.login
 WHERE (SELECT count(*) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
         WHERE m.member = r.oid AND g.rolname IN ('keepalive_desk', 'keepalive_reader')) > 1
UNION ALL
SELECT 'login', format('%s was taken back and can log in', r.rolname)
  FROM keepalive.device d JOIN pg_roles r ON r.rolname = d.login WHERE d.revoked_at IS NOT NULL AND r.rolcanlogin
UNION ALL
SELECT 'login', format('%s has no role on this server', d.login)
  FROM keepalive.device d WHERE d.revoked_at IS NULL AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = d.login)

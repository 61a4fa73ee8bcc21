-- A hub's tables, format 1. Made by `hub init` and owned by the role that ran it; desks are members of keepalive_desk.
--
-- A desk may read the ops of its clinic's space and append to the streams it opened. That is all: no privilege to
-- update or delete stands anywhere, and what moves by itself (heads, emptied bodies) is moved by functions of the owner.
CREATE SCHEMA keepalive;

CREATE TABLE keepalive.about (
  format  integer     NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);

-- Who may read: a clinic is one space. Its first desk names the space, and proves which key it is sealed with.
CREATE TABLE keepalive.clinic (
  clinic integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name   text  NOT NULL UNIQUE,
  space  uuid  UNIQUE,
  proof  bytea CHECK ((proof IS NULL) = (space IS NULL))
);

-- One login role for each desk. A revoked one stays: it says whose streams those are.
CREATE TABLE keepalive.device (
  login      name        PRIMARY KEY,
  name       text        NOT NULL UNIQUE,
  clinic     integer     NOT NULL REFERENCES keepalive.clinic,
  added_at   timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);

-- One chain per stream, written by one login. The head is moved by keepalive.extend alone.
CREATE TABLE keepalive.stream (
  stream    uuid        PRIMARY KEY,
  space     uuid        NOT NULL REFERENCES keepalive.clinic (space),
  login     name        NOT NULL DEFAULT session_user REFERENCES keepalive.device,
  device    uuid        NOT NULL,
  carries   boolean     NOT NULL,
  head_seq  bigint      NOT NULL DEFAULT 0,
  head_hash bytea       CHECK ((head_hash IS NULL) = (head_seq = 0)),
  opened_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (stream, space)
);

-- One row per op. Its place, its identity and the chain are clear, so that the engine can refuse what does not follow;
-- header and body are sealed with the clinic's key.
CREATE TABLE keepalive.op (
  stream      uuid        NOT NULL,
  seq         bigint      NOT NULL CHECK (seq > 0),
  space       uuid        NOT NULL,
  op          uuid        NOT NULL,
  prev        bytea       CHECK ((prev IS NULL) = (seq = 1)),
  hash        bytea       NOT NULL CHECK (octet_length(hash) = 32),
  header      bytea       NOT NULL,
  body        bytea,
  received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (stream, seq),
  FOREIGN KEY (stream, space) REFERENCES keepalive.stream (stream, space)
);
-- Sealed bytes do not compress: trying costs time and gains nothing.
ALTER TABLE keepalive.op ALTER header SET STORAGE EXTERNAL, ALTER body SET STORAGE EXTERNAL;

-- Ops that a redaction named. They lose their body here too, also those that come later.
CREATE TABLE keepalive.emptied (
  space uuid        NOT NULL,
  op    uuid        NOT NULL,
  login name        NOT NULL DEFAULT session_user,
  at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (space, op)
);

-- Who is asking. session_user is who logged in; no SET ROLE changes it. A revoked desk is nobody at once.
CREATE FUNCTION keepalive.my_clinic(OUT name text, OUT space uuid, OUT proof bytea) RETURNS SETOF record
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ SELECT c.name, c.space, c.proof FROM device d JOIN clinic c USING (clinic)
    WHERE d.login = session_user AND d.revoked_at IS NULL $$;

CREATE FUNCTION keepalive.my_space() RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ SELECT c.space FROM device d JOIN clinic c USING (clinic)
    WHERE d.login = session_user AND d.revoked_at IS NULL $$;

CREATE FUNCTION keepalive.my_streams() RETURNS uuid[]
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ SELECT coalesce(array_agg(s.stream), '{}') FROM stream s JOIN device d USING (login)
    WHERE d.login = session_user AND d.revoked_at IS NULL $$;

-- The first desk of a clinic names its space. Whether it was the first.
CREATE FUNCTION keepalive.begin(new_space uuid, new_proof bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ BEGIN
  UPDATE clinic c SET space = new_space, proof = new_proof
    FROM device d
   WHERE c.clinic = d.clinic AND c.space IS NULL AND d.login = session_user AND d.revoked_at IS NULL;
  RETURN FOUND;
END $$;

-- Takes the body from ops that a redaction names, for good. Waits for pushes under way, so that none slips past.
CREATE FUNCTION keepalive.empty_ops(named uuid[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ DECLARE here uuid := my_space(); BEGIN
  PERFORM FROM clinic WHERE space = here FOR NO KEY UPDATE;
  INSERT INTO emptied (space, op) SELECT here, named_op FROM unnest(named) named_op WHERE here IS NOT NULL
    ON CONFLICT DO NOTHING;
  UPDATE op SET body = NULL WHERE space = here AND op.op = ANY (named) AND body IS NOT NULL;
END $$;

-- Before ops are appended: redactions under way come first, and what one of them named comes in empty.
CREATE FUNCTION keepalive.await_redactions() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ BEGIN
  PERFORM FROM clinic WHERE space = my_space() FOR SHARE;
  RETURN NULL;
END $$;
CREATE TRIGGER await_redactions BEFORE INSERT ON keepalive.op
  FOR EACH STATEMENT EXECUTE FUNCTION keepalive.await_redactions();

CREATE FUNCTION keepalive.keep_empty() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ BEGIN
  IF EXISTS (SELECT FROM emptied e WHERE e.space = NEW.space AND e.op = NEW.op) THEN NEW.body := NULL; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_empty BEFORE INSERT ON keepalive.op
  FOR EACH ROW EXECUTE FUNCTION keepalive.keep_empty();

-- Ops are appended at the head, in order, each on the hash before it; the head moves in the same statement. The head's
-- row is the only lock, and only its own desk ever wants it.
CREATE FUNCTION keepalive.extend() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ DECLARE came record; head record; BEGIN
  FOR came IN SELECT stream, min(seq) AS first, max(seq) AS last, count(*) AS ops FROM came_in GROUP BY stream LOOP
    SELECT head_seq, head_hash INTO head FROM stream WHERE stream = came.stream FOR NO KEY UPDATE;
    IF came.first <> head.head_seq + 1 OR came.last - came.first + 1 <> came.ops THEN
      RAISE EXCEPTION 'a hole: stream % ends at %, and what came goes from % to %',
        came.stream, head.head_seq, came.first, came.last USING ERRCODE = 'KP001';
    END IF;
    PERFORM FROM (SELECT prev, lag(hash, 1, head.head_hash) OVER (ORDER BY seq) AS before
                    FROM came_in WHERE stream = came.stream) link
      WHERE link.prev IS DISTINCT FROM link.before;
    IF FOUND THEN
      RAISE EXCEPTION 'another chain: what came does not follow what stands in stream %', came.stream
        USING ERRCODE = 'KP002';
    END IF;
    UPDATE stream SET head_seq = came.last,
                      head_hash = (SELECT hash FROM came_in WHERE stream = came.stream AND seq = came.last)
     WHERE stream = came.stream;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER extend AFTER INSERT ON keepalive.op REFERENCING NEW TABLE AS came_in
  FOR EACH STATEMENT EXECUTE FUNCTION keepalive.extend();

-- Nobody edits the log, its owner not by mistake either. A redaction takes a body away, and nothing else.
CREATE FUNCTION keepalive.append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.body IS NULL AND (NEW.stream, NEW.seq, NEW.space, NEW.op, NEW.prev, NEW.hash, NEW.header, NEW.received_at)
       IS NOT DISTINCT FROM (OLD.stream, OLD.seq, OLD.space, OLD.op, OLD.prev, OLD.hash, OLD.header, OLD.received_at)
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'ops are only ever appended' USING ERRCODE = 'KP003';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON keepalive.op
  FOR EACH ROW EXECUTE FUNCTION keepalive.append_only();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON keepalive.op
  FOR EACH STATEMENT EXECUTE FUNCTION keepalive.append_only();

-- Rows of another space do not exist for a desk. The sub-selects are worked out once a statement.
ALTER TABLE keepalive.stream ENABLE ROW LEVEL SECURITY;
ALTER TABLE keepalive.op     ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads  ON keepalive.stream FOR SELECT USING (space = (SELECT keepalive.my_space()));
CREATE POLICY opens  ON keepalive.stream FOR INSERT
  WITH CHECK (space = (SELECT keepalive.my_space()) AND login = session_user);
CREATE POLICY reads  ON keepalive.op FOR SELECT USING (space = (SELECT keepalive.my_space()));
CREATE POLICY writes ON keepalive.op FOR INSERT
  WITH CHECK (space = (SELECT keepalive.my_space()) AND stream = ANY ((SELECT keepalive.my_streams())::uuid[]));

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keepalive FROM PUBLIC;
GRANT USAGE ON SCHEMA keepalive TO keepalive_desk;
GRANT EXECUTE ON FUNCTION keepalive.my_clinic(), keepalive.my_space(), keepalive.my_streams(),
  keepalive.begin(uuid, bytea), keepalive.empty_ops(uuid[]) TO keepalive_desk;
GRANT SELECT ON keepalive.about, keepalive.stream, keepalive.op TO keepalive_desk;
GRANT INSERT (stream, space, device, carries) ON keepalive.stream TO keepalive_desk;
GRANT INSERT (stream, seq, space, op, prev, hash, header, body) ON keepalive.op TO keepalive_desk;

INSERT INTO keepalive.about (format) VALUES (1);

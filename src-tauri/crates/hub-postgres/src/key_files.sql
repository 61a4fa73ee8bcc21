-- Who is in and the later keys: cards of desks and recovery sheets, sealed, and the beginnings of epochs, signed. Written
-- once. Desks have no privilege on the table: they come by the functions, which see their clinic's rows only.
CREATE TABLE keepalive.key_file (
  clinic  integer     NOT NULL REFERENCES keepalive.clinic,
  name    text        NOT NULL CHECK (name ~ '^[a-z0-9-]{1,160}$'),
  content bytea       NOT NULL CHECK (octet_length(content) <= 262144),
  login   name        NOT NULL DEFAULT session_user,
  laid_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic, name)
);

-- Lays one down; what stands under this name stays. Whether it stands: a clinic has 10,000 at most.
CREATE FUNCTION keepalive.lay_key_file(new_name text, new_content bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ DECLARE here integer; BEGIN
  SELECT clinic INTO here FROM device WHERE login = session_user AND revoked_at IS NULL;
  INSERT INTO key_file (clinic, name, content)
    SELECT here, new_name, new_content WHERE here IS NOT NULL
       AND (SELECT count(*) FROM key_file WHERE clinic = here) < 10000
    ON CONFLICT DO NOTHING;
  RETURN EXISTS (SELECT FROM key_file WHERE clinic = here AND name = new_name);
END $$;

-- The clinic's.
CREATE FUNCTION keepalive.key_files(OUT name text, OUT content bytea) RETURNS SETOF record
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ SELECT k.name, k.content FROM key_file k JOIN device d USING (clinic)
    WHERE d.login = session_user AND d.revoked_at IS NULL ORDER BY k.name $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keepalive FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keepalive.lay_key_file(text, bytea), keepalive.key_files() TO keepalive_desk;

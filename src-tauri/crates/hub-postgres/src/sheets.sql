-- The clinic's key, wrapped for each recovery sheet: what is sealed here opens with a key that is on paper only. Desks
-- have no privilege on the table: they come by the functions, which see their clinic's rows only.
CREATE TABLE keepalive.sheet (
  clinic  integer     NOT NULL REFERENCES keepalive.clinic,
  name    text        NOT NULL CHECK (name ~ '^\d{4}-\d{2}-\d{2}-[a-z0-9]{8}$'),
  wrapped bytea       NOT NULL CHECK (octet_length(wrapped) <= 4096),
  login   name        NOT NULL DEFAULT session_user,
  laid_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (clinic, name)
);

-- Lays what a sheet opens down; what stands under this name stays. Whether it stands: a clinic has 100 at most.
CREATE FUNCTION keepalive.lay_sheet(new_name text, new_wrapped bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ DECLARE here integer; BEGIN
  SELECT clinic INTO here FROM device WHERE login = session_user AND revoked_at IS NULL;
  INSERT INTO sheet (clinic, name, wrapped)
    SELECT here, new_name, new_wrapped WHERE here IS NOT NULL
       AND (SELECT count(*) FROM sheet WHERE clinic = here) < 100
    ON CONFLICT DO NOTHING;
  RETURN EXISTS (SELECT FROM sheet WHERE clinic = here AND name = new_name);
END $$;

-- What the clinic's sheets open.
CREATE FUNCTION keepalive.sheets(OUT name text, OUT wrapped bytea) RETURNS SETOF record
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ SELECT s.name, s.wrapped FROM sheet s JOIN device d USING (clinic)
    WHERE d.login = session_user AND d.revoked_at IS NULL ORDER BY s.name $$;

-- Takes away what this desk laid down within the hour, for a sheet that was not printed. Older ones are on paper.
CREATE FUNCTION keepalive.end_sheet(of_name text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ DELETE FROM sheet s USING device d
    WHERE s.name = of_name AND s.clinic = d.clinic AND s.login = session_user
      AND s.laid_at > now() - interval '1 hour' AND d.login = session_user AND d.revoked_at IS NULL $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keepalive FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keepalive.lay_sheet(text, bytea), keepalive.sheets(), keepalive.end_sheet(text)
  TO keepalive_desk;

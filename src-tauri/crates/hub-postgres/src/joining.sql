-- Invitations and their answers, while a code serves: 15 minutes by this server's clock. They are sealed with a code that
-- never comes here. Desks have no privilege on the table: they come by the functions, which see their clinic's rows only.
CREATE TABLE keepalive.invite (
  invite  uuid        PRIMARY KEY,
  clinic  integer     NOT NULL REFERENCES keepalive.clinic,
  login   name        NOT NULL DEFAULT session_user,
  sealed  bytea       NOT NULL CHECK (octet_length(sealed) <= 4096),
  laid_at timestamptz NOT NULL DEFAULT now(),
  guest   uuid,
  answer  bytea       CHECK (octet_length(answer) <= 4096),
  CHECK ((guest IS NULL) = (answer IS NULL))
);

-- The clinic of who is asking; a revoked desk has none.
CREATE FUNCTION keepalive.my_clinic_number() RETURNS integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ SELECT clinic FROM device WHERE login = session_user AND revoked_at IS NULL $$;

-- Lays an invitation down. A desk has one at a time, and those that are out of date go.
CREATE FUNCTION keepalive.lay_invite(new_invite uuid, new_sealed bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ BEGIN
  DELETE FROM invite WHERE clinic = my_clinic_number()
    AND (login = session_user OR laid_at <= now() - interval '15 minutes');
  INSERT INTO invite (invite, clinic, sealed)
    SELECT new_invite, my_clinic_number(), new_sealed WHERE my_clinic_number() IS NOT NULL;
  RETURN FOUND;
END $$;

-- The clinic's invitations that serve now.
CREATE FUNCTION keepalive.invites(OUT invite uuid, OUT sealed bytea, OUT answer bytea) RETURNS SETOF record
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ SELECT i.invite, i.sealed, i.answer FROM invite i
    WHERE i.clinic = my_clinic_number() AND i.laid_at > now() - interval '15 minutes' ORDER BY i.laid_at $$;

-- Answers an invitation: the first guest does, and the same one again. Whether it was that one.
CREATE FUNCTION keepalive.answer_invite(of_invite uuid, new_guest uuid, new_answer bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ BEGIN
  UPDATE invite SET guest = new_guest, answer = new_answer
   WHERE invite = of_invite AND clinic = my_clinic_number() AND (guest IS NULL OR guest = new_guest)
     AND laid_at > now() - interval '15 minutes';
  RETURN FOUND;
END $$;

-- Takes an invitation away, with its answer.
CREATE FUNCTION keepalive.end_invite(of_invite uuid) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = keepalive, pg_temp AS
$$ DELETE FROM invite WHERE invite = of_invite AND clinic = my_clinic_number() $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA keepalive FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keepalive.lay_invite(uuid, bytea), keepalive.invites(),
  keepalive.answer_invite(uuid, uuid, bytea), keepalive.end_invite(uuid) TO keepalive_desk;

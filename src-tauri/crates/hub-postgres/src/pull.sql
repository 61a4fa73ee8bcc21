-- $1 stream, $2 and $3 points that the desk knows, $4 the place to stop at, $5 most ops, $6 bytes to stop after
WITH known AS (
  SELECT coalesce(max(o.seq), 0) AS seq
    FROM unnest($2::bigint[], $3::bytea[]) AS k (seq, hash)
    JOIN keepalive.op o ON o.stream = $1 AND o.seq = k.seq AND o.hash = k.hash
), next AS (
  SELECT o.seq, o.prev, o.header, o.body
    FROM keepalive.op o
   WHERE o.stream = $1 AND o.seq > (SELECT seq FROM known) AND o.seq <= $4
   ORDER BY o.seq LIMIT $5
), weighed AS (
  SELECT n.*, sum(octet_length(n.header) + coalesce(octet_length(n.body), 0)) OVER before AS bytes
    FROM next n
  WINDOW before AS (ORDER BY n.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT w.seq, w.prev, w.header, w.body, s.device
  FROM weighed w JOIN keepalive.stream s ON s.stream = $1
 WHERE coalesce(w.bytes, 0) < $6
 ORDER BY w.seq

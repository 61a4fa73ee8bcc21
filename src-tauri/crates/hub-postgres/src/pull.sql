-- $1 streams, $2 the place in each to stop at; $3 to $5 points that the desk knows: in which of the streams, place, hash;
-- $6 most ops, $7 bytes to stop after
WITH asked AS (
  SELECT a.nth, a.stream, a.upto,
         (SELECT coalesce(max(o.seq), 0)
            FROM unnest($3::bigint[], $4::bigint[], $5::bytea[]) AS k (nth, seq, hash)
            JOIN keepalive.op o ON o.stream = a.stream AND o.seq = k.seq AND o.hash = k.hash
           WHERE k.nth = a.nth) AS known
    FROM unnest($1::uuid[], $2::bigint[]) WITH ORDINALITY AS a (stream, upto, nth)
), next AS (
  SELECT a.nth, a.stream, o.seq, o.prev, o.header, o.body
    FROM asked a
   CROSS JOIN LATERAL (SELECT o.seq, o.prev, o.header, o.body
                         FROM keepalive.op o
                        WHERE o.stream = a.stream AND o.seq > a.known AND o.seq <= a.upto
                        ORDER BY o.seq LIMIT $6) o
   ORDER BY a.nth, o.seq LIMIT $6
), weighed AS (
  SELECT n.*, sum(octet_length(n.header) + coalesce(octet_length(n.body), 0)) OVER before AS bytes
    FROM next n
  WINDOW before AS (ORDER BY n.nth, n.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT w.nth, w.seq, w.prev, w.header, w.body, s.device
  FROM weighed w JOIN keepalive.stream s USING (stream)
 WHERE coalesce(w.bytes, 0) < $7
 ORDER BY w.nth, w.seq

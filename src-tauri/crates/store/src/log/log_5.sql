-- Format 5: which copies of a piece were fetched in vain, and how much is kept aside (docs/sharing.md).

-- A mark of what lay at the hub as the piece. What was noted before there was this is asked for once more.
DELETE FROM unvouched;
ALTER TABLE unvouched ADD COLUMN copies BLOB NOT NULL DEFAULT x'';

-- How much of what is kept aside could be let in, by whose it says it is and who carried it (x'' = nobody did): asked with
-- every screen, however much that is.
CREATE TABLE aside_count (
    device_id  BLOB NOT NULL,
    carrier_id BLOB NOT NULL,
    reason     TEXT NOT NULL,
    ops        INTEGER NOT NULL,
    PRIMARY KEY (device_id, carrier_id, reason)
) STRICT, WITHOUT ROWID;
INSERT INTO aside_count
SELECT device_id, ifnull(carrier_id, x''), reason, count(*) FROM aside WHERE hash IS NOT NULL GROUP BY 1, 2, 3;
CREATE TRIGGER aside_comes AFTER INSERT ON aside WHEN new.hash IS NOT NULL
BEGIN
    INSERT INTO aside_count SELECT new.device_id, ifnull(new.carrier_id, x''), new.reason, 0
     WHERE NOT EXISTS (SELECT 1 FROM aside_count WHERE device_id = new.device_id
                          AND carrier_id = ifnull(new.carrier_id, x'') AND reason = new.reason);
    UPDATE aside_count SET ops = ops + 1
     WHERE device_id = new.device_id AND carrier_id = ifnull(new.carrier_id, x'') AND reason = new.reason;
END;
CREATE TRIGGER aside_goes AFTER DELETE ON aside WHEN old.hash IS NOT NULL
BEGIN
    UPDATE aside_count SET ops = ops - 1
     WHERE device_id = old.device_id AND carrier_id = ifnull(old.carrier_id, x'') AND reason = old.reason;
    DELETE FROM aside_count WHERE ops = 0;
END;
CREATE TRIGGER aside_changes AFTER UPDATE OF device_id, carrier_id, reason, hash ON aside
BEGIN
    UPDATE aside_count SET ops = ops - 1
     WHERE old.hash IS NOT NULL
       AND device_id = old.device_id AND carrier_id = ifnull(old.carrier_id, x'') AND reason = old.reason;
    INSERT INTO aside_count SELECT new.device_id, ifnull(new.carrier_id, x''), new.reason, 0
     WHERE new.hash IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM aside_count WHERE device_id = new.device_id
                          AND carrier_id = ifnull(new.carrier_id, x'') AND reason = new.reason);
    UPDATE aside_count SET ops = ops + 1
     WHERE new.hash IS NOT NULL
       AND device_id = new.device_id AND carrier_id = ifnull(new.carrier_id, x'') AND reason = new.reason;
    DELETE FROM aside_count WHERE ops = 0;
END;

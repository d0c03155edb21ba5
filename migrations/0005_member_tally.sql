-- Members are those whose verification stands: also who is thinking about leaving is one until they confirm it (rules T1, M6).
CREATE FUNCTION is_member(status text, leaving_from text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT status = 'member' OR (status = 'leaving' AND leaving_from = 'member')
$$;
--> statement-breakpoint
CREATE FUNCTION tally_new_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO member_tally (change)
    SELECT count(*) FROM new_people WHERE is_member(status, leaving_from) HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tally_member_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO member_tally (change) VALUES (CASE WHEN is_member(OLD.status, OLD.leaving_from) THEN -1 ELSE 1 END);
  RETURN NULL;
END $$;
--> statement-breakpoint
-- One row for a whole statement: a restore and the tests bring in a million people at once.
CREATE TRIGGER person_tally_insert AFTER INSERT ON person
  REFERENCING NEW TABLE AS new_people FOR EACH STATEMENT EXECUTE FUNCTION tally_new_members();
--> statement-breakpoint
CREATE TRIGGER person_tally_update AFTER UPDATE ON person FOR EACH ROW
  WHEN (is_member(OLD.status, OLD.leaving_from) IS DISTINCT FROM is_member(NEW.status, NEW.leaving_from))
  EXECUTE FUNCTION tally_member_change();
--> statement-breakpoint
CREATE TRIGGER person_tally_delete AFTER DELETE ON person FOR EACH ROW
  WHEN (is_member(OLD.status, OLD.leaving_from)) EXECUTE FUNCTION tally_member_change();
--> statement-breakpoint
INSERT INTO member_tally (change)
  SELECT count(*) FROM person WHERE is_member(status, leaving_from) HAVING count(*) > 0;
--> statement-breakpoint
-- Misspelt words of published petitions. The extension is trusted: the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE INDEX petition_by_spelling ON petition USING gin (spelling gin_trgm_ops);

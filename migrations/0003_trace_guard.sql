-- Officers' searches are read by the auditor: nobody takes one back.
CREATE FUNCTION refuse_trace_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The trace is append-only.' USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER trace_append_only BEFORE UPDATE OR DELETE ON trace
  FOR EACH ROW EXECUTE FUNCTION refuse_trace_change();
--> statement-breakpoint
CREATE TRIGGER trace_no_truncate BEFORE TRUNCATE ON trace
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_trace_change();
--> statement-breakpoint
-- Officers from before there were officers' numbers.
INSERT INTO officer (person_id, number)
  SELECT person_id, row_number() OVER (ORDER BY person_id) FROM (SELECT DISTINCT person_id FROM office) AS held;

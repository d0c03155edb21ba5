CREATE TABLE "member_tally" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "member_tally_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"change" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "petition_commitment_by_petition";--> statement-breakpoint
DROP INDEX "petition_commitment_waiting";--> statement-breakpoint
ALTER TABLE "petition_review" ALTER COLUMN "reason_sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "petition" ADD COLUMN "words" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('russian', translate("title", 'Ёё', 'Ее')), 'A')
        || setweight(to_tsvector('russian', translate("proposal", 'Ёё', 'Ее')), 'B')
        || setweight(to_tsvector('russian', translate("reasons", 'Ёё', 'Ее')), 'C')) STORED;--> statement-breakpoint
ALTER TABLE "petition" ADD COLUMN "spelling" text GENERATED ALWAYS AS (lower(translate("title" || ' ' || "proposal", 'Ёё', 'Ее'))) STORED;--> statement-breakpoint
ALTER TABLE "petition_commitment" ADD COLUMN "waits_since" date;--> statement-breakpoint
ALTER TABLE "petition_review" ADD COLUMN "lot_roll" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "petition_review" ADD COLUMN "appeal" text;--> statement-breakpoint
ALTER TABLE "petition_review" ADD COLUMN "appealed_on" date;--> statement-breakpoint
ALTER TABLE "petition_support" ADD COLUMN "code_sealed" "bytea" NOT NULL;--> statement-breakpoint
CREATE INDEX "petition_by_support" ON "petition" USING btree ("state","support","number");--> statement-breakpoint
CREATE INDEX "petition_by_end" ON "petition" USING btree ("state","closes_at");--> statement-breakpoint
CREATE INDEX "petition_by_words" ON "petition" USING gin ("words");--> statement-breakpoint
CREATE INDEX "petition_commitment_published" ON "petition_commitment" USING btree ("petition_id","seq","id");--> statement-breakpoint
CREATE INDEX "petition_commitment_waiting" ON "petition_commitment" USING btree ("petition_id") WHERE "petition_commitment"."seq" is null;
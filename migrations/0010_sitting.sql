ALTER TABLE "ballot" ADD COLUMN "decision" integer;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "away" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "advisory_declined" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_decision_unique" UNIQUE("decision");--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_of_congress" CHECK ("ballot"."electorate" <> 'congress' or ("ballot"."class" = 'rollCall' and "ballot"."item_id" is not null));--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_decision" CHECK (("ballot"."decision" is null) = ("ballot"."decided_at" is null) and ("ballot"."decision" is null or "ballot"."electorate" = 'congress'));
ALTER TABLE "project_vote" ADD COLUMN "participants" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "project_vote" ADD COLUMN "active_participants" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "project_vote" ADD COLUMN "replaces" uuid;--> statement-breakpoint
ALTER TABLE "project_vote" ADD CONSTRAINT "project_vote_replaces_mandate_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."mandate"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "project_vote_one_under_way" ON "project_vote" USING btree ("project_id") WHERE "project_vote"."state" in ('nominating', 'open');--> statement-breakpoint
CREATE UNIQUE INDEX "protocol_one_under_way" ON "protocol" USING btree ("project_id") WHERE "protocol"."state" in ('confirming', 'signing', 'submitted');
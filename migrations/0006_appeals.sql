ALTER TABLE "agenda_item" DROP CONSTRAINT "agenda_item_by_delegate";--> statement-breakpoint
ALTER TABLE "petition_review" ADD COLUMN "appeal_verdict" text;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "petition_review_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "project_review_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_petition_review_id_petition_review_id_fk" FOREIGN KEY ("petition_review_id") REFERENCES "public"."petition_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_project_review_id_project_review_id_fk" FOREIGN KEY ("project_review_id") REFERENCES "public"."project_review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_petition_review_id_unique" UNIQUE("petition_review_id");--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_project_review_id_unique" UNIQUE("project_review_id");--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_of_appeal" CHECK (num_nonnulls("agenda_item"."petition_review_id", "agenda_item"."project_review_id") = case when "agenda_item"."mover" = 'appeal' then 1 else 0 end);--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_by_delegate" CHECK (("agenda_item"."mover" in ('petition', 'appeal')) = ("agenda_item"."mover_id" is null));
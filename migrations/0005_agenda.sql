ALTER TABLE "agenda_item" ADD COLUMN "chair_id" uuid;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "entered_by" text DEFAULT 'mover' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "subject" text DEFAULT 'other' NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD COLUMN "locale" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "length_minutes" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "broadcast_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "told_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_chair_id_mandate_id_fk" FOREIGN KEY ("chair_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_of_chair" CHECK (("agenda_item"."mover" = 'chair') = ("agenda_item"."chair_id" is not null));--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_placed" CHECK (case when "agenda_item"."state" in ('moved', 'waiting') then "agenda_item"."session_id" is null when "agenda_item"."state" <> 'withdrawn' then "agenda_item"."session_id" is not null else true end);
ALTER TABLE "agenda_item" DROP CONSTRAINT "agenda_item_of_chair";--> statement-breakpoint
ALTER TABLE "agenda_item" DROP CONSTRAINT "agenda_item_chair_id_mandate_id_fk";
--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "told_seq" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "session" ALTER COLUMN "told_seq" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "agenda_item" DROP COLUMN "chair_id";
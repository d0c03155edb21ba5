CREATE TABLE "broadcast" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"state" text NOT NULL,
	"content_sealed" "bytea" NOT NULL,
	"content_hash" text NOT NULL,
	"document_sealed" "bytea",
	"audience" jsonb NOT NULL,
	"sends_at" timestamp with time zone,
	"written_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"size" integer,
	"sent" integer,
	"unreachable" integer,
	"failed" integer,
	"corrects" integer,
	"correction" text,
	"progress_sealed" "bytea",
	CONSTRAINT "broadcast_number_unique" UNIQUE("number"),
	CONSTRAINT "broadcast_submission_id_unique" UNIQUE("submission_id"),
	CONSTRAINT "broadcast_correction" CHECK (("broadcast"."corrects" is null) = ("broadcast"."correction" is null))
);
--> statement-breakpoint
CREATE TABLE "broadcast_recipient" (
	"broadcast_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "broadcast_recipient_broadcast_id_person_id_pk" PRIMARY KEY("broadcast_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "call" (
	"proposal_id" uuid PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"state" text NOT NULL,
	"wishes_sealed" "bytea" NOT NULL,
	"starts_at" timestamp with time zone,
	"first_officer" uuid,
	"second_officer" uuid,
	"link_sealed" "bytea",
	"words_sealed" "bytea",
	"first_outcome" text,
	"second_outcome" text,
	"misses" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alarm" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"subject_index" "bytea" NOT NULL,
	"facts_sealed" "bytea" NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"taken_by" uuid,
	"note_sealed" "bytea",
	CONSTRAINT "alarm_number_unique" UNIQUE("number"),
	CONSTRAINT "alarm_subject_index_unique" UNIQUE("subject_index")
);
--> statement-breakpoint
CREATE TABLE "vouch_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"grounds_sealed" "bytea" NOT NULL,
	"raised_by" uuid,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"hearing_until" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"appeal_until" timestamp with time zone,
	CONSTRAINT "vouch_case_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "vouch_case_party" (
	"case_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"statement_sealed" "bytea",
	"outcome" text,
	"reason_sealed" "bytea",
	"appeal_sealed" "bytea",
	"decided_on" date,
	CONSTRAINT "vouch_case_party_case_id_person_id_pk" PRIMARY KEY("case_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "officer" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "officer_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "trace" (
	"seq" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trace_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"officer" integer NOT NULL,
	"act" text NOT NULL,
	"about_sealed" "bytea"
);
--> statement-breakpoint
CREATE TABLE "question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"taken_by" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "question_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "question_message" (
	"question_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"side" text NOT NULL,
	"text_sealed" "bytea" NOT NULL,
	"written_on" date NOT NULL,
	CONSTRAINT "question_message_question_id_seq_pk" PRIMARY KEY("question_id","seq"),
	CONSTRAINT "question_message_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "chat_cleanup" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_sealed" "bytea" NOT NULL,
	"message_ids" jsonb NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sent_message" (
	"person_id" uuid NOT NULL,
	"message_id" bigint NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "sent_message_person_id_message_id_pk" PRIMARY KEY("person_id","message_id")
);
--> statement-breakpoint
CREATE TABLE "statistics" (
	"taken_on" date PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "founder_link" (
	"token_index" "bytea" PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_on" date
);
--> statement-breakpoint
CREATE TABLE "signup_hour" (
	"hour" timestamp with time zone PRIMARY KEY NOT NULL,
	"count" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "declaration" ALTER COLUMN "decision_number" SET DATA TYPE text;--> statement-breakpoint
ALTER TABLE "person" ALTER COLUMN "telegram_index" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ALTER COLUMN "telegram_sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "declaration" ADD COLUMN "editorial" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "leaving_from" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "leave_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "suspension" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "suspended_on" date;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "vouch_barred_until" date;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "number_index" "bytea";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "number_sealed" "bytea";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "recovery_index" "bytea";--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "recovers" uuid;--> statement-breakpoint
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_written_by_person_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipient" ADD CONSTRAINT "broadcast_recipient_broadcast_id_broadcast_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcast"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcast_recipient" ADD CONSTRAINT "broadcast_recipient_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_candidate_id_person_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_first_officer_person_id_fk" FOREIGN KEY ("first_officer") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call" ADD CONSTRAINT "call_second_officer_person_id_fk" FOREIGN KEY ("second_officer") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarm" ADD CONSTRAINT "alarm_taken_by_person_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouch_case" ADD CONSTRAINT "vouch_case_raised_by_person_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouch_case_party" ADD CONSTRAINT "vouch_case_party_case_id_vouch_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."vouch_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouch_case_party" ADD CONSTRAINT "vouch_case_party_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer" ADD CONSTRAINT "officer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question" ADD CONSTRAINT "question_taken_by_person_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_message" ADD CONSTRAINT "question_message_question_id_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."question"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sent_message" ADD CONSTRAINT "sent_message_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcast_by_state" ON "broadcast" USING btree ("state");--> statement-breakpoint
CREATE INDEX "broadcast_recipient_waiting" ON "broadcast_recipient" USING btree ("broadcast_id","state","person_id");--> statement-breakpoint
CREATE INDEX "broadcast_recipient_by_person" ON "broadcast_recipient" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_by_candidate" ON "call" USING btree ("candidate_id");--> statement-breakpoint
CREATE INDEX "call_by_start" ON "call" USING btree ("starts_at");--> statement-breakpoint
CREATE INDEX "alarm_by_state" ON "alarm" USING btree ("state");--> statement-breakpoint
CREATE INDEX "alarm_by_officer" ON "alarm" USING btree ("taken_by");--> statement-breakpoint
CREATE INDEX "vouch_case_by_state" ON "vouch_case" USING btree ("state");--> statement-breakpoint
CREATE INDEX "vouch_case_party_by_person" ON "vouch_case_party" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "question_by_state" ON "question" USING btree ("state","touched_at");--> statement-breakpoint
CREATE INDEX "question_by_person" ON "question" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "question_by_officer" ON "question" USING btree ("taken_by");--> statement-breakpoint
CREATE INDEX "sent_message_by_time" ON "sent_message" USING btree ("sent_at");--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_recovers_person_id_fk" FOREIGN KEY ("recovers") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "list_entry_by_person" ON "list_entry" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "proposal_waiting" ON "proposal" USING btree ("state","kind");--> statement-breakpoint
CREATE INDEX "proposal_by_subject" ON "proposal" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "person_by_recovers" ON "person" USING btree ("recovers");--> statement-breakpoint
CREATE INDEX "vouch_by_voucher" ON "vouch" USING btree ("voucher_mark");--> statement-breakpoint
CREATE INDEX "vouch_link_by_candidate" ON "vouch_link" USING btree ("candidate_id");--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_number_index_unique" UNIQUE("number_index");--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_recovery_index_unique" UNIQUE("recovery_index");--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_suspended_for_reason" CHECK (("person"."suspension" is null) = ("person"."suspended_on" is null));--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_leaving" CHECK (("person"."status" = 'leaving') = ("person"."leaving_from" is not null));
CREATE TABLE "mandate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"source" text NOT NULL,
	"project_id" uuid,
	"person_id" uuid,
	"substitute_id" uuid,
	"public_name_sealed" "bytea" NOT NULL,
	"public_name_index" "bytea" NOT NULL,
	"substitute_name_sealed" "bytea",
	"away" boolean DEFAULT false NOT NULL,
	"protocol_number" integer,
	"seat" integer NOT NULL,
	"term" integer NOT NULL,
	"begins" timestamp with time zone NOT NULL,
	"ends" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"reminded" integer,
	CONSTRAINT "mandate_number_unique" UNIQUE("number"),
	CONSTRAINT "mandate_of_project" CHECK (("mandate"."source" = 'project') = ("mandate"."project_id" is not null)),
	CONSTRAINT "mandate_ended" CHECK (("mandate"."ended_at" is null) = ("mandate"."end_reason" is null)),
	CONSTRAINT "mandate_time" CHECK ("mandate"."ends" > "mandate"."begins")
);
--> statement-breakpoint
CREATE TABLE "member_tally" (
	"change" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "petition" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"state" text NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"proposal" text NOT NULL,
	"reasons" text NOT NULL,
	"author_sealed" "bytea",
	"author_mark" "bytea" NOT NULL,
	"author_name" text,
	"support" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"bylaws_version" integer NOT NULL,
	"reached_at" timestamp with time zone,
	"verdict" jsonb,
	"milestone" integer DEFAULT 0 NOT NULL,
	"lot_commitment" text NOT NULL,
	"lot_secret_sealed" "bytea" NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('russian', translate("title", 'Ёё', 'Ее')), 'A')
        || setweight(to_tsvector('russian', translate("proposal", 'Ёё', 'Ее')), 'B')
        || setweight(to_tsvector('russian', translate("reasons", 'Ёё', 'Ее')), 'C')) STORED,
	"spelling" text GENERATED ALWAYS AS (lower(translate("title" || ' ' || "proposal", 'Ёё', 'Ее'))) STORED,
	CONSTRAINT "petition_number_unique" UNIQUE("number"),
	CONSTRAINT "petition_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "petition_commitment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"petition_id" uuid NOT NULL,
	"act" text NOT NULL,
	"commitment" text NOT NULL,
	"seq" bigint,
	"waits_since" date
);
--> statement-breakpoint
CREATE TABLE "petition_juror" (
	"review_id" uuid NOT NULL,
	"mark" "bytea" NOT NULL,
	"verdict" text,
	"reason_sealed" "bytea",
	CONSTRAINT "petition_juror_review_id_mark_pk" PRIMARY KEY("review_id","mark")
);
--> statement-breakpoint
CREATE TABLE "petition_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"petition_id" uuid NOT NULL,
	"state" text NOT NULL,
	"reason_sealed" "bytea",
	"reporter_mark" "bytea" NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"lot" jsonb NOT NULL,
	"lot_roll" "bytea" NOT NULL,
	"outcome" jsonb,
	"appeal" text,
	"appealed_on" date,
	"decided_on" date,
	CONSTRAINT "petition_review_number_unique" UNIQUE("number"),
	CONSTRAINT "petition_review_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "petition_support" (
	"petition_id" uuid NOT NULL,
	"mark" "bytea" NOT NULL,
	"commitment" text NOT NULL,
	"code_sealed" "bytea" NOT NULL,
	CONSTRAINT "petition_support_petition_id_mark_pk" PRIMARY KEY("petition_id","mark")
);
--> statement-breakpoint
CREATE TABLE "project" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"state" text NOT NULL,
	"application_sealed" "bytea" NOT NULL,
	"content" jsonb,
	"leader_id" uuid,
	"deputy_id" uuid,
	"supported" boolean DEFAULT false NOT NULL,
	"participants" integer NOT NULL,
	"active_participants" integer NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL,
	"taken_by" uuid,
	"verified_on" date,
	CONSTRAINT "project_number_unique" UNIQUE("number"),
	CONSTRAINT "project_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "project_claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"grounds_sealed" "bytea" NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project_link" (
	"token_index" "bytea" PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"uses_left" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project_participant" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"name_sealed" "bytea" NOT NULL,
	"name_index" "bytea" NOT NULL,
	"joined_on" date NOT NULL,
	"active_on" date NOT NULL,
	CONSTRAINT "project_participant_name" UNIQUE("project_id","name_index")
);
--> statement-breakpoint
CREATE TABLE "project_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"evaluator_id" uuid,
	"outcome" text NOT NULL,
	"judgement_sealed" "bytea" NOT NULL,
	"decided_on" date NOT NULL,
	"appeal_until" timestamp with time zone,
	"appeal_sealed" "bytea",
	"appeal" text,
	CONSTRAINT "project_review_seq" UNIQUE("project_id","seq")
);
--> statement-breakpoint
CREATE TABLE "project_candidate" (
	"vote_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"agreed_on" date,
	CONSTRAINT "project_candidate_vote_id_person_id_pk" PRIMARY KEY("vote_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "project_vote" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"state" text NOT NULL,
	"participants" integer NOT NULL,
	"active_participants" integer NOT NULL,
	"seats" integer NOT NULL,
	"replaces" uuid,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"roll_size" integer,
	"result_sealed" "bytea",
	"bylaws_version" integer,
	CONSTRAINT "project_vote_number_unique" UNIQUE("number"),
	CONSTRAINT "project_vote_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "project_voter" (
	"vote_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"choice_sealed" "bytea",
	"arrival" bigint,
	CONSTRAINT "project_voter_vote_id_person_id_pk" PRIMARY KEY("vote_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "protocol" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"source" text NOT NULL,
	"vote_id" uuid,
	"replaces" uuid,
	"state" text NOT NULL,
	"content_sealed" "bytea" NOT NULL,
	"participants" integer NOT NULL,
	"active_participants" integer NOT NULL,
	"seats" integer NOT NULL,
	"bylaws_version" integer NOT NULL,
	"text_hash" text,
	"signed_by" text,
	"signed_on" date,
	"code_index" "bytea",
	"code_until" timestamp with time zone,
	"code_tries" integer DEFAULT 0 NOT NULL,
	"submitted_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"file_sealed" "bytea",
	"file_type" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "protocol_number_unique" UNIQUE("number"),
	CONSTRAINT "protocol_submission_id_unique" UNIQUE("submission_id"),
	CONSTRAINT "protocol_file" CHECK (("protocol"."file_sealed" is null) = ("protocol"."file_type" is null))
);
--> statement-breakpoint
CREATE TABLE "protocol_person" (
	"protocol_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"seat" integer NOT NULL,
	"answer" text NOT NULL,
	"public_name_sealed" "bytea",
	"public_name_index" "bytea",
	CONSTRAINT "protocol_person_protocol_id_person_id_pk" PRIMARY KEY("protocol_id","person_id"),
	CONSTRAINT "protocol_person_seat" UNIQUE("protocol_id","role","seat")
);
--> statement-breakpoint
CREATE TABLE "agenda_change" (
	"session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"content" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agenda_change_session_id_seq_pk" PRIMARY KEY("session_id","seq")
);
--> statement-breakpoint
CREATE TABLE "agenda_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"session_id" uuid,
	"position" integer,
	"state" text NOT NULL,
	"class" text NOT NULL,
	"class_demanded" boolean DEFAULT false NOT NULL,
	"advisory_declined" boolean DEFAULT false NOT NULL,
	"mover" text NOT NULL,
	"mover_id" uuid,
	"entered_by" text DEFAULT 'mover' NOT NULL,
	"subject" text DEFAULT 'other' NOT NULL,
	"locale" text,
	"petition_id" uuid,
	"title" jsonb NOT NULL,
	"text" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "agenda_item_number_unique" UNIQUE("number"),
	CONSTRAINT "agenda_item_submission_id_unique" UNIQUE("submission_id"),
	CONSTRAINT "agenda_item_petition_id_unique" UNIQUE("petition_id"),
	CONSTRAINT "agenda_item_by_delegate" CHECK (("agenda_item"."mover" = 'petition') = ("agenda_item"."mover_id" is null)),
	CONSTRAINT "agenda_item_of_petition" CHECK (("agenda_item"."mover" = 'petition') = ("agenda_item"."petition_id" is not null)),
	CONSTRAINT "agenda_item_placed" CHECK (case when "agenda_item"."state" in ('moved', 'waiting') then "agenda_item"."session_id" is null when "agenda_item"."state" <> 'withdrawn' then "agenda_item"."session_id" is not null else true end)
);
--> statement-breakpoint
CREATE TABLE "agenda_support" (
	"item_id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "agenda_support_item_id_kind_mandate_id_pk" PRIMARY KEY("item_id","kind","mandate_id")
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"session_id" uuid NOT NULL,
	"mandate_id" uuid NOT NULL,
	"plan" text,
	"present" text,
	"until" timestamp with time zone,
	CONSTRAINT "attendance_session_id_mandate_id_pk" PRIMARY KEY("session_id","mandate_id"),
	CONSTRAINT "attendance_present" CHECK (("attendance"."present" is null) = ("attendance"."until" is null))
);
--> statement-breakpoint
CREATE TABLE "attendance_board" (
	"session_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"message_id" integer NOT NULL,
	CONSTRAINT "attendance_board_session_id_person_id_pk" PRIMARY KEY("session_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "dissent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"mandate_id" uuid,
	"project_id" uuid,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"locale" text NOT NULL,
	"declines" boolean DEFAULT false NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dissent_submission_id_unique" UNIQUE("submission_id"),
	CONSTRAINT "dissent_of_delegate" UNIQUE("item_id","mandate_id"),
	CONSTRAINT "dissent_of_project" UNIQUE("item_id","project_id"),
	CONSTRAINT "dissent_of_one" CHECK (("dissent"."mandate_id" is null) <> ("dissent"."project_id" is null))
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"submission_id" uuid NOT NULL,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"zone" text NOT NULL,
	"length_minutes" integer NOT NULL,
	"place_sealed" "bytea" NOT NULL,
	"chair_id" uuid,
	"agenda_hash" text,
	"agenda_frozen_at" timestamp with time zone,
	"broadcast_id" uuid,
	"broadcast_seq" integer DEFAULT 0 NOT NULL,
	"told_seq" integer,
	"revision" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"dissent_until" timestamp with time zone,
	CONSTRAINT "session_number_unique" UNIQUE("number"),
	CONSTRAINT "session_submission_id_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
ALTER TABLE "ballot" DROP CONSTRAINT "ballot_roll_call_has_list";--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "item_id" uuid;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "decision" integer;--> statement-breakpoint
ALTER TABLE "ballot" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_substitute_id_person_id_fk" FOREIGN KEY ("substitute_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition_commitment" ADD CONSTRAINT "petition_commitment_petition_id_petition_id_fk" FOREIGN KEY ("petition_id") REFERENCES "public"."petition"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition_juror" ADD CONSTRAINT "petition_juror_review_id_petition_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."petition_review"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition_review" ADD CONSTRAINT "petition_review_petition_id_petition_id_fk" FOREIGN KEY ("petition_id") REFERENCES "public"."petition"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition_support" ADD CONSTRAINT "petition_support_petition_id_petition_id_fk" FOREIGN KEY ("petition_id") REFERENCES "public"."petition"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_leader_id_person_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_deputy_id_person_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project" ADD CONSTRAINT "project_taken_by_person_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_claim" ADD CONSTRAINT "project_claim_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_claim" ADD CONSTRAINT "project_claim_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_link" ADD CONSTRAINT "project_link_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_participant" ADD CONSTRAINT "project_participant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_participant" ADD CONSTRAINT "project_participant_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_review" ADD CONSTRAINT "project_review_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_review" ADD CONSTRAINT "project_review_evaluator_id_person_id_fk" FOREIGN KEY ("evaluator_id") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_candidate" ADD CONSTRAINT "project_candidate_vote_id_project_vote_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."project_vote"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_candidate" ADD CONSTRAINT "project_candidate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_vote" ADD CONSTRAINT "project_vote_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_vote" ADD CONSTRAINT "project_vote_replaces_mandate_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."mandate"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_voter" ADD CONSTRAINT "project_voter_vote_id_project_vote_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."project_vote"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_voter" ADD CONSTRAINT "project_voter_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol" ADD CONSTRAINT "protocol_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol" ADD CONSTRAINT "protocol_vote_id_project_vote_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."project_vote"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol" ADD CONSTRAINT "protocol_replaces_mandate_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."mandate"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_person" ADD CONSTRAINT "protocol_person_protocol_id_protocol_id_fk" FOREIGN KEY ("protocol_id") REFERENCES "public"."protocol"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol_person" ADD CONSTRAINT "protocol_person_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_change" ADD CONSTRAINT "agenda_change_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_mover_id_mandate_id_fk" FOREIGN KEY ("mover_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_petition_id_petition_id_fk" FOREIGN KEY ("petition_id") REFERENCES "public"."petition"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_support" ADD CONSTRAINT "agenda_support_item_id_agenda_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."agenda_item"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_support" ADD CONSTRAINT "agenda_support_mandate_id_mandate_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_mandate_id_mandate_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_board" ADD CONSTRAINT "attendance_board_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance_board" ADD CONSTRAINT "attendance_board_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dissent" ADD CONSTRAINT "dissent_item_id_agenda_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."agenda_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dissent" ADD CONSTRAINT "dissent_mandate_id_mandate_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dissent" ADD CONSTRAINT "dissent_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_chair_id_mandate_id_fk" FOREIGN KEY ("chair_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_broadcast_id_broadcast_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcast"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mandate_by_time" ON "mandate" USING btree ("begins","ends");--> statement-breakpoint
CREATE INDEX "mandate_by_project" ON "mandate" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "mandate_by_person" ON "mandate" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "mandate_by_substitute" ON "mandate" USING btree ("substitute_id");--> statement-breakpoint
CREATE INDEX "petition_by_state" ON "petition" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "petition_by_support" ON "petition" USING btree ("state","support","number");--> statement-breakpoint
CREATE INDEX "petition_by_end" ON "petition" USING btree ("state","closes_at");--> statement-breakpoint
CREATE INDEX "petition_by_words" ON "petition" USING gin ("words");--> statement-breakpoint
CREATE INDEX "petition_commitment_waiting" ON "petition_commitment" USING btree ("petition_id") WHERE "petition_commitment"."seq" is null;--> statement-breakpoint
CREATE INDEX "petition_commitment_published" ON "petition_commitment" USING btree ("petition_id","seq","id");--> statement-breakpoint
CREATE INDEX "petition_review_due" ON "petition_review" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "petition_review_by_petition" ON "petition_review" USING btree ("petition_id");--> statement-breakpoint
CREATE INDEX "project_by_state" ON "project" USING btree ("state","submitted_at");--> statement-breakpoint
CREATE INDEX "project_by_leader" ON "project" USING btree ("leader_id");--> statement-breakpoint
CREATE INDEX "project_by_deputy" ON "project" USING btree ("deputy_id");--> statement-breakpoint
CREATE INDEX "project_claim_by_project" ON "project_claim" USING btree ("project_id","state");--> statement-breakpoint
CREATE INDEX "project_claim_by_person" ON "project_claim" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "project_link_by_project" ON "project_link" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "project_candidate_by_person" ON "project_candidate" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "project_vote_by_project" ON "project_vote" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "project_vote_by_state" ON "project_vote" USING btree ("state","closes_at");--> statement-breakpoint
CREATE UNIQUE INDEX "project_vote_one_under_way" ON "project_vote" USING btree ("project_id") WHERE "project_vote"."state" in ('nominating', 'open');--> statement-breakpoint
CREATE INDEX "project_voter_by_person" ON "project_voter" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "protocol_by_project" ON "protocol" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "protocol_due" ON "protocol" USING btree ("state","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "protocol_one_under_way" ON "protocol" USING btree ("project_id") WHERE "protocol"."state" in ('confirming', 'signing', 'submitted');--> statement-breakpoint
CREATE INDEX "protocol_person_by_person" ON "protocol_person" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "agenda_item_by_session" ON "agenda_item" USING btree ("session_id","position");--> statement-breakpoint
CREATE INDEX "agenda_item_by_state" ON "agenda_item" USING btree ("state");--> statement-breakpoint
CREATE INDEX "session_by_state" ON "session" USING btree ("state","starts_at");--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_item_id_agenda_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."agenda_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ballot_by_item" ON "ballot" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "ballot_by_session" ON "ballot" USING btree ("session_id");--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_decision_unique" UNIQUE("decision");--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_roll_call_not_of_members" CHECK ("ballot"."class" <> 'rollCall' or "ballot"."electorate" <> 'members');--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_in_session" CHECK ("ballot"."session_id" is null or "ballot"."electorate" = 'congress');--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_of_congress" CHECK ("ballot"."electorate" <> 'congress' or ("ballot"."class" = 'rollCall' and "ballot"."item_id" is not null));--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_decision" CHECK (("ballot"."decision" is null) = ("ballot"."decided_at" is null) and ("ballot"."decision" is null or "ballot"."electorate" = 'congress'));
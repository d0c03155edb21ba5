CREATE TABLE "ballot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"class" text NOT NULL,
	"electorate" text NOT NULL,
	"list_id" uuid,
	"rule" text NOT NULL,
	"state" text NOT NULL,
	"draft_sealed" "bytea",
	"content" jsonb,
	"opens_at" timestamp with time zone,
	"duration_minutes" integer NOT NULL,
	"opened_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"bylaws_version" integer,
	"roll_size" integer,
	"roll_hash" text,
	"base_all" integer,
	"base_present" integer,
	"result" jsonb,
	"result_hash" text,
	CONSTRAINT "ballot_number_unique" UNIQUE("number"),
	CONSTRAINT "ballot_with_class" UNIQUE("id","class"),
	CONSTRAINT "ballot_roll_call_has_list" CHECK ("ballot"."class" <> 'rollCall' or ("ballot"."electorate" = 'list' and "ballot"."list_id" is not null)),
	CONSTRAINT "ballot_list_electorate" CHECK (("ballot"."electorate" = 'list') = ("ballot"."list_id" is not null)),
	CONSTRAINT "ballot_advisory" CHECK (("ballot"."class" = 'strawPoll') = ("ballot"."rule" = 'advisory')),
	CONSTRAINT "ballot_draft_or_content" CHECK (("ballot"."opened_at" is null) = ("ballot"."content" is null))
);
--> statement-breakpoint
CREATE TABLE "roll_entry" (
	"ballot_id" uuid NOT NULL,
	"ballot_class" text NOT NULL,
	"mark" "bytea" NOT NULL,
	"public_name_sealed" "bytea",
	"present" boolean NOT NULL,
	CONSTRAINT "roll_entry_ballot_id_mark_pk" PRIMARY KEY("ballot_id","mark"),
	CONSTRAINT "roll_entry_names_only_roll_call" CHECK (("roll_entry"."ballot_class" = 'rollCall') = ("roll_entry"."public_name_sealed" is not null))
);
--> statement-breakpoint
CREATE TABLE "vote" (
	"ballot_id" uuid NOT NULL,
	"mark" "bytea" NOT NULL,
	"choice_sealed" "bytea" NOT NULL,
	"arrival" bigint NOT NULL,
	CONSTRAINT "vote_ballot_id_mark_pk" PRIMARY KEY("ballot_id","mark")
);
--> statement-breakpoint
CREATE TABLE "bylaws" (
	"version" integer PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"hash" text NOT NULL,
	"effective_from" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "declaration" (
	"version" integer PRIMARY KEY NOT NULL,
	"decision_number" integer,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "declaration_text" (
	"version" integer NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "declaration_text_version_locale_pk" PRIMARY KEY("version","locale")
);
--> statement-breakpoint
CREATE TABLE "signature" (
	"person_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"locale" text NOT NULL,
	"hash" text NOT NULL,
	"signed_on" date NOT NULL,
	CONSTRAINT "signature_person_id_version_pk" PRIMARY KEY("person_id","version")
);
--> statement-breakpoint
CREATE TABLE "conversation_state" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"state_sealed" "bytea" NOT NULL,
	"touched_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"person_id" uuid NOT NULL,
	"form" text NOT NULL,
	"answers_sealed" "bytea" NOT NULL,
	"touched_on" date NOT NULL,
	CONSTRAINT "draft_person_id_form_pk" PRIMARY KEY("person_id","form")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY NOT NULL,
	"key_check" "bytea" NOT NULL,
	CONSTRAINT "installation_one_row" CHECK ("installation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "journal_entry" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"entry" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "journal_entry_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "list_entry" (
	"list_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"public_name_sealed" "bytea" NOT NULL,
	"public_name_index" "bytea" NOT NULL,
	"agreed_on" date NOT NULL,
	CONSTRAINT "list_entry_list_id_person_id_pk" PRIMARY KEY("list_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "list_link" (
	"token_index" "bytea" PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_on" date
);
--> statement-breakpoint
CREATE TABLE "name_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"title" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "name_list_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"list_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "presence_list_id_person_id_pk" PRIMARY KEY("list_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"facts_sealed" "bytea",
	"state" text DEFAULT 'queued' NOT NULL,
	"not_before" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "notice_once" UNIQUE("person_id","kind","subject")
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"secret_index" "bytea" NOT NULL,
	"label" text NOT NULL,
	"holder_id" uuid,
	"state" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "api_token_secret_index_unique" UNIQUE("secret_index")
);
--> statement-breakpoint
CREATE TABLE "approval" (
	"proposal_id" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	"approved_on" date NOT NULL,
	CONSTRAINT "approval_proposal_id_officer_id_pk" PRIMARY KEY("proposal_id","officer_id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"token_id" uuid NOT NULL,
	"key_index" "bytea" NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response_sealed" "bytea",
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_key_token_id_key_index_pk" PRIMARY KEY("token_id","key_index")
);
--> statement-breakpoint
CREATE TABLE "office" (
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_on" date NOT NULL,
	CONSTRAINT "office_person_id_role_pk" PRIMARY KEY("person_id","role")
);
--> statement-breakpoint
CREATE TABLE "office_link" (
	"token_index" "bytea" PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_on" date
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"payload_sealed" "bytea" NOT NULL,
	"proposed_by" uuid,
	"subject_id" uuid,
	"approvals_needed" integer NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "proposal_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"telegram_index" "bytea" NOT NULL,
	"telegram_sealed" "bytea" NOT NULL,
	"profile_sealed" "bytea" NOT NULL,
	"status" text DEFAULT 'guest' NOT NULL,
	"origin_confirmed" boolean DEFAULT false NOT NULL,
	"verified_on" date,
	"reachable" boolean DEFAULT true NOT NULL,
	"created_on" date NOT NULL,
	CONSTRAINT "person_telegram_index_unique" UNIQUE("telegram_index")
);
--> statement-breakpoint
CREATE TABLE "update_receipt" (
	"update_id" bigint PRIMARY KEY NOT NULL,
	"arrival" bigint GENERATED ALWAYS AS IDENTITY (sequence name "update_receipt_arrival_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"received_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "vouch" (
	"candidate_mark" "bytea" NOT NULL,
	"voucher_mark" "bytea" NOT NULL,
	"vouched_on" date NOT NULL,
	CONSTRAINT "vouch_candidate_mark_voucher_mark_pk" PRIMARY KEY("candidate_mark","voucher_mark")
);
--> statement-breakpoint
CREATE TABLE "vouch_link" (
	"token_index" "bytea" PRIMARY KEY NOT NULL,
	"candidate_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_on" date
);
--> statement-breakpoint
ALTER TABLE "ballot" ADD CONSTRAINT "ballot_list_id_name_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."name_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_entry" ADD CONSTRAINT "roll_entry_of_ballot" FOREIGN KEY ("ballot_id","ballot_class") REFERENCES "public"."ballot"("id","class") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote" ADD CONSTRAINT "vote_of_roll_entry" FOREIGN KEY ("ballot_id","mark") REFERENCES "public"."roll_entry"("ballot_id","mark") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_text" ADD CONSTRAINT "declaration_text_version_declaration_version_fk" FOREIGN KEY ("version") REFERENCES "public"."declaration"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signature" ADD CONSTRAINT "signature_version_declaration_version_fk" FOREIGN KEY ("version") REFERENCES "public"."declaration"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "draft" ADD CONSTRAINT "draft_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_entry" ADD CONSTRAINT "list_entry_list_id_name_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."name_list"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_entry" ADD CONSTRAINT "list_entry_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_link" ADD CONSTRAINT "list_link_list_id_name_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."name_list"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_link" ADD CONSTRAINT "list_link_invited_by_person_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_of_entry" FOREIGN KEY ("list_id","person_id") REFERENCES "public"."list_entry"("list_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_holder_id_person_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_proposal_id_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval" ADD CONSTRAINT "approval_officer_id_person_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_token_id_api_token_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_token"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_proposed_by_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."person"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_subject_id_person_id_fk" FOREIGN KEY ("subject_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vouch_link" ADD CONSTRAINT "vouch_link_candidate_id_person_id_fk" FOREIGN KEY ("candidate_id") REFERENCES "public"."person"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ballot_by_state" ON "ballot" USING btree ("state");--> statement-breakpoint
CREATE INDEX "notice_due" ON "notice" USING btree ("state","not_before","id");--> statement-breakpoint
CREATE INDEX "person_by_status" ON "person" USING btree ("status");
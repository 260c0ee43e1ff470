CREATE TABLE "board_clients" (
	"network_id" text NOT NULL,
	"board_id" text NOT NULL,
	"client_id" bigint NOT NULL,
	"seat_id" text NOT NULL,
	CONSTRAINT "board_clients_network_id_board_id_client_id_pk" PRIMARY KEY("network_id","board_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "board_docs" (
	"network_id" text NOT NULL,
	"board_id" text NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"head_seq" bigint DEFAULT 0 NOT NULL,
	"snapshot_seq" bigint DEFAULT 0 NOT NULL,
	"schema" integer DEFAULT 1 NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "board_docs_network_id_board_id_pk" PRIMARY KEY("network_id","board_id")
);
--> statement-breakpoint
CREATE TABLE "board_log" (
	"network_id" text NOT NULL,
	"board_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"entries" "bytea" NOT NULL,
	"checksum" text NOT NULL,
	CONSTRAINT "board_log_network_id_board_id_seq_pk" PRIMARY KEY("network_id","board_id","seq"),
	CONSTRAINT "board_log_seq_positive" CHECK ("board_log"."seq" > 0)
);
--> statement-breakpoint
CREATE TABLE "board_snapshots" (
	"network_id" text NOT NULL,
	"board_id" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text NOT NULL,
	"state" "bytea" NOT NULL,
	"checksum" text NOT NULL,
	CONSTRAINT "board_snapshots_network_id_board_id_seq_pk" PRIMARY KEY("network_id","board_id","seq")
);
--> statement-breakpoint
CREATE TABLE "delegates" (
	"network_id" text NOT NULL,
	"user_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "delegates_network_id_user_id_partner_id_since_pk" PRIMARY KEY("network_id","user_id","partner_id","since")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"network_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "members_network_id_user_id_pk" PRIMARY KEY("network_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "networks" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "networks_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"initials" text NOT NULL,
	"mark_no" integer NOT NULL,
	"sector" text,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "partners_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"user_id" text NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "accounts_provider_provider_account_id_pk" PRIMARY KEY("provider","provider_account_id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"identifier" text NOT NULL,
	"token" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_in_links_identifier_token_pk" PRIMARY KEY("identifier","token")
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"session_token" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"expires" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"email" text NOT NULL,
	"email_verified" timestamp with time zone,
	"image" text,
	CONSTRAINT "users_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"statement_id" text NOT NULL,
	"question" text NOT NULL,
	"round" integer NOT NULL,
	"kind" text NOT NULL,
	"point" smallint,
	"mandate" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"speaks_for" text,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ratings_network_id_seat_id_statement_id_question_round_pk" PRIMARY KEY("network_id","seat_id","statement_id","question","round"),
	CONSTRAINT "ratings_point" CHECK (("ratings"."kind" = 'point') = ("ratings"."point" is not null) and ("ratings"."point" is null or "ratings"."point" between -2 and 2))
);
--> statement-breakpoint
CREATE TABLE "records" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"board" jsonb NOT NULL,
	"report" jsonb,
	"people" jsonb NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "records_network_id_session_id_pk" PRIMARY KEY("network_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"kind" text DEFAULT 'participant' NOT NULL,
	"partner_id" text,
	"asked_partner" text,
	"name" text DEFAULT '' NOT NULL,
	"user_id" text,
	"joined_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "seats_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"question" text DEFAULT '' NOT NULL,
	"template" text NOT NULL,
	"code" text,
	"voice" text NOT NULL,
	"attribution" text NOT NULL,
	"minimum_cell" integer DEFAULT 3 NOT NULL,
	"first_views" text DEFAULT 'private' NOT NULL,
	"source" text DEFAULT 'live' NOT NULL,
	"credit" text,
	"doors" text DEFAULT 'open' NOT NULL,
	"step" text DEFAULT 'join' NOT NULL,
	"step_no" integer DEFAULT 0 NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"shown_round" integer DEFAULT 0 NOT NULL,
	"opens_at" timestamp with time zone,
	"opened_at" timestamp with time zone NOT NULL,
	"views_shown_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "sessions_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "sessions_code_unique" UNIQUE("code"),
	CONSTRAINT "sessions_minimum_cell" CHECK ("sessions"."minimum_cell" between 1 and 10)
);
--> statement-breakpoint
CREATE TABLE "step_moves" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"step_no" integer NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	CONSTRAINT "step_moves_network_id_session_id_step_no_pk" PRIMARY KEY("network_id","session_id","step_no")
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"root_id" text NOT NULL,
	"text" text NOT NULL,
	"dimension" text,
	"facet" text,
	"position" integer NOT NULL,
	"from_card" text,
	"created_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "statements_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "views" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"place" text NOT NULL,
	"facet" text,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	CONSTRAINT "views_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "delegates" ADD CONSTRAINT "delegates_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegates" ADD CONSTRAINT "delegates_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partners" ADD CONSTRAINT "partners_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_network_id_statement_id_statements_network_id_id_fk" FOREIGN KEY ("network_id","statement_id") REFERENCES "public"."statements"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_moves" ADD CONSTRAINT "step_moves_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_moves" ADD CONSTRAINT "step_moves_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "statements" ADD CONSTRAINT "statements_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "views" ADD CONSTRAINT "views_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "board_clients_by_seat" ON "board_clients" USING btree ("network_id","seat_id");--> statement-breakpoint
CREATE INDEX "delegates_by_user" ON "delegates" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "members_by_user" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "partners_key" ON "partners" USING btree ("network_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "partners_name" ON "partners" USING btree ("network_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "partners_initials" ON "partners" USING btree ("network_id","initials");--> statement-breakpoint
CREATE INDEX "sign_ins_by_user" ON "sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "ratings_by_session" ON "ratings" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ratings_one_voice" ON "ratings" USING btree ("network_id","speaks_for","statement_id","question","round");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_id" ON "seats" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "seats_by_user" ON "seats" USING btree ("network_id","session_id","user_id","kind");--> statement-breakpoint
CREATE INDEX "seats_by_session" ON "seats" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_id" ON "sessions" USING btree ("id");--> statement-breakpoint
CREATE INDEX "statements_by_session" ON "statements" USING btree ("network_id","session_id","position");--> statement-breakpoint
CREATE INDEX "views_by_session" ON "views" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE INDEX "views_by_seat" ON "views" USING btree ("network_id","seat_id");
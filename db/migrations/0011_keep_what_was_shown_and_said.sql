CREATE TABLE "insights" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"given_by_seat" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"ended_by_seat" text,
	"ended_at" timestamp with time zone,
	CONSTRAINT "insights_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "showings" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"round" integer NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	"shown" jsonb NOT NULL,
	"answers" jsonb NOT NULL,
	CONSTRAINT "showings_network_id_session_id_round_pk" PRIMARY KEY("network_id","session_id","round")
);
--> statement-breakpoint
CREATE TABLE "note_takers" (
	"network_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"session_id" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "note_takers_network_id_seat_id_pk" PRIMARY KEY("network_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "talk_outcomes" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"statement_id" text NOT NULL,
	"outcome" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"new_statement_id" text,
	"authoriser_id" text,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	"by_seat" text,
	CONSTRAINT "talk_outcomes_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "talk" jsonb;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "made_from" text;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "meaning" text;--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "replaced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "insights" ADD CONSTRAINT "insights_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insights" ADD CONSTRAINT "insights_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insights" ADD CONSTRAINT "insights_network_id_given_by_seat_seats_network_id_id_fk" FOREIGN KEY ("network_id","given_by_seat") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showings" ADD CONSTRAINT "showings_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_takers" ADD CONSTRAINT "note_takers_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_outcomes" ADD CONSTRAINT "talk_outcomes_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_outcomes" ADD CONSTRAINT "talk_outcomes_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_outcomes" ADD CONSTRAINT "talk_outcomes_network_id_statement_id_statements_network_id_id_fk" FOREIGN KEY ("network_id","statement_id") REFERENCES "public"."statements"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_outcomes" ADD CONSTRAINT "talk_outcomes_network_id_authoriser_id_authorisers_network_id_id_fk" FOREIGN KEY ("network_id","authoriser_id") REFERENCES "public"."authorisers"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "insights_by_session" ON "insights" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE UNIQUE INDEX "insights_one_stands" ON "insights" USING btree ("network_id","session_id","partner_id") WHERE "insights"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "talk_outcomes_by_session" ON "talk_outcomes" USING btree ("network_id","session_id","at");
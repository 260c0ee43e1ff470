CREATE TABLE "notices" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"no" integer NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	CONSTRAINT "notices_network_id_session_id_no_pk" PRIMARY KEY("network_id","session_id","no")
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"kind" text NOT NULL,
	"step_no" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "signals_network_id_seat_id_kind_pk" PRIMARY KEY("network_id","seat_id","kind")
);
--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "merged_into" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "run_by_user_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "call_no" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "call_to" text;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signals_by_session" ON "signals" USING btree ("network_id","session_id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_run_by_user_id_users_id_fk" FOREIGN KEY ("run_by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;
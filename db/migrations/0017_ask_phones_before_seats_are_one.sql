CREATE TABLE "shown_dots" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"step_id" text NOT NULL,
	"things" jsonb NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shown_dots_network_id_session_id_step_id_pk" PRIMARY KEY("network_id","session_id","step_id")
);
--> statement-breakpoint
CREATE TABLE "merge_asks" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"into_seat_id" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"said_yes" text[] NOT NULL,
	"said_no" boolean DEFAULT false NOT NULL,
	CONSTRAINT "merge_asks_network_id_seat_id_pk" PRIMARY KEY("network_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "spent_keys" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "spent_keys_network_id_session_id_key_pk" PRIMARY KEY("network_id","session_id","key")
);
--> statement-breakpoint
ALTER TABLE "networks" ADD COLUMN "time_zone" text DEFAULT 'Europe/London' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "proposition_answers" ADD COLUMN "ballot" text;--> statement-breakpoint
ALTER TABLE "proposition_answers" ADD COLUMN "last_key" text;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "dots" jsonb;--> statement-breakpoint
ALTER TABLE "shown_dots" ADD CONSTRAINT "shown_dots_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_asks" ADD CONSTRAINT "merge_asks_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_asks" ADD CONSTRAINT "merge_asks_network_id_into_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","into_seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spent_keys" ADD CONSTRAINT "spent_keys_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "merge_asks_by_session" ON "merge_asks" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE INDEX "board_docs_by_id" ON "board_docs" USING btree ("board_id");
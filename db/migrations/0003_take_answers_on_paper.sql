CREATE TABLE "sheets" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"no" integer NOT NULL,
	"round" integer NOT NULL,
	"by_user_id" text,
	"entered_at" timestamp with time zone NOT NULL,
	"taken_out_at" timestamp with time zone,
	CONSTRAINT "sheets_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "sheets_no" CHECK ("sheets"."no" between 1 and 9999)
);
--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "medium" text DEFAULT 'screen' NOT NULL;--> statement-breakpoint
ALTER TABLE "sheets" ADD CONSTRAINT "sheets_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheets" ADD CONSTRAINT "sheets_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheets" ADD CONSTRAINT "sheets_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sheets_one_a_number" ON "sheets" USING btree ("network_id","session_id","no","round") WHERE "sheets"."taken_out_at" is null;
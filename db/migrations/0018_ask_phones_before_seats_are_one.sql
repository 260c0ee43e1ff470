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
ALTER TABLE "merge_asks" ADD CONSTRAINT "merge_asks_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_asks" ADD CONSTRAINT "merge_asks_network_id_into_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","into_seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "merge_asks_by_session" ON "merge_asks" USING btree ("network_id","session_id");
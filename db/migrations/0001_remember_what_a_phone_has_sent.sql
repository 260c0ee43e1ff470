CREATE TABLE "deeds" (
	"network_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "deeds_network_id_seat_id_key_pk" PRIMARY KEY("network_id","seat_id","key")
);
--> statement-breakpoint
ALTER TABLE "ratings" ADD COLUMN "showing" text DEFAULT 'before' NOT NULL;--> statement-breakpoint
ALTER TABLE "deeds" ADD CONSTRAINT "deeds_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;
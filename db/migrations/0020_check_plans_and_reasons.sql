CREATE TABLE "judged_reasons" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"thing_id" text NOT NULL,
	"verdict" text NOT NULL,
	CONSTRAINT "judged_reasons_network_id_session_id_thing_id_pk" PRIMARY KEY("network_id","session_id","thing_id")
);
--> statement-breakpoint
ALTER TABLE "session_activities" ADD COLUMN "verdict" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
-- What everybody could read before there was anything to check stays so.
UPDATE "session_activities" SET "verdict" = 'passed';--> statement-breakpoint
ALTER TABLE "judged_reasons" ADD CONSTRAINT "judged_reasons_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;
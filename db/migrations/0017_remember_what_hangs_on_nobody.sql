CREATE TABLE "spent_keys" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "spent_keys_network_id_session_id_key_pk" PRIMARY KEY("network_id","session_id","key")
);
--> statement-breakpoint
ALTER TABLE "proposition_answers" ADD COLUMN "last_key" text;--> statement-breakpoint
ALTER TABLE "spent_keys" ADD CONSTRAINT "spent_keys_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;
CREATE TABLE "shown_dots" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"step_id" text NOT NULL,
	"things" jsonb NOT NULL,
	"shown_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shown_dots_network_id_session_id_step_id_pk" PRIMARY KEY("network_id","session_id","step_id")
);
--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "dots" jsonb;--> statement-breakpoint
ALTER TABLE "shown_dots" ADD CONSTRAINT "shown_dots_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;
CREATE TABLE "calendar_keys" (
	"network_id" text NOT NULL,
	"user_id" text NOT NULL,
	"key_hash" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calendar_keys_network_id_user_id_pk" PRIMARY KEY("network_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "calendar_keys" ADD CONSTRAINT "calendar_keys_network_id_user_id_members_network_id_user_id_fk" FOREIGN KEY ("network_id","user_id") REFERENCES "public"."members"("network_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_keys_by_hash" ON "calendar_keys" USING btree ("key_hash");
CREATE TABLE "keep_links" (
	"network_id" text NOT NULL,
	"token" text NOT NULL,
	"seat_id" text NOT NULL,
	"email" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"kept_at" timestamp with time zone,
	"user_id" text,
	CONSTRAINT "keep_links_network_id_token_pk" PRIMARY KEY("network_id","token")
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answer" text DEFAULT 'waiting' NOT NULL,
	"seat_id" text,
	"by_user_id" text,
	CONSTRAINT "returns_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "keep_links" ADD CONSTRAINT "keep_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "keep_links" ADD CONSTRAINT "keep_links_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "keep_links_token" ON "keep_links" USING btree ("token");--> statement-breakpoint
CREATE INDEX "keep_links_by_email" ON "keep_links" USING btree ("email","asked_at");--> statement-breakpoint
CREATE INDEX "keep_links_by_user" ON "keep_links" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "returns_id" ON "returns" USING btree ("id");--> statement-breakpoint
CREATE INDEX "returns_by_session" ON "returns" USING btree ("network_id","session_id","asked_at");
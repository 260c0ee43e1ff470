CREATE TABLE "absent_groups" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"affected" text NOT NULL,
	"owner_partner" text NOT NULL,
	"owner_name" text NOT NULL,
	"state" text DEFAULT 'absent' NOT NULL,
	"outcome" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" text,
	CONSTRAINT "absent_groups_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "bond_ratings" (
	"network_id" text NOT NULL,
	"user_id" text NOT NULL,
	"about_partner" text NOT NULL,
	"year" integer NOT NULL,
	"from_partner" text NOT NULL,
	"points" jsonb NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "bond_ratings_network_id_user_id_about_partner_year_pk" PRIMARY KEY("network_id","user_id","about_partner","year"),
	CONSTRAINT "bond_ratings_of_another" CHECK ("bond_ratings"."about_partner" <> "bond_ratings"."from_partner")
);
--> statement-breakpoint
CREATE TABLE "governance_checks" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"form" text,
	"found" jsonb NOT NULL,
	"conclusion" text NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"checked_by" text,
	CONSTRAINT "governance_checks_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "governance_forms" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"form" text NOT NULL,
	"since" date NOT NULL,
	"lead_partner" text,
	"body_name" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	"noted_by" text,
	CONSTRAINT "governance_forms_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "governance_forms_lead" CHECK (("governance_forms"."form" = 'lead_organisation') = ("governance_forms"."lead_partner" is not null))
);
--> statement-breakpoint
CREATE TABLE "pulse_answers" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"user_id" text,
	"seat_id" text,
	"points" jsonb NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "pulse_answers_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "absent_groups" ADD CONSTRAINT "absent_groups_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absent_groups" ADD CONSTRAINT "absent_groups_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absent_groups" ADD CONSTRAINT "absent_groups_network_id_owner_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","owner_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bond_ratings" ADD CONSTRAINT "bond_ratings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bond_ratings" ADD CONSTRAINT "bond_ratings_network_id_about_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","about_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bond_ratings" ADD CONSTRAINT "bond_ratings_network_id_from_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","from_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "governance_checks" ADD CONSTRAINT "governance_checks_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "governance_checks" ADD CONSTRAINT "governance_checks_checked_by_users_id_fk" FOREIGN KEY ("checked_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "governance_forms" ADD CONSTRAINT "governance_forms_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "governance_forms" ADD CONSTRAINT "governance_forms_noted_by_users_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "governance_forms" ADD CONSTRAINT "governance_forms_network_id_lead_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","lead_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pulse_answers" ADD CONSTRAINT "pulse_answers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pulse_answers" ADD CONSTRAINT "pulse_answers_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pulse_answers" ADD CONSTRAINT "pulse_answers_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absent_groups_by_state" ON "absent_groups" USING btree ("network_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "pulse_answers_by_user" ON "pulse_answers" USING btree ("network_id","session_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pulse_answers_by_seat" ON "pulse_answers" USING btree ("network_id","session_id","seat_id");
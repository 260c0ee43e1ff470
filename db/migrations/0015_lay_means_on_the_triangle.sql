CREATE TABLE "capacities" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"partner_id" text NOT NULL,
	"amount" text DEFAULT '' NOT NULL,
	"holder" text DEFAULT '' NOT NULL,
	"until_day" date,
	"version" integer DEFAULT 1 NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" text,
	"ended_on" date,
	CONSTRAINT "capacities_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "capacity_uses" (
	"network_id" text NOT NULL,
	"capacity_id" text NOT NULL,
	"use_kind" text NOT NULL,
	"use_id" text NOT NULL,
	CONSTRAINT "capacity_uses_network_id_capacity_id_use_kind_use_id_pk" PRIMARY KEY("network_id","capacity_id","use_kind","use_id")
);
--> statement-breakpoint
CREATE TABLE "exchanges" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"side" text NOT NULL,
	"partner_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"amount" text DEFAULT '' NOT NULL,
	"until_day" date,
	"state" text DEFAULT 'open' NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" text,
	CONSTRAINT "exchanges_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "matches" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"offer_id" text NOT NULL,
	"ask_id" text NOT NULL,
	"words" text NOT NULL,
	"proposed_by" text,
	"proposed_at" timestamp with time zone NOT NULL,
	"offer_at" timestamp with time zone,
	"ask_at" timestamp with time zone,
	"state" text DEFAULT 'proposed' NOT NULL,
	"declined_by" text,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "matches_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "matches_confirmed" CHECK ("matches"."state" <> 'confirmed' or ("matches"."offer_at" is not null and "matches"."ask_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "purposes" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"text" text NOT NULL,
	"partner_id" text,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" text,
	"taken_out_at" timestamp with time zone,
	CONSTRAINT "purposes_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "watch_mails" (
	"network_id" text NOT NULL,
	"authoriser_id" text NOT NULL,
	"ends_on" date NOT NULL,
	"days" integer NOT NULL,
	"user_id" text NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "watch_mails_network_id_authoriser_id_ends_on_days_user_id_pk" PRIMARY KEY("network_id","authoriser_id","ends_on","days","user_id")
);
--> statement-breakpoint
CREATE TABLE "watch_refusals" (
	"network_id" text NOT NULL,
	"user_id" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "watch_refusals_network_id_user_id_pk" PRIMARY KEY("network_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "capacities" ADD CONSTRAINT "capacities_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacities" ADD CONSTRAINT "capacities_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacities" ADD CONSTRAINT "capacities_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacity_uses" ADD CONSTRAINT "capacity_uses_network_id_capacity_id_capacities_network_id_id_fk" FOREIGN KEY ("network_id","capacity_id") REFERENCES "public"."capacities"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchanges" ADD CONSTRAINT "exchanges_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchanges" ADD CONSTRAINT "exchanges_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exchanges" ADD CONSTRAINT "exchanges_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_network_id_offer_id_exchanges_network_id_id_fk" FOREIGN KEY ("network_id","offer_id") REFERENCES "public"."exchanges"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matches" ADD CONSTRAINT "matches_network_id_ask_id_exchanges_network_id_id_fk" FOREIGN KEY ("network_id","ask_id") REFERENCES "public"."exchanges"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purposes" ADD CONSTRAINT "purposes_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purposes" ADD CONSTRAINT "purposes_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purposes" ADD CONSTRAINT "purposes_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_mails" ADD CONSTRAINT "watch_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_mails" ADD CONSTRAINT "watch_mails_network_id_authoriser_id_authorisers_network_id_id_fk" FOREIGN KEY ("network_id","authoriser_id") REFERENCES "public"."authorisers"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_refusals" ADD CONSTRAINT "watch_refusals_network_id_user_id_members_network_id_user_id_fk" FOREIGN KEY ("network_id","user_id") REFERENCES "public"."members"("network_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "matches_by_offer" ON "matches" USING btree ("network_id","offer_id");--> statement-breakpoint
CREATE INDEX "matches_by_ask" ON "matches" USING btree ("network_id","ask_id");--> statement-breakpoint
CREATE INDEX "notes_by_time" ON "notes" USING btree ("network_id","noted_at");
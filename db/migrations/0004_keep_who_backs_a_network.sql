CREATE TABLE "authorisers" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"organisation" text DEFAULT '' NOT NULL,
	"gives" text[] NOT NULL,
	"basis" text NOT NULL,
	"instrument" text,
	"held_by_partner" text,
	"held_by_user" text,
	"second_partner" text,
	"second_user" text,
	"starts_on" date,
	"ends_on" date,
	"trigger" text,
	"review_on" date,
	"successor" text DEFAULT 'not_asked' NOT NULL,
	"successor_name" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"ended_on" date,
	CONSTRAINT "authorisers_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "authorisers_paper" CHECK (("authorisers"."basis" = 'personal') = ("authorisers"."instrument" is null)),
	CONSTRAINT "authorisers_dates" CHECK ("authorisers"."starts_on" <= "authorisers"."ends_on")
);
--> statement-breakpoint
CREATE TABLE "dependencies" (
	"network_id" text NOT NULL,
	"authoriser_id" text NOT NULL,
	"thing_kind" text NOT NULL,
	"thing_id" text NOT NULL,
	CONSTRAINT "dependencies_network_id_authoriser_id_thing_kind_thing_id_pk" PRIMARY KEY("network_id","authoriser_id","thing_kind","thing_id")
);
--> statement-breakpoint
CREATE TABLE "formalisations" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"authoriser_id" text NOT NULL,
	"what" text NOT NULL,
	"owner_partner" text NOT NULL,
	"owner_name" text DEFAULT '' NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "formalisations_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "support_levels" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"authoriser_id" text NOT NULL,
	"level" text NOT NULL,
	"since" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "support_levels_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "supported_things" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "supported_things_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "briefing_partners" (
	"network_id" text NOT NULL,
	"briefing_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"told_on" date,
	CONSTRAINT "briefing_partners_network_id_briefing_id_partner_id_pk" PRIMARY KEY("network_id","briefing_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "briefings" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"deed" text NOT NULL,
	"who" text NOT NULL,
	"authoriser_id" text,
	"user_id" text,
	"what" text NOT NULL,
	"by_whom" text NOT NULL,
	"why" text NOT NULL,
	"done_on" date NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "briefings_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	"noun" text NOT NULL,
	"thing_id" text NOT NULL,
	"label" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "changes_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "authorisers" ADD CONSTRAINT "authorisers_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorisers" ADD CONSTRAINT "authorisers_held_by_user_users_id_fk" FOREIGN KEY ("held_by_user") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorisers" ADD CONSTRAINT "authorisers_second_user_users_id_fk" FOREIGN KEY ("second_user") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorisers" ADD CONSTRAINT "authorisers_network_id_held_by_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","held_by_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "authorisers" ADD CONSTRAINT "authorisers_network_id_second_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","second_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependencies" ADD CONSTRAINT "dependencies_network_id_authoriser_id_authorisers_network_id_id_fk" FOREIGN KEY ("network_id","authoriser_id") REFERENCES "public"."authorisers"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "formalisations" ADD CONSTRAINT "formalisations_network_id_authoriser_id_authorisers_network_id_id_fk" FOREIGN KEY ("network_id","authoriser_id") REFERENCES "public"."authorisers"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "formalisations" ADD CONSTRAINT "formalisations_network_id_owner_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","owner_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_levels" ADD CONSTRAINT "support_levels_network_id_authoriser_id_authorisers_network_id_id_fk" FOREIGN KEY ("network_id","authoriser_id") REFERENCES "public"."authorisers"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supported_things" ADD CONSTRAINT "supported_things_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_partners" ADD CONSTRAINT "briefing_partners_network_id_briefing_id_briefings_network_id_id_fk" FOREIGN KEY ("network_id","briefing_id") REFERENCES "public"."briefings"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefing_partners" ADD CONSTRAINT "briefing_partners_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefings" ADD CONSTRAINT "briefings_network_id_authoriser_id_authorisers_network_id_id_fk" FOREIGN KEY ("network_id","authoriser_id") REFERENCES "public"."authorisers"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "formalisations_by_authoriser" ON "formalisations" USING btree ("network_id","authoriser_id");--> statement-breakpoint
CREATE INDEX "support_levels_by_authoriser" ON "support_levels" USING btree ("network_id","authoriser_id");--> statement-breakpoint
CREATE INDEX "briefings_by_user" ON "briefings" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "changes_by_time" ON "changes" USING btree ("network_id","at");--> statement-breakpoint
CREATE INDEX "changes_by_thing" ON "changes" USING btree ("network_id","thing_id");
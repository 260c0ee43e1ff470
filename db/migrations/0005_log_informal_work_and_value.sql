CREATE TABLE "activities" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"family" text NOT NULL,
	"corners" text[] NOT NULL,
	"aim_kind" text,
	"aim_id" text,
	"aim_text" text DEFAULT '' NOT NULL,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"on_day" date,
	"people" text DEFAULT '' NOT NULL,
	"owner_id" text,
	"outcome" text DEFAULT '' NOT NULL,
	"next" text DEFAULT '' NOT NULL,
	"logged_at" timestamp with time zone NOT NULL,
	"logged_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "activities_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "activities_corners" CHECK (cardinality("activities"."corners") between 1 and 3),
	CONSTRAINT "activities_done_on_a_day" CHECK ("activities"."state" <> 'done' or "activities"."on_day" is not null),
	CONSTRAINT "activities_planned_for_an_aim" CHECK ("activities"."way" = 'chance' or "activities"."aim_kind" is not null),
	CONSTRAINT "activities_plans_ahead" CHECK ("activities"."state" <> 'ahead' or "activities"."way" = 'planned')
);
--> statement-breakpoint
CREATE TABLE "activity_labels" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"activity_id" text NOT NULL,
	"way" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	CONSTRAINT "activity_labels_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "activity_partners" (
	"network_id" text NOT NULL,
	"activity_id" text NOT NULL,
	"partner_id" text NOT NULL,
	CONSTRAINT "activity_partners_network_id_activity_id_partner_id_pk" PRIMARY KEY("network_id","activity_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "mitigations" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"entry_id" text NOT NULL,
	"what" text NOT NULL,
	"owner_partner" text NOT NULL,
	"owner_name" text NOT NULL,
	"due_on" date,
	"outcome" text DEFAULT '' NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "mitigations_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "value_entries" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"direction" text NOT NULL,
	"dimension" text NOT NULL,
	"text" text NOT NULL,
	"intent" text NOT NULL,
	"gains" text NOT NULL,
	"bears" text NOT NULL,
	"weight" text NOT NULL,
	"contribution" text NOT NULL,
	"evidence" text DEFAULT 'claimed' NOT NULL,
	"evidence_text" text NOT NULL,
	"cause_kind" text,
	"cause_id" text,
	"cause_text" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "value_entries_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "value_entries_losses" CHECK ("value_entries"."direction" = 'created' or ("value_entries"."bears" <> '' and "value_entries"."cause_kind" is not null))
);
--> statement-breakpoint
CREATE TABLE "value_judgements" (
	"network_id" text NOT NULL,
	"entry_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"point" smallint NOT NULL,
	"reason" text NOT NULL,
	"judged_at" timestamp with time zone NOT NULL,
	"by_user_id" text,
	CONSTRAINT "value_judgements_network_id_entry_id_partner_id_pk" PRIMARY KEY("network_id","entry_id","partner_id"),
	CONSTRAINT "value_judgements_point" CHECK ("value_judgements"."point" between -2 and 2)
);
--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_logged_by_users_id_fk" FOREIGN KEY ("logged_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_labels" ADD CONSTRAINT "activity_labels_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_labels" ADD CONSTRAINT "activity_labels_network_id_activity_id_activities_network_id_id_fk" FOREIGN KEY ("network_id","activity_id") REFERENCES "public"."activities"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_partners" ADD CONSTRAINT "activity_partners_network_id_activity_id_activities_network_id_id_fk" FOREIGN KEY ("network_id","activity_id") REFERENCES "public"."activities"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_partners" ADD CONSTRAINT "activity_partners_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mitigations" ADD CONSTRAINT "mitigations_network_id_entry_id_value_entries_network_id_id_fk" FOREIGN KEY ("network_id","entry_id") REFERENCES "public"."value_entries"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mitigations" ADD CONSTRAINT "mitigations_network_id_owner_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","owner_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "value_entries" ADD CONSTRAINT "value_entries_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "value_entries" ADD CONSTRAINT "value_entries_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "value_judgements" ADD CONSTRAINT "value_judgements_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "value_judgements" ADD CONSTRAINT "value_judgements_network_id_entry_id_value_entries_network_id_id_fk" FOREIGN KEY ("network_id","entry_id") REFERENCES "public"."value_entries"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "value_judgements" ADD CONSTRAINT "value_judgements_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_by_day" ON "activities" USING btree ("network_id","on_day");--> statement-breakpoint
CREATE INDEX "activity_labels_by_activity" ON "activity_labels" USING btree ("network_id","activity_id");--> statement-breakpoint
CREATE INDEX "mitigations_by_entry" ON "mitigations" USING btree ("network_id","entry_id");
CREATE TABLE "agency_answers" (
	"network_id" text NOT NULL,
	"user_id" text NOT NULL,
	"period" integer NOT NULL,
	"band" text NOT NULL,
	"start" smallint NOT NULL,
	"problem" smallint NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agency_answers_network_id_user_id_period_pk" PRIMARY KEY("network_id","user_id","period"),
	CONSTRAINT "agency_answers_points" CHECK ("agency_answers"."start" between 1 and 5 and "agency_answers"."problem" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "reflections" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"author_id" text NOT NULL,
	"partner_id" text,
	"happened" text NOT NULL,
	"so_what" text NOT NULL,
	"now_what" text NOT NULL,
	"audience" text NOT NULL,
	"activity_id" text,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reflections_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "reflections_for_an_organisation" CHECK ("reflections"."audience" <> 'organisation' or "reflections"."partner_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "agency_answers" ADD CONSTRAINT "agency_answers_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agency_answers" ADD CONSTRAINT "agency_answers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_network_id_activity_id_activities_network_id_id_fk" FOREIGN KEY ("network_id","activity_id") REFERENCES "public"."activities"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reflections_by_author" ON "reflections" USING btree ("author_id");
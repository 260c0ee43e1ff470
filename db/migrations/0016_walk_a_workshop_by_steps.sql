CREATE TABLE "backing_suggestions" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"id" text NOT NULL,
	"seat_id" text,
	"label" text NOT NULL,
	"kind" text NOT NULL,
	"gives" text[] NOT NULL,
	"basis" text NOT NULL,
	"instrument" text,
	"ends_on" date,
	"capacity" text DEFAULT '' NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "backing_suggestions_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "dots" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"step_id" text NOT NULL,
	"voter_id" text NOT NULL,
	"thing_id" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "dots_network_id_session_id_step_id_voter_id_thing_id_pk" PRIMARY KEY("network_id","session_id","step_id","voter_id","thing_id"),
	CONSTRAINT "dots_count" CHECK ("dots"."count" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "guest_pulses" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"voter_id" text NOT NULL,
	"period" integer NOT NULL,
	"band" text NOT NULL,
	"start" smallint NOT NULL,
	"problem" smallint NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "guest_pulses_network_id_session_id_voter_id_pk" PRIMARY KEY("network_id","session_id","voter_id"),
	CONSTRAINT "guest_pulses_points" CHECK ("guest_pulses"."start" between 1 and 5 and "guest_pulses"."problem" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"kind" text NOT NULL,
	"thing_id" text NOT NULL,
	"seat_id" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "reports_network_id_thing_id_seat_id_pk" PRIMARY KEY("network_id","thing_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "session_activities" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"activity_id" text NOT NULL,
	"seat_id" text,
	CONSTRAINT "session_activities_network_id_activity_id_pk" PRIMARY KEY("network_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "session_steps" (
	"network_id" text NOT NULL,
	"session_id" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"script" text NOT NULL,
	"minutes" integer NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"instruction" text DEFAULT '' NOT NULL,
	"say" text DEFAULT '' NOT NULL,
	"watch" text DEFAULT '' NOT NULL,
	"stuck" text DEFAULT '' NOT NULL,
	"dots" integer DEFAULT 3 NOT NULL,
	"dots_on" text DEFAULT 'statements' NOT NULL,
	"stacking" text DEFAULT 'one' NOT NULL,
	"dots_shown_at" timestamp with time zone,
	CONSTRAINT "session_steps_network_id_session_id_id_pk" PRIMARY KEY("network_id","session_id","id"),
	CONSTRAINT "session_steps_minutes" CHECK ("session_steps"."minutes" between 1 and 180),
	CONSTRAINT "session_steps_dots" CHECK ("session_steps"."dots" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"steps" jsonb NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text,
	CONSTRAINT "templates_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
CREATE TABLE "stories" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"session_id" text NOT NULL,
	"seat_id" text,
	"text" text NOT NULL,
	"teller" text DEFAULT '' NOT NULL,
	"verdict" text DEFAULT 'none' NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "stories_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "reflections" ALTER COLUMN "author_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "views" ALTER COLUMN "seat_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "reflections" ADD COLUMN "seat_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "moderation" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "step_id" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "timer_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "timer_ends" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "step_moves" ADD COLUMN "step_id" text;--> statement-breakpoint
ALTER TABLE "views" ADD COLUMN "verdict" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "backing_suggestions" ADD CONSTRAINT "backing_suggestions_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "backing_suggestions" ADD CONSTRAINT "backing_suggestions_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dots" ADD CONSTRAINT "dots_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_pulses" ADD CONSTRAINT "guest_pulses_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_activities" ADD CONSTRAINT "session_activities_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_activities" ADD CONSTRAINT "session_activities_network_id_activity_id_activities_network_id_id_fk" FOREIGN KEY ("network_id","activity_id") REFERENCES "public"."activities"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_activities" ADD CONSTRAINT "session_activities_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_steps" ADD CONSTRAINT "session_steps_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stories" ADD CONSTRAINT "stories_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "backing_suggestions_by_session" ON "backing_suggestions" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE INDEX "reports_by_session" ON "reports" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE INDEX "session_activities_by_session" ON "session_activities" USING btree ("network_id","session_id");--> statement-breakpoint
CREATE INDEX "session_steps_in_order" ON "session_steps" USING btree ("network_id","session_id","position");--> statement-breakpoint
CREATE INDEX "stories_by_session" ON "stories" USING btree ("network_id","session_id");--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_network_id_seat_id_seats_network_id_id_fk" FOREIGN KEY ("network_id","seat_id") REFERENCES "public"."seats"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflections" ADD CONSTRAINT "reflections_one_author" CHECK ("reflections"."author_id" is null or "reflections"."seat_id" is null);--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_timer" CHECK (("sessions"."timer_from" is null) = ("sessions"."timer_ends" is null));
--> statement-breakpoint
-- Every workshop that is there gets the steps that it had.
INSERT INTO "session_steps" ("network_id", "session_id", "id", "position", "kind", "script", "minutes")
SELECT s."network_id", s."id", substr(md5(s."id" || k.kind), 1, 20), k.position, k.kind, k.kind,
	CASE WHEN s."template" = 'yearly-review' THEN k.yearly ELSE k.first END
FROM "sessions" s CROSS JOIN (VALUES
	(0, 'join', 5, 5), (1, 'views', 8, 10), (2, 'show-views', 8, 12), (3, 'rate', 10, 15),
	(4, 'show-answers', 5, 8), (5, 'talk', 20, 35), (6, 'finish', 4, 5)
) AS k(position, kind, first, yearly);--> statement-breakpoint
UPDATE "sessions" SET "step_id" = substr(md5("id" || "step"), 1, 20);--> statement-breakpoint
UPDATE "step_moves" SET "step_id" = substr(md5("session_id" || "step"), 1, 20);

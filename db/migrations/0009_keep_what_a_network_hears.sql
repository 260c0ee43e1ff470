CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "note_readers" (
	"network_id" text NOT NULL,
	"note_id" text NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "note_readers_network_id_note_id_user_id_pk" PRIMARY KEY("network_id","note_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"by_user_id" text,
	"partner_id" text,
	"text" text NOT NULL,
	"about_kind" text NOT NULL,
	"about" text NOT NULL,
	"closeness" text NOT NULL,
	"confidence" integer NOT NULL,
	"sensitivity" text NOT NULL,
	"heard_on" date NOT NULL,
	"recheck_by" date,
	"state" text DEFAULT 'new' NOT NULL,
	"thread_id" text,
	"answer" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notes_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "notes_confidence" CHECK ("notes"."confidence" between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	CONSTRAINT "threads_network_id_id_pk" PRIMARY KEY("network_id","id")
);
--> statement-breakpoint
ALTER TABLE "note_readers" ADD CONSTRAINT "note_readers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_readers" ADD CONSTRAINT "note_readers_network_id_note_id_notes_network_id_id_fk" FOREIGN KEY ("network_id","note_id") REFERENCES "public"."notes"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_by_user_id_users_id_fk" FOREIGN KEY ("by_user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_network_id_thread_id_threads_network_id_id_fk" FOREIGN KEY ("network_id","thread_id") REFERENCES "public"."threads"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notes_by_author" ON "notes" USING btree ("by_user_id");--> statement-breakpoint
CREATE INDEX "notes_by_thread" ON "notes" USING btree ("network_id","thread_id");
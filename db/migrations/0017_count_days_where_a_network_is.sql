ALTER TABLE "networks" ADD COLUMN "time_zone" text DEFAULT 'Europe/London' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "language" text;
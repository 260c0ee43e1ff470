ALTER TABLE "sessions" ADD COLUMN "asks_is" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "asks_most" boolean DEFAULT false NOT NULL;
CREATE TABLE "statement_wordings" (
	"network_id" text NOT NULL,
	"statement_id" text NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "statement_wordings_network_id_statement_id_language_pk" PRIMARY KEY("network_id","statement_id","language")
);
--> statement-breakpoint
ALTER TABLE "statements" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "statement_wordings" ADD CONSTRAINT "statement_wordings_statement_fk" FOREIGN KEY ("network_id","statement_id") REFERENCES "public"."statements"("network_id","id") ON DELETE cascade ON UPDATE no action;
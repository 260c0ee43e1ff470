CREATE TABLE "agreement_stands" (
	"network_id" text NOT NULL,
	"agreement_id" text NOT NULL,
	"partner_id" text NOT NULL,
	"stand" text NOT NULL,
	"reason" text NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "agreement_stands_network_id_agreement_id_partner_id_pk" PRIMARY KEY("network_id","agreement_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "agreements" (
	"network_id" text NOT NULL,
	"id" text NOT NULL,
	"text" text NOT NULL,
	"from_kind" text NOT NULL,
	"from_id" text,
	"owner_partner" text NOT NULL,
	"owner_name" text NOT NULL,
	"agreed_on" date NOT NULL,
	"review_on" date NOT NULL,
	"ended_on" date,
	"outcome" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"added_by" text,
	CONSTRAINT "agreements_network_id_id_pk" PRIMARY KEY("network_id","id"),
	CONSTRAINT "agreements_dates" CHECK ("agreements"."agreed_on" <= "agreements"."review_on"),
	CONSTRAINT "agreements_from" CHECK (("agreements"."from_kind" = 'words') = ("agreements"."from_id" is null))
);
--> statement-breakpoint
CREATE TABLE "proposition_answers" (
	"network_id" text NOT NULL,
	"no" integer NOT NULL,
	"partner_id" text NOT NULL,
	"answer" text NOT NULL,
	"reason" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "proposition_answers_network_id_no_partner_id_pk" PRIMARY KEY("network_id","no","partner_id"),
	CONSTRAINT "proposition_answers_reason" CHECK ("proposition_answers"."answer" <> 'cannot' or "proposition_answers"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "proposition_drafts" (
	"network_id" text NOT NULL,
	"slot" text NOT NULL,
	"text" text NOT NULL,
	"sources" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text,
	CONSTRAINT "proposition_drafts_network_id_slot_pk" PRIMARY KEY("network_id","slot")
);
--> statement-breakpoint
CREATE TABLE "proposition_present" (
	"network_id" text NOT NULL,
	"no" integer NOT NULL,
	"seat_id" text NOT NULL,
	"partner_id" text,
	"name" text NOT NULL,
	CONSTRAINT "proposition_present_network_id_no_seat_id_pk" PRIMARY KEY("network_id","no","seat_id")
);
--> statement-breakpoint
CREATE TABLE "proposition_slots" (
	"network_id" text NOT NULL,
	"no" integer NOT NULL,
	"slot" text NOT NULL,
	"text" text NOT NULL,
	"sources" jsonb NOT NULL,
	CONSTRAINT "proposition_slots_network_id_no_slot_pk" PRIMARY KEY("network_id","no","slot")
);
--> statement-breakpoint
CREATE TABLE "proposition_versions" (
	"network_id" text NOT NULL,
	"no" integer NOT NULL,
	"session_id" text,
	"asking" text DEFAULT 'not_asked' NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" text,
	"asked_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "proposition_versions_network_id_no_pk" PRIMARY KEY("network_id","no")
);
--> statement-breakpoint
ALTER TABLE "agreement_stands" ADD CONSTRAINT "agreement_stands_network_id_agreement_id_agreements_network_id_id_fk" FOREIGN KEY ("network_id","agreement_id") REFERENCES "public"."agreements"("network_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreement_stands" ADD CONSTRAINT "agreement_stands_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_added_by_users_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agreements" ADD CONSTRAINT "agreements_network_id_owner_partner_partners_network_id_id_fk" FOREIGN KEY ("network_id","owner_partner") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_answers" ADD CONSTRAINT "proposition_answers_network_id_no_proposition_versions_network_id_no_fk" FOREIGN KEY ("network_id","no") REFERENCES "public"."proposition_versions"("network_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_answers" ADD CONSTRAINT "proposition_answers_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_drafts" ADD CONSTRAINT "proposition_drafts_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_drafts" ADD CONSTRAINT "proposition_drafts_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_present" ADD CONSTRAINT "proposition_present_network_id_no_proposition_versions_network_id_no_fk" FOREIGN KEY ("network_id","no") REFERENCES "public"."proposition_versions"("network_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_present" ADD CONSTRAINT "proposition_present_network_id_partner_id_partners_network_id_id_fk" FOREIGN KEY ("network_id","partner_id") REFERENCES "public"."partners"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_slots" ADD CONSTRAINT "proposition_slots_network_id_no_proposition_versions_network_id_no_fk" FOREIGN KEY ("network_id","no") REFERENCES "public"."proposition_versions"("network_id","no") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_versions" ADD CONSTRAINT "proposition_versions_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_versions" ADD CONSTRAINT "proposition_versions_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposition_versions" ADD CONSTRAINT "proposition_versions_network_id_session_id_sessions_network_id_id_fk" FOREIGN KEY ("network_id","session_id") REFERENCES "public"."sessions"("network_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agreements_by_review" ON "agreements" USING btree ("network_id","review_on");
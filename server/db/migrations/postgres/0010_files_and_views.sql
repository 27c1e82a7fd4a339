CREATE TABLE "files" (
	"incident" bigint NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"drop_at_ms" bigint,
	CONSTRAINT "files_incident_sha256_pk" PRIMARY KEY("incident","sha256")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"node" text,
	"query" text NOT NULL,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "files_drop" ON "files" USING btree ("drop_at_ms") WHERE drop_at_ms is not null;--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "saved_views_role" ON "saved_views" USING btree ("role");
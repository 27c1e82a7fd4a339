CREATE TABLE "alert_areas" (
	"area" text NOT NULL,
	"alert" bigint NOT NULL,
	CONSTRAINT "alert_areas_area_alert_pk" PRIMARY KEY("area","alert")
);
--> statement-breakpoint
CREATE TABLE "alert_events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"recorded_at_ms" bigint NOT NULL,
	"occurred_at_ms" bigint NOT NULL,
	"actor" text NOT NULL,
	"seat" text,
	"stream" bigint NOT NULL,
	"version" bigint NOT NULL,
	"type" text NOT NULL,
	"payload" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_messages" (
	"sender" text NOT NULL,
	"identifier" text NOT NULL,
	"sent_at_ms" bigint NOT NULL,
	"alert" bigint NOT NULL,
	"content_hash" text NOT NULL,
	CONSTRAINT "alert_messages_sender_identifier_sent_at_ms_content_hash_pk" PRIMARY KEY("sender","identifier","sent_at_ms","content_hash")
);
--> statement-breakpoint
CREATE TABLE "alert_references" (
	"sender" text NOT NULL,
	"identifier" text NOT NULL,
	"sent_at_ms" bigint NOT NULL,
	"alert" bigint NOT NULL,
	CONSTRAINT "alert_references_sender_identifier_sent_at_ms_alert_pk" PRIMARY KEY("sender","identifier","sent_at_ms","alert")
);
--> statement-breakpoint
CREATE TABLE "alert_texts" (
	"alert" bigint NOT NULL,
	"version" bigint NOT NULL,
	"content" text NOT NULL,
	"raw" text,
	"salt" text NOT NULL,
	CONSTRAINT "alert_texts_alert_version_pk" PRIMARY KEY("alert","version")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"rev" bigint NOT NULL,
	"settled_at_ms" bigint NOT NULL,
	"is_draft" integer NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "alert_events_stream" ON "alert_events" USING btree ("stream","version");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_rev" ON "alerts" USING btree ("rev");--> statement-breakpoint
CREATE INDEX "alerts_settled" ON "alerts" USING btree ("settled_at_ms");
CREATE TABLE "alert_feed_acts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL,
	"feed" bigint NOT NULL,
	"node" text NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_feed_entries" (
	"feed" bigint NOT NULL,
	"key" text NOT NULL,
	"outcome" text NOT NULL,
	"title" text NOT NULL,
	"link" text,
	"at_ms" bigint NOT NULL,
	"attempts" bigint NOT NULL,
	"alert" bigint,
	"trouble" text,
	CONSTRAINT "alert_feed_entries_feed_key_pk" PRIMARY KEY("feed","key")
);
--> statement-breakpoint
CREATE TABLE "alert_feeds" (
	"id" bigint PRIMARY KEY NOT NULL,
	"node" text NOT NULL,
	"version" bigint NOT NULL,
	"settings" text NOT NULL,
	"is_on" integer NOT NULL,
	"next_at_ms" bigint,
	"progress" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rejudgings" (
	"device" text PRIMARY KEY NOT NULL,
	"from_ms" bigint NOT NULL,
	"act" text NOT NULL,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "is_withdrawn" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "readings_flagged" ON "readings" USING btree ("channel","at_ms") WHERE flags <> 0;
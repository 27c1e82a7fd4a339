CREATE TABLE "rejudgings" (
	"device" text PRIMARY KEY NOT NULL,
	"from_ms" bigint NOT NULL,
	"act" text NOT NULL,
	"revision" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "is_withdrawn" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "readings_flagged" ON "readings" USING btree ("channel","at_ms") WHERE flags <> 0;
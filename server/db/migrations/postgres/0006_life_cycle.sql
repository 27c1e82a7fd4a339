ALTER TABLE "categories" ADD COLUMN "evidence" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "extra" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "silent_at_ms" bigint;--> statement-breakpoint
CREATE INDEX "incidents_silent" ON "incidents" USING btree ("silent_at_ms") WHERE silent_at_ms is not null;
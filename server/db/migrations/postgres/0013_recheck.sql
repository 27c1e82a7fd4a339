ALTER TABLE "incidents" ADD COLUMN "recheck_at_ms" bigint;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "recheck_by" text;--> statement-breakpoint
CREATE INDEX "incidents_recheck" ON "incidents" USING btree ("recheck_at_ms") WHERE recheck_at_ms is not null;
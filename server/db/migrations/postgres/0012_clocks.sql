ALTER TABLE "incidents" RENAME COLUMN "silent_at_ms" TO "wake_at_ms";--> statement-breakpoint
DROP INDEX "incidents_silent";--> statement-breakpoint
DROP INDEX "incidents_desk";--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "soon_at_ms" bigint;--> statement-breakpoint
UPDATE "incidents" SET "soon_at_ms" = "due_at_ms" - ("due_at_ms" - "reported_at_ms") / 5 WHERE "due_at_ms" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "incidents_wake" ON "incidents" USING btree ("wake_at_ms") WHERE wake_at_ms is not null;--> statement-breakpoint
CREATE INDEX "incidents_desk" ON "incidents" USING btree ("risk_at_ms","severity_rank","id","status","place","category","holder_unit","accept_due_at_ms","contact_due_at_ms","contacted_at_ms","overdue","suspended","supervised","returns","soon_at_ms") WHERE is_open = 1;
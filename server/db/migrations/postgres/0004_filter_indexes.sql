DROP INDEX "incidents_reported";--> statement-breakpoint
DROP INDEX "incidents_place_closed";--> statement-breakpoint
CREATE INDEX "incidents_reported_filter" ON "incidents" USING btree ("reported_at_ms","place","category","severity_rank");--> statement-breakpoint
CREATE INDEX "incidents_due_filter" ON "incidents" USING btree ("due_at_ms","place","category","severity_rank","reported_at_ms");--> statement-breakpoint
CREATE INDEX "incidents_closed_filter" ON "incidents" USING btree ("closed_at_ms","place","category","severity_rank","reported_at_ms");--> statement-breakpoint
CREATE INDEX "incidents_place_kind_closed" ON "incidents" USING btree ("place","category","severity_rank","closed_at_ms");--> statement-breakpoint
CREATE INDEX "incidents_exercise" ON "incidents" USING btree ("id") WHERE exercise = 1;
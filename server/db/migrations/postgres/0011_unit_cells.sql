-- Which unit held an incident before only the log knows: incidents and sums are made anew from it at the next start.
CREATE TABLE "unit_cells" (
	"place" text NOT NULL,
	"hour_ms" bigint NOT NULL,
	"category" text NOT NULL,
	"severity" bigint NOT NULL,
	"metric" bigint NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "unit_cells_place_hour_ms_category_severity_metric_pk" PRIMARY KEY("place","hour_ms","category","severity","metric")
);--> statement-breakpoint
INSERT INTO "settings" ("key", "value") SELECT 'cellsDue', 'true' WHERE EXISTS (SELECT 1 FROM "events") ON CONFLICT ("key") DO NOTHING;

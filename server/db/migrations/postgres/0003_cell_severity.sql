-- Which severity a stored sum was of only the log knows: sums are made anew from it at the next start.
DELETE FROM "cells";--> statement-breakpoint
ALTER TABLE "cells" DROP CONSTRAINT "cells_place_hour_ms_category_metric_pk";--> statement-breakpoint
ALTER TABLE "cells" ADD COLUMN "severity" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "cells" ADD CONSTRAINT "cells_place_hour_ms_category_severity_metric_pk" PRIMARY KEY("place","hour_ms","category","severity","metric");--> statement-breakpoint
INSERT INTO "settings" ("key", "value") SELECT 'cellsDue', 'true' WHERE EXISTS (SELECT 1 FROM "events");

-- Which unit held an incident before only the log knows: incidents and sums are made anew from it at the next start.
CREATE TABLE `unit_cells` (
	`place` text NOT NULL,
	`hour_ms` integer NOT NULL,
	`category` text NOT NULL,
	`severity` integer NOT NULL,
	`metric` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`place`, `hour_ms`, `category`, `severity`, `metric`)
) WITHOUT ROWID;--> statement-breakpoint
INSERT INTO `settings` (`key`, `value`) SELECT 'cellsDue', 'true' WHERE EXISTS (SELECT 1 FROM `events`) ON CONFLICT (`key`) DO NOTHING;

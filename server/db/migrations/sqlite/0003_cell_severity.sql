-- Which severity a stored sum was of only the log knows: sums are made anew from it at the next start.
DROP TABLE `cells`;--> statement-breakpoint
CREATE TABLE `cells` (
	`place` text NOT NULL,
	`hour_ms` integer NOT NULL,
	`category` text NOT NULL,
	`severity` integer NOT NULL,
	`metric` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`place`, `hour_ms`, `category`, `severity`, `metric`)
) WITHOUT ROWID;--> statement-breakpoint
INSERT INTO `settings` (`key`, `value`) SELECT 'cellsDue', 'true' WHERE EXISTS (SELECT 1 FROM `events`);

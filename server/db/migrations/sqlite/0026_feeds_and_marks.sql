CREATE TABLE `alert_feed_acts` (
	`id` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`feed` integer NOT NULL,
	`node` text NOT NULL,
	`actor` text NOT NULL,
	`act` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert_feed_entries` (
	`feed` integer NOT NULL,
	`key` text NOT NULL,
	`outcome` text NOT NULL,
	`title` text NOT NULL,
	`link` text,
	`at_ms` integer NOT NULL,
	`attempts` integer NOT NULL,
	`alert` integer,
	`trouble` text,
	PRIMARY KEY(`feed`, `key`)
);
--> statement-breakpoint
CREATE TABLE `alert_feeds` (
	`id` integer PRIMARY KEY NOT NULL,
	`node` text NOT NULL,
	`version` integer NOT NULL,
	`settings` text NOT NULL,
	`is_on` integer NOT NULL,
	`next_at_ms` integer,
	`progress` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rejudgings` (
	`device` text PRIMARY KEY NOT NULL,
	`from_ms` integer NOT NULL,
	`act` text NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `alarms` ADD `is_withdrawn` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `readings_flagged` ON `readings` (`channel`,`at_ms`) WHERE flags <> 0;
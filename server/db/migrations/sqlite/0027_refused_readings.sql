CREATE TABLE `reading_refusals` (
	`device` text NOT NULL,
	`indicator` text NOT NULL,
	`code` text NOT NULL,
	`node` text NOT NULL,
	`n` integer NOT NULL,
	`first_ms` integer NOT NULL,
	`last_ms` integer NOT NULL,
	`detail` text NOT NULL,
	PRIMARY KEY(`device`, `indicator`, `code`, `node`)
);
--> statement-breakpoint
CREATE INDEX `reading_refusals_node` ON `reading_refusals` (`node`,`last_ms`);
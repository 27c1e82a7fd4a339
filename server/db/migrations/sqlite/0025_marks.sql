CREATE TABLE `rejudgings` (
	`device` text PRIMARY KEY NOT NULL,
	`from_ms` integer NOT NULL,
	`act` text NOT NULL,
	`revision` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `alarms` ADD `is_withdrawn` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `readings_flagged` ON `readings` (`channel`,`at_ms`) WHERE flags <> 0;
CREATE TABLE `plan_acts` (
	`plan` text NOT NULL,
	`version` integer NOT NULL,
	`act` text NOT NULL,
	`content` text NOT NULL,
	`by_actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`plan`, `version`)
);
--> statement-breakpoint
CREATE TABLE `plan_values` (
	`plan` text NOT NULL,
	`item` text NOT NULL,
	`area` text NOT NULL,
	`kind` text NOT NULL,
	`period` text NOT NULL,
	`revision` integer NOT NULL,
	`as_of` text NOT NULL,
	`value` real,
	`judged` text,
	`source` text NOT NULL,
	`note` text NOT NULL,
	`by_actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`plan`, `item`, `area`, `kind`, `period`, `revision`)
);
--> statement-breakpoint
CREATE INDEX `plan_values_area` ON `plan_values` (`plan`,`area`);--> statement-breakpoint
CREATE TABLE `plans` (
	`code` text PRIMARY KEY NOT NULL,
	`node` text NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`by_actor` text NOT NULL,
	`at_ms` integer NOT NULL
);

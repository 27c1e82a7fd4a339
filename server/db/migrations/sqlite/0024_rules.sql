CREATE TABLE `alarm_changes` (
	`id` integer PRIMARY KEY NOT NULL,
	`alarm` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`recorded_at_ms` integer NOT NULL,
	`change` text NOT NULL,
	`level` integer,
	`value` real,
	`readings` text NOT NULL,
	`detail` text
);
--> statement-breakpoint
CREATE INDEX `alarm_changes_alarm` ON `alarm_changes` (`alarm`);--> statement-breakpoint
CREATE TABLE `alarms` (
	`id` integer PRIMARY KEY NOT NULL,
	`rule` integer NOT NULL,
	`version` integer NOT NULL,
	`names` text NOT NULL,
	`subject` text NOT NULL,
	`n` integer NOT NULL,
	`area` text NOT NULL,
	`level` integer NOT NULL,
	`value` real NOT NULL,
	`raised_at_ms` integer NOT NULL,
	`recorded_at_ms` integer NOT NULL,
	`cleared_at_ms` integer,
	`is_held` integer NOT NULL,
	`asked` text,
	`todo` text,
	`incident` integer,
	`alert` integer,
	`readings` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alarms_once` ON `alarms` (`rule`,`version`,`subject`,`n`);--> statement-breakpoint
CREATE INDEX `alarms_area` ON `alarms` (`area`,`id`);--> statement-breakpoint
CREATE INDEX `alarms_open` ON `alarms` (`rule`) WHERE cleared_at_ms is null;--> statement-breakpoint
CREATE INDEX `alarms_todo` ON `alarms` (`id`) WHERE todo is not null;--> statement-breakpoint
CREATE INDEX `alarms_recorded` ON `alarms` (`rule`,`recorded_at_ms`);--> statement-breakpoint
CREATE TABLE `rule_acts` (
	`rule` integer NOT NULL,
	`version` integer NOT NULL,
	`act` text NOT NULL,
	`is_on` integer NOT NULL,
	`content` text NOT NULL,
	`actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`rule`, `version`)
);
--> statement-breakpoint
CREATE TABLE `rule_cursors` (
	`log` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `rule_states` (
	`rule` integer NOT NULL,
	`subject` text NOT NULL,
	`part` text NOT NULL,
	`area` text NOT NULL,
	`state` text NOT NULL,
	`late` integer NOT NULL,
	`due_at_ms` integer,
	PRIMARY KEY(`rule`, `subject`, `part`)
);
--> statement-breakpoint
CREATE INDEX `rule_states_due` ON `rule_states` (`due_at_ms`) WHERE due_at_ms is not null;--> statement-breakpoint
CREATE TABLE `rules` (
	`id` integer PRIMARY KEY NOT NULL,
	`node` text NOT NULL,
	`version` integer NOT NULL,
	`is_on` integer NOT NULL,
	`content` text NOT NULL,
	`by_actor` text NOT NULL,
	`at_ms` integer NOT NULL
);

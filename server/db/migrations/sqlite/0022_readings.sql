CREATE TABLE `channel_states` (
	`channel` integer PRIMARY KEY NOT NULL,
	`last_id` integer NOT NULL,
	`last_at_ms` integer NOT NULL,
	`last_received_ms` integer NOT NULL,
	`last_value` real NOT NULL,
	`last_flags` integer NOT NULL,
	`same_since_ms` integer NOT NULL,
	`good_id` integer,
	`good_at_ms` integer,
	`good_received_ms` integer,
	`good_value` real
);
--> statement-breakpoint
CREATE TABLE `channels` (
	`id` integer PRIMARY KEY NOT NULL,
	`device` text NOT NULL,
	`indicator` text NOT NULL,
	`credible` text,
	`derived` text,
	`is_open` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `channels_device` ON `channels` (`device`,`indicator`);--> statement-breakpoint
CREATE INDEX `channels_indicator` ON `channels` (`indicator`);--> statement-breakpoint
CREATE TABLE `device_acts` (
	`id` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`device` text NOT NULL,
	`actor` text NOT NULL,
	`act` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `device_acts_device` ON `device_acts` (`device`,`id`);--> statement-breakpoint
CREATE TABLE `devices` (
	`code` text PRIMARY KEY NOT NULL,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`kind` text NOT NULL,
	`owner` text,
	`area` text NOT NULL,
	`lng` real,
	`lat` real,
	`datum` text,
	`suspect` text NOT NULL,
	`registered_at_ms` integer NOT NULL,
	`revision` integer NOT NULL,
	`recount_from_ms` integer,
	`recount_to_ms` integer
);
--> statement-breakpoint
CREATE INDEX `devices_area` ON `devices` (`area`);--> statement-breakpoint
CREATE INDEX `devices_recount` ON `devices` (`recount_from_ms`) WHERE recount_from_ms is not null;--> statement-breakpoint
CREATE TABLE `reading_buckets` (
	`step` integer NOT NULL,
	`start_ms` integer NOT NULL,
	`channel` integer NOT NULL,
	`n` integer NOT NULL,
	`sum` real NOT NULL,
	`min` real NOT NULL,
	`max` real NOT NULL,
	`last` real NOT NULL,
	`last_at_ms` integer NOT NULL,
	PRIMARY KEY(`step`, `start_ms`, `channel`)
);
--> statement-breakpoint
CREATE TABLE `reading_head` (
	`id` integer PRIMARY KEY NOT NULL,
	`last_id` integer NOT NULL,
	`devices_rev` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `readings` (
	`id` integer PRIMARY KEY NOT NULL,
	`channel` integer NOT NULL,
	`at_ms` integer NOT NULL,
	`received_ms` integer NOT NULL,
	`value` real NOT NULL,
	`flags` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `readings_channel` ON `readings` (`channel`,`at_ms`);
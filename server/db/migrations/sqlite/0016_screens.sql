CREATE TABLE `screen_acts` (
	`id` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`screen` integer NOT NULL,
	`actor` text NOT NULL,
	`act` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `screen_beats` (
	`screen` integer PRIMARY KEY NOT NULL,
	`heard` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `screen_pairings` (
	`hash` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`expires_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `screen_pairings_code` ON `screen_pairings` (`code`);--> statement-breakpoint
CREATE TABLE `screens` (
	`id` integer PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`group_name` text,
	`area` text NOT NULL,
	`place` text NOT NULL,
	`distance_m` real NOT NULL,
	`picture_width_mm` real NOT NULL,
	`bezel_mm` real NOT NULL,
	`paired_by` text NOT NULL,
	`paired_at_ms` integer NOT NULL,
	`revoked_at_ms` integer,
	`scene` text NOT NULL,
	`playlist` text,
	`is_muted` integer NOT NULL,
	`is_stopped` integer NOT NULL,
	`showing` text,
	`identify_until_ms` integer,
	`reload_at_ms` integer,
	`rev` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `screens_hash` ON `screens` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `screens_rev` ON `screens` (`rev`);
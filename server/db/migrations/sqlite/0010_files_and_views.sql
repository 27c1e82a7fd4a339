CREATE TABLE `files` (
	`incident` integer NOT NULL,
	`sha256` text NOT NULL,
	`bytes` integer NOT NULL,
	`media_type` text NOT NULL,
	`at_ms` integer NOT NULL,
	`drop_at_ms` integer,
	PRIMARY KEY(`incident`, `sha256`)
);
--> statement-breakpoint
CREATE INDEX `files_drop` ON `files` (`drop_at_ms`) WHERE drop_at_ms is not null;--> statement-breakpoint
CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`name` text NOT NULL,
	`role` text,
	`node` text,
	`query` text NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_views_owner` ON `saved_views` (`owner`);--> statement-breakpoint
CREATE INDEX `saved_views_role` ON `saved_views` (`role`);
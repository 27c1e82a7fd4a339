CREATE TABLE `wall_clips` (
	`id` integer PRIMARY KEY NOT NULL,
	`node` text NOT NULL,
	`tone` text NOT NULL,
	`by_actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	`media_type` text,
	`bytes` integer,
	`sha256` text,
	`data` text
);
--> statement-breakpoint
CREATE INDEX `wall_clips_sha256` ON `wall_clips` (`sha256`);
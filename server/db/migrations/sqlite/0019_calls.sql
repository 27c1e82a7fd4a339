CREATE TABLE `call_acts` (
	`id` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`call` integer NOT NULL,
	`act` text NOT NULL,
	`actor` text NOT NULL,
	`to_node` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `calls` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject` integer NOT NULL,
	`number` text NOT NULL,
	`category` text NOT NULL,
	`place` text NOT NULL,
	`node` text NOT NULL,
	`to_node` text NOT NULL,
	`raised_at_ms` integer NOT NULL,
	`passes` integer NOT NULL,
	`next_at_ms` integer,
	`ended_at_ms` integer,
	`ended_by` text,
	`rev` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calls_rev` ON `calls` (`rev`);--> statement-breakpoint
CREATE INDEX `calls_ended` ON `calls` (`ended_at_ms`);--> statement-breakpoint
CREATE INDEX `calls_next` ON `calls` (`next_at_ms`);--> statement-breakpoint
CREATE INDEX `calls_subject` ON `calls` (`kind`,`subject`);--> statement-breakpoint
ALTER TABLE `screens` ADD `quiet` text;--> statement-breakpoint
ALTER TABLE `screens` ADD `test_at_ms` integer;--> statement-breakpoint
ALTER TABLE `screens` ADD `heard` text;
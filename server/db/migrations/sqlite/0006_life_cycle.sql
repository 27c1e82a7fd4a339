ALTER TABLE `categories` ADD `evidence` text;--> statement-breakpoint
ALTER TABLE `incidents` ADD `extra` text;--> statement-breakpoint
ALTER TABLE `incidents` ADD `silent_at_ms` integer;--> statement-breakpoint
CREATE INDEX `incidents_silent` ON `incidents` (`silent_at_ms`) WHERE silent_at_ms is not null;
ALTER TABLE `incidents` ADD `recheck_at_ms` integer;--> statement-breakpoint
ALTER TABLE `incidents` ADD `recheck_by` text;--> statement-breakpoint
CREATE INDEX `incidents_recheck` ON `incidents` (`recheck_at_ms`) WHERE recheck_at_ms is not null;
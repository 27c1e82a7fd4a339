CREATE INDEX `unit_changes_at` ON `unit_changes` (`at_ms`);--> statement-breakpoint
CREATE INDEX `unit_changes_reasons` ON `unit_changes` (`at_ms`) WHERE reason is not null;
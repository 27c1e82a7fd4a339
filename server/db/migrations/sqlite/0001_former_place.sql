ALTER TABLE `incidents` ADD `former_place` text;--> statement-breakpoint
ALTER TABLE `incidents` ADD `former_until_ms` integer;--> statement-breakpoint
CREATE INDEX `incidents_former_place` ON `incidents` (`former_place`) WHERE former_place is not null;
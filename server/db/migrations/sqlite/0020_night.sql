ALTER TABLE `screens` ADD `night` text;--> statement-breakpoint
ALTER TABLE `screens` ADD `night_mode` text DEFAULT 'schedule' NOT NULL;
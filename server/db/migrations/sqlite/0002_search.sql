CREATE TABLE `search_postings` (
	`block` integer NOT NULL,
	`bucket` integer NOT NULL,
	`postings` text NOT NULL,
	PRIMARY KEY(`block`, `bucket`)
);
--> statement-breakpoint
CREATE INDEX `incidents_number` ON `incidents` (`number`);
--> statement-breakpoint
-- Whoever changes a text (a correction, an import, a purge) throws the index of its block away with it. 2048 = BLOCK.
CREATE TRIGGER `personal_written` AFTER INSERT ON `personal` WHEN NEW.`description` IS NOT NULL
BEGIN DELETE FROM `search_postings` WHERE `block` = NEW.`incident` / 2048; END;
--> statement-breakpoint
CREATE TRIGGER `personal_changed` AFTER UPDATE OF `description` ON `personal` WHEN NEW.`description` IS NOT OLD.`description`
BEGIN DELETE FROM `search_postings` WHERE `block` = NEW.`incident` / 2048; END;
--> statement-breakpoint
CREATE TRIGGER `personal_purged` AFTER DELETE ON `personal`
BEGIN DELETE FROM `search_postings` WHERE `block` = OLD.`incident` / 2048; END;

-- Limits in plain minutes go on as hours that never stop; what an import found has none.
ALTER TABLE `categories` ADD `limits` text;--> statement-breakpoint
UPDATE `categories` SET `limits` =
	'{"accept":' || coalesce('{"amount":' || cast(`accept_min` / 60.0 AS text) || ',"unit":"emergency-hour"}', 'null') ||
	',"contact":' || coalesce('{"amount":' || cast(`contact_min` / 60.0 AS text) || ',"unit":"emergency-hour"}', 'null') ||
	',"total":' || coalesce('{"amount":' || cast(`total_min` / 60.0 AS text) || ',"unit":"emergency-hour"}', 'null') || '}'
WHERE `is_imported` = 0;--> statement-breakpoint
ALTER TABLE `categories` DROP COLUMN `accept_min`;--> statement-breakpoint
ALTER TABLE `categories` DROP COLUMN `contact_min`;--> statement-breakpoint
ALTER TABLE `categories` DROP COLUMN `total_min`;

-- What units have in hand stands in the incidents; which of their cases they are at is known from there, since when from the last dispatch.
CREATE TABLE `duty` (
	`node` text NOT NULL,
	`ordinal` integer NOT NULL,
	`seat` text NOT NULL,
	`unit` text,
	`username` text,
	`from_ms` integer NOT NULL,
	`to_ms` integer NOT NULL,
	PRIMARY KEY(`node`, `ordinal`)
);
--> statement-breakpoint
CREATE TABLE `unit_changes` (
	`rev` integer PRIMARY KEY NOT NULL,
	`unit` text NOT NULL,
	`at_ms` integer NOT NULL,
	`was` text NOT NULL,
	`state` text NOT NULL,
	`actor` text NOT NULL,
	`reason` text,
	`incident` integer
);
--> statement-breakpoint
CREATE INDEX `unit_changes_unit` ON `unit_changes` (`unit`,`rev`);--> statement-breakpoint
CREATE TABLE `unit_holds` (
	`incident` integer NOT NULL,
	`branch` integer NOT NULL,
	`unit` text NOT NULL,
	`stage` integer NOT NULL,
	PRIMARY KEY(`incident`, `branch`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `unit_holds_unit` ON `unit_holds` (`unit`);--> statement-breakpoint
CREATE TABLE `unit_states` (
	`unit` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`since_ms` integer NOT NULL,
	`lng` real,
	`lat` real,
	`position_at_ms` integer,
	`accuracy_m` real,
	`rev` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `unit_states_rev` ON `unit_states` (`rev`);--> statement-breakpoint
ALTER TABLE `units` ADD `kind` text DEFAULT 'team' NOT NULL;--> statement-breakpoint
INSERT INTO `unit_holds` (`incident`, `branch`, `unit`, `stage`)
SELECT id, 0, holder_unit, CASE status WHEN 'dispatched' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END FROM `incidents`
WHERE is_open = 1 AND suspended = 0 AND holder_unit IS NOT NULL AND status IN ('dispatched', 'accepted', 'handling');--> statement-breakpoint
INSERT INTO `unit_holds` (`incident`, `branch`, `unit`, `stage`)
SELECT i.id, json_extract(b.value, '$.id'), json_extract(b.value, '$.unit'), CASE json_extract(b.value, '$.status') WHEN 'dispatched' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END
FROM `incidents` i, json_each(i.extra, '$.branches') b
WHERE i.is_open = 1 AND i.suspended = 0 AND json_extract(b.value, '$.unit') IS NOT NULL AND json_extract(b.value, '$.status') IN ('dispatched', 'accepted', 'handling', 'arrived');--> statement-breakpoint
INSERT INTO `unit_states` (`unit`, `state`, `since_ms`, `rev`)
SELECT unit, CASE WHEN max(stage) = 2 THEN 'on-site' ELSE 'assigned' END, coalesce(max(dispatched_at_ms), 0), row_number() OVER (ORDER BY unit)
FROM `unit_holds` JOIN `incidents` ON incident = id GROUP BY unit;

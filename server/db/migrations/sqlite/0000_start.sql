CREATE TABLE `areas` (
	`code` text NOT NULL,
	`valid_from_ms` integer NOT NULL,
	`valid_to_ms` integer,
	`tier` text NOT NULL,
	`kind` text NOT NULL,
	`parent` text,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`pinyin` text,
	`is_schematic` integer NOT NULL,
	`is_provisional` integer NOT NULL,
	`bbox` text,
	`geometry` text,
	PRIMARY KEY(`code`, `valid_from_ms`)
);
--> statement-breakpoint
CREATE TABLE `categories` (
	`code` text PRIMARY KEY NOT NULL,
	`major` text,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`department` text,
	`lane` text,
	`severity` text NOT NULL,
	`accept_min` real,
	`contact_min` real,
	`total_min` real,
	`basis` text NOT NULL,
	`is_imported` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `cells` (
	`place` text NOT NULL,
	`hour_ms` integer NOT NULL,
	`category` text NOT NULL,
	`metric` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`place`, `hour_ms`, `category`, `metric`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `departments` (
	`code` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`is_imported` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`recorded_at_ms` integer NOT NULL,
	`occurred_at_ms` integer NOT NULL,
	`actor` text NOT NULL,
	`seat` text,
	`stream` integer NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_stream` ON `events` (`stream`,`version`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`response` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`actor`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `idempotency_at` ON `idempotency` (`at_ms`);--> statement-breakpoint
CREATE TABLE `import_issues` (
	`import_id` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`line` integer NOT NULL,
	`field` text,
	`code` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`import_id`, `ordinal`)
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`file` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`report` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`version` integer NOT NULL,
	`status` text NOT NULL,
	`is_open` integer NOT NULL,
	`severity` text NOT NULL,
	`severity_rank` integer NOT NULL,
	`category` text NOT NULL,
	`source` text NOT NULL,
	`place` text NOT NULL,
	`located` text NOT NULL,
	`lng` real,
	`lat` real,
	`holder_node` text NOT NULL,
	`holder_department` text,
	`holder_unit` text,
	`exercise` integer NOT NULL,
	`external_id` text,
	`is_imported` integer NOT NULL,
	`reported_at_ms` integer NOT NULL,
	`registered_at_ms` integer,
	`first_dispatched_at_ms` integer,
	`dispatched_at_ms` integer,
	`accepted_at_ms` integer,
	`contacted_at_ms` integer,
	`started_at_ms` integer,
	`handled_at_ms` integer,
	`closed_at_ms` integer,
	`last_act_at_ms` integer NOT NULL,
	`due_at_ms` integer,
	`risk_at_ms` integer NOT NULL,
	`original_due_at_ms` integer,
	`accept_due_at_ms` integer,
	`contact_due_at_ms` integer,
	`overdue` integer NOT NULL,
	`suspended` integer NOT NULL,
	`supervised` integer NOT NULL,
	`returns` integer NOT NULL,
	`reworks` integer NOT NULL,
	`returned_by_unit` text,
	`has_upheld_return` integer NOT NULL,
	`handled_by` text,
	`handled_by_unit` text,
	`merged_into` integer,
	`disposition` text,
	`flags` text NOT NULL,
	`marks` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `incidents_risk` ON `incidents` (`risk_at_ms`,`severity_rank`,`id`) WHERE is_open = 1;--> statement-breakpoint
CREATE INDEX `incidents_place_open` ON `incidents` (`place`,`risk_at_ms`) WHERE is_open = 1;--> statement-breakpoint
CREATE INDEX `incidents_place_reported` ON `incidents` (`place`,`reported_at_ms`);--> statement-breakpoint
CREATE INDEX `incidents_reported` ON `incidents` (`reported_at_ms`);--> statement-breakpoint
CREATE INDEX `incidents_place_closed` ON `incidents` (`place`,`closed_at_ms`);--> statement-breakpoint
CREATE TABLE `numbers` (
	`day` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outer_ids` (
	`system` text NOT NULL,
	`external_id` text NOT NULL,
	`incident` integer NOT NULL,
	`row_hash` text,
	PRIMARY KEY(`system`, `external_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `personal` (
	`incident` integer PRIMARY KEY NOT NULL,
	`description` text,
	`reporter_name` text,
	`reporter_contact` text,
	`salt` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`code` text PRIMARY KEY NOT NULL,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`is_imported` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `step_texts` (
	`incident` integer NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`text` text,
	`salt` text NOT NULL,
	PRIMARY KEY(`incident`, `version`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `units` (
	`code` text PRIMARY KEY NOT NULL,
	`node` text NOT NULL,
	`department` text,
	`name_zh` text NOT NULL,
	`name_en` text NOT NULL,
	`lng` real,
	`lat` real
);
--> statement-breakpoint
CREATE INDEX `units_node` ON `units` (`node`);
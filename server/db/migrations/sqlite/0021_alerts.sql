CREATE TABLE `alert_areas` (
	`area` text NOT NULL,
	`alert` integer NOT NULL,
	PRIMARY KEY(`area`, `alert`)
);
--> statement-breakpoint
CREATE TABLE `alert_events` (
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
CREATE UNIQUE INDEX `alert_events_stream` ON `alert_events` (`stream`,`version`);--> statement-breakpoint
CREATE TABLE `alert_messages` (
	`sender` text NOT NULL,
	`identifier` text NOT NULL,
	`sent_at_ms` integer NOT NULL,
	`alert` integer NOT NULL,
	`content_hash` text NOT NULL,
	PRIMARY KEY(`sender`, `identifier`, `sent_at_ms`, `content_hash`)
);
--> statement-breakpoint
CREATE TABLE `alert_references` (
	`sender` text NOT NULL,
	`identifier` text NOT NULL,
	`sent_at_ms` integer NOT NULL,
	`alert` integer NOT NULL,
	PRIMARY KEY(`sender`, `identifier`, `sent_at_ms`, `alert`)
);
--> statement-breakpoint
CREATE TABLE `alert_texts` (
	`alert` integer NOT NULL,
	`version` integer NOT NULL,
	`content` text NOT NULL,
	`raw` text,
	`salt` text NOT NULL,
	PRIMARY KEY(`alert`, `version`)
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` integer PRIMARY KEY NOT NULL,
	`rev` integer NOT NULL,
	`settled_at_ms` integer NOT NULL,
	`is_draft` integer NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_rev` ON `alerts` (`rev`);--> statement-breakpoint
CREATE INDEX `alerts_settled` ON `alerts` (`settled_at_ms`);
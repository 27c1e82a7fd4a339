CREATE TABLE `wall_piece_acts` (
	`id` integer PRIMARY KEY NOT NULL,
	`at_ms` integer NOT NULL,
	`kind` text NOT NULL,
	`node` text NOT NULL,
	`piece` text NOT NULL,
	`actor` text NOT NULL,
	`act` text NOT NULL,
	`content` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `wall_pieces` (
	`kind` text NOT NULL,
	`node` text NOT NULL,
	`id` text NOT NULL,
	`content` text NOT NULL,
	`glass` text,
	`version` integer NOT NULL,
	`by_actor` text NOT NULL,
	`at_ms` integer NOT NULL,
	PRIMARY KEY(`kind`, `node`, `id`)
);

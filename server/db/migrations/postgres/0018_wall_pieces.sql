CREATE TABLE "wall_piece_acts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL,
	"kind" text NOT NULL,
	"node" text NOT NULL,
	"piece" text NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"content" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wall_pieces" (
	"kind" text NOT NULL,
	"node" text NOT NULL,
	"id" text NOT NULL,
	"content" text NOT NULL,
	"glass" text,
	"version" bigint NOT NULL,
	"by_actor" text NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "wall_pieces_kind_node_id_pk" PRIMARY KEY("kind","node","id")
);

CREATE TABLE "wall_clips" (
	"id" bigint PRIMARY KEY NOT NULL,
	"node" text NOT NULL,
	"tone" text NOT NULL,
	"by_actor" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"media_type" text,
	"bytes" bigint,
	"sha256" text,
	"data" text
);
--> statement-breakpoint
CREATE INDEX "wall_clips_sha256" ON "wall_clips" USING btree ("sha256");
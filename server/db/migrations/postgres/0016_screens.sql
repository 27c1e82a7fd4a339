CREATE TABLE "screen_acts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL,
	"screen" bigint NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screen_beats" (
	"screen" bigint PRIMARY KEY NOT NULL,
	"heard" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screen_pairings" (
	"hash" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"expires_at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "screens" (
	"id" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"group_name" text,
	"area" text NOT NULL,
	"place" text NOT NULL,
	"distance_m" double precision NOT NULL,
	"picture_width_mm" double precision NOT NULL,
	"bezel_mm" double precision NOT NULL,
	"paired_by" text NOT NULL,
	"paired_at_ms" bigint NOT NULL,
	"revoked_at_ms" bigint,
	"scene" text NOT NULL,
	"playlist" text,
	"is_muted" integer NOT NULL,
	"is_stopped" integer NOT NULL,
	"showing" text,
	"identify_until_ms" bigint,
	"reload_at_ms" bigint,
	"rev" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "screen_pairings_code" ON "screen_pairings" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "screens_hash" ON "screens" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "screens_rev" ON "screens" USING btree ("rev");
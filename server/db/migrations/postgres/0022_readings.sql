CREATE TABLE "channel_states" (
	"channel" bigint PRIMARY KEY NOT NULL,
	"last_id" bigint NOT NULL,
	"last_at_ms" bigint NOT NULL,
	"last_received_ms" bigint NOT NULL,
	"last_value" double precision NOT NULL,
	"last_flags" bigint NOT NULL,
	"same_since_ms" bigint NOT NULL,
	"good_id" bigint,
	"good_at_ms" bigint,
	"good_received_ms" bigint,
	"good_value" double precision
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" bigint PRIMARY KEY NOT NULL,
	"device" text NOT NULL,
	"indicator" text NOT NULL,
	"credible" text,
	"derived" text,
	"is_open" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_acts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL,
	"device" text NOT NULL,
	"actor" text NOT NULL,
	"act" text NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text NOT NULL,
	"owner" text,
	"area" text NOT NULL,
	"lng" double precision,
	"lat" double precision,
	"datum" text,
	"suspect" text NOT NULL,
	"registered_at_ms" bigint NOT NULL,
	"revision" bigint NOT NULL,
	"recount_from_ms" bigint,
	"recount_to_ms" bigint
);
--> statement-breakpoint
CREATE TABLE "reading_buckets" (
	"step" bigint NOT NULL,
	"start_ms" bigint NOT NULL,
	"channel" bigint NOT NULL,
	"n" bigint NOT NULL,
	"sum" double precision NOT NULL,
	"min" double precision NOT NULL,
	"max" double precision NOT NULL,
	"last" double precision NOT NULL,
	"last_at_ms" bigint NOT NULL,
	CONSTRAINT "reading_buckets_step_start_ms_channel_pk" PRIMARY KEY("step","start_ms","channel")
);
--> statement-breakpoint
CREATE TABLE "reading_head" (
	"id" bigint PRIMARY KEY NOT NULL,
	"last_id" bigint NOT NULL,
	"devices_rev" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "readings" (
	"id" bigint PRIMARY KEY NOT NULL,
	"channel" bigint NOT NULL,
	"at_ms" bigint NOT NULL,
	"received_ms" bigint NOT NULL,
	"value" double precision NOT NULL,
	"flags" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "channels_device" ON "channels" USING btree ("device","indicator");--> statement-breakpoint
CREATE INDEX "channels_indicator" ON "channels" USING btree ("indicator");--> statement-breakpoint
CREATE INDEX "device_acts_device" ON "device_acts" USING btree ("device","id");--> statement-breakpoint
CREATE INDEX "devices_area" ON "devices" USING btree ("area");--> statement-breakpoint
CREATE INDEX "devices_recount" ON "devices" USING btree ("recount_from_ms") WHERE recount_from_ms is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "readings_channel" ON "readings" USING btree ("channel","at_ms");
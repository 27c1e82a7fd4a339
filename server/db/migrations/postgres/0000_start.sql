CREATE TABLE "areas" (
	"code" text NOT NULL,
	"valid_from_ms" bigint NOT NULL,
	"valid_to_ms" bigint,
	"tier" text NOT NULL,
	"kind" text NOT NULL,
	"parent" text,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"pinyin" text,
	"is_schematic" integer NOT NULL,
	"is_provisional" integer NOT NULL,
	"bbox" text,
	"geometry" text,
	CONSTRAINT "areas_code_valid_from_ms_pk" PRIMARY KEY("code","valid_from_ms")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"code" text PRIMARY KEY NOT NULL,
	"major" text,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"department" text,
	"lane" text,
	"severity" text NOT NULL,
	"accept_min" double precision,
	"contact_min" double precision,
	"total_min" double precision,
	"basis" text NOT NULL,
	"is_imported" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cells" (
	"place" text NOT NULL,
	"hour_ms" bigint NOT NULL,
	"category" text NOT NULL,
	"metric" bigint NOT NULL,
	"n" bigint NOT NULL,
	CONSTRAINT "cells_place_hour_ms_category_metric_pk" PRIMARY KEY("place","hour_ms","category","metric")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"code" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"is_imported" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"recorded_at_ms" bigint NOT NULL,
	"occurred_at_ms" bigint NOT NULL,
	"actor" text NOT NULL,
	"seat" text,
	"stream" bigint NOT NULL,
	"version" bigint NOT NULL,
	"type" text NOT NULL,
	"payload" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"actor" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"response" text NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "idempotency_actor_key_pk" PRIMARY KEY("actor","key")
);
--> statement-breakpoint
CREATE TABLE "import_issues" (
	"import_id" bigint NOT NULL,
	"ordinal" bigint NOT NULL,
	"line" bigint NOT NULL,
	"field" text,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "import_issues_import_id_ordinal_pk" PRIMARY KEY("import_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file" text NOT NULL,
	"started_at_ms" bigint NOT NULL,
	"ended_at_ms" bigint,
	"report" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" bigint PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"version" bigint NOT NULL,
	"status" text NOT NULL,
	"is_open" integer NOT NULL,
	"severity" text NOT NULL,
	"severity_rank" bigint NOT NULL,
	"category" text NOT NULL,
	"source" text NOT NULL,
	"place" text NOT NULL,
	"located" text NOT NULL,
	"lng" double precision,
	"lat" double precision,
	"holder_node" text NOT NULL,
	"holder_department" text,
	"holder_unit" text,
	"exercise" integer NOT NULL,
	"external_id" text,
	"is_imported" integer NOT NULL,
	"reported_at_ms" bigint NOT NULL,
	"registered_at_ms" bigint,
	"first_dispatched_at_ms" bigint,
	"dispatched_at_ms" bigint,
	"accepted_at_ms" bigint,
	"contacted_at_ms" bigint,
	"started_at_ms" bigint,
	"handled_at_ms" bigint,
	"closed_at_ms" bigint,
	"last_act_at_ms" bigint NOT NULL,
	"due_at_ms" bigint,
	"risk_at_ms" bigint NOT NULL,
	"original_due_at_ms" bigint,
	"accept_due_at_ms" bigint,
	"contact_due_at_ms" bigint,
	"overdue" integer NOT NULL,
	"suspended" integer NOT NULL,
	"supervised" integer NOT NULL,
	"returns" bigint NOT NULL,
	"reworks" bigint NOT NULL,
	"returned_by_unit" text,
	"has_upheld_return" integer NOT NULL,
	"handled_by" text,
	"handled_by_unit" text,
	"merged_into" bigint,
	"disposition" text,
	"flags" text NOT NULL,
	"marks" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"day" text PRIMARY KEY NOT NULL,
	"last" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outer_ids" (
	"system" text NOT NULL,
	"external_id" text NOT NULL,
	"incident" bigint NOT NULL,
	"row_hash" text,
	CONSTRAINT "outer_ids_system_external_id_pk" PRIMARY KEY("system","external_id")
);
--> statement-breakpoint
CREATE TABLE "personal" (
	"incident" bigint PRIMARY KEY NOT NULL,
	"description" text,
	"reporter_name" text,
	"reporter_contact" text,
	"salt" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"code" text PRIMARY KEY NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"is_imported" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step_texts" (
	"incident" bigint NOT NULL,
	"version" bigint NOT NULL,
	"reason" text,
	"text" text,
	"salt" text NOT NULL,
	CONSTRAINT "step_texts_incident_version_pk" PRIMARY KEY("incident","version")
);
--> statement-breakpoint
CREATE TABLE "units" (
	"code" text PRIMARY KEY NOT NULL,
	"node" text NOT NULL,
	"department" text,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"lng" double precision,
	"lat" double precision
);
--> statement-breakpoint
CREATE UNIQUE INDEX "events_stream" ON "events" USING btree ("stream","version");--> statement-breakpoint
CREATE INDEX "idempotency_at" ON "idempotency" USING btree ("at_ms");--> statement-breakpoint
CREATE INDEX "incidents_risk" ON "incidents" USING btree ("risk_at_ms","severity_rank","id") WHERE is_open = 1;--> statement-breakpoint
CREATE INDEX "incidents_place_open" ON "incidents" USING btree ("place","risk_at_ms") WHERE is_open = 1;--> statement-breakpoint
CREATE INDEX "incidents_place_reported" ON "incidents" USING btree ("place","reported_at_ms");--> statement-breakpoint
CREATE INDEX "incidents_reported" ON "incidents" USING btree ("reported_at_ms");--> statement-breakpoint
CREATE INDEX "incidents_place_closed" ON "incidents" USING btree ("place","closed_at_ms");--> statement-breakpoint
CREATE INDEX "units_node" ON "units" USING btree ("node");
CREATE TABLE "plan_acts" (
	"plan" text NOT NULL,
	"version" bigint NOT NULL,
	"act" text NOT NULL,
	"content" text NOT NULL,
	"by_actor" text NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "plan_acts_plan_version_pk" PRIMARY KEY("plan","version")
);
--> statement-breakpoint
CREATE TABLE "plan_values" (
	"plan" text NOT NULL,
	"item" text NOT NULL,
	"area" text NOT NULL,
	"kind" text NOT NULL,
	"period" text NOT NULL,
	"revision" bigint NOT NULL,
	"as_of" text NOT NULL,
	"value" double precision,
	"judged" text,
	"source" text NOT NULL,
	"note" text NOT NULL,
	"by_actor" text NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "plan_values_plan_item_area_kind_period_revision_pk" PRIMARY KEY("plan","item","area","kind","period","revision")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"code" text PRIMARY KEY NOT NULL,
	"node" text NOT NULL,
	"version" bigint NOT NULL,
	"content" text NOT NULL,
	"by_actor" text NOT NULL,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "plan_values_area" ON "plan_values" USING btree ("plan","area");
-- What units have in hand stands in the incidents; which of their cases they are at is known from there, since when from the last dispatch.
CREATE TABLE "duty" (
	"node" text NOT NULL,
	"ordinal" bigint NOT NULL,
	"seat" text NOT NULL,
	"unit" text,
	"username" text,
	"from_ms" bigint NOT NULL,
	"to_ms" bigint NOT NULL,
	CONSTRAINT "duty_node_ordinal_pk" PRIMARY KEY("node","ordinal")
);
--> statement-breakpoint
CREATE TABLE "unit_changes" (
	"rev" bigint PRIMARY KEY NOT NULL,
	"unit" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"was" text NOT NULL,
	"state" text NOT NULL,
	"actor" text NOT NULL,
	"reason" text,
	"incident" bigint
);
--> statement-breakpoint
CREATE TABLE "unit_holds" (
	"incident" bigint NOT NULL,
	"branch" bigint NOT NULL,
	"unit" text NOT NULL,
	"stage" bigint NOT NULL,
	CONSTRAINT "unit_holds_incident_branch_pk" PRIMARY KEY("incident","branch")
);
--> statement-breakpoint
CREATE TABLE "unit_states" (
	"unit" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"since_ms" bigint NOT NULL,
	"lng" double precision,
	"lat" double precision,
	"position_at_ms" bigint,
	"accuracy_m" double precision,
	"rev" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "kind" text DEFAULT 'team' NOT NULL;--> statement-breakpoint
CREATE INDEX "unit_changes_unit" ON "unit_changes" USING btree ("unit","rev");--> statement-breakpoint
CREATE INDEX "unit_holds_unit" ON "unit_holds" USING btree ("unit");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_states_rev" ON "unit_states" USING btree ("rev");--> statement-breakpoint
INSERT INTO "unit_holds" ("incident", "branch", "unit", "stage")
SELECT id, 0, holder_unit, CASE status WHEN 'dispatched' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END FROM "incidents"
WHERE is_open = 1 AND suspended = 0 AND holder_unit IS NOT NULL AND status IN ('dispatched', 'accepted', 'handling');--> statement-breakpoint
INSERT INTO "unit_holds" ("incident", "branch", "unit", "stage")
SELECT i.id, (b ->> 'id')::bigint, b ->> 'unit', CASE b ->> 'status' WHEN 'dispatched' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END
FROM "incidents" i CROSS JOIN LATERAL jsonb_array_elements(i.extra::jsonb -> 'branches') b
WHERE i.is_open = 1 AND i.suspended = 0 AND i.extra IS NOT NULL AND b ->> 'unit' IS NOT NULL AND b ->> 'status' IN ('dispatched', 'accepted', 'handling', 'arrived');--> statement-breakpoint
INSERT INTO "unit_states" ("unit", "state", "since_ms", "rev")
SELECT unit, CASE WHEN max(stage) = 2 THEN 'on-site' ELSE 'assigned' END, coalesce(max(dispatched_at_ms), 0), row_number() OVER (ORDER BY unit)
FROM "unit_holds" JOIN "incidents" ON incident = id GROUP BY unit;

CREATE TABLE "alarm_changes" (
	"id" bigint PRIMARY KEY NOT NULL,
	"alarm" bigint NOT NULL,
	"at_ms" bigint NOT NULL,
	"recorded_at_ms" bigint NOT NULL,
	"change" text NOT NULL,
	"level" bigint,
	"value" double precision,
	"readings" text NOT NULL,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"id" bigint PRIMARY KEY NOT NULL,
	"rule" bigint NOT NULL,
	"version" bigint NOT NULL,
	"names" text NOT NULL,
	"subject" text NOT NULL,
	"n" bigint NOT NULL,
	"area" text NOT NULL,
	"level" bigint NOT NULL,
	"value" double precision NOT NULL,
	"raised_at_ms" bigint NOT NULL,
	"recorded_at_ms" bigint NOT NULL,
	"cleared_at_ms" bigint,
	"is_held" integer NOT NULL,
	"asked" text,
	"todo" text,
	"incident" bigint,
	"alert" bigint,
	"readings" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_acts" (
	"rule" bigint NOT NULL,
	"version" bigint NOT NULL,
	"act" text NOT NULL,
	"is_on" integer NOT NULL,
	"content" text NOT NULL,
	"actor" text NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "rule_acts_rule_version_pk" PRIMARY KEY("rule","version")
);
--> statement-breakpoint
CREATE TABLE "rule_cursors" (
	"log" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_states" (
	"rule" bigint NOT NULL,
	"subject" text NOT NULL,
	"part" text NOT NULL,
	"area" text NOT NULL,
	"state" text NOT NULL,
	"late" bigint NOT NULL,
	"due_at_ms" bigint,
	CONSTRAINT "rule_states_rule_subject_part_pk" PRIMARY KEY("rule","subject","part")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" bigint PRIMARY KEY NOT NULL,
	"node" text NOT NULL,
	"version" bigint NOT NULL,
	"is_on" integer NOT NULL,
	"content" text NOT NULL,
	"by_actor" text NOT NULL,
	"at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "alarm_changes_alarm" ON "alarm_changes" USING btree ("alarm");--> statement-breakpoint
CREATE UNIQUE INDEX "alarms_once" ON "alarms" USING btree ("rule","version","subject","n");--> statement-breakpoint
CREATE INDEX "alarms_area" ON "alarms" USING btree ("area","id");--> statement-breakpoint
CREATE INDEX "alarms_open" ON "alarms" USING btree ("rule") WHERE cleared_at_ms is null;--> statement-breakpoint
CREATE INDEX "alarms_todo" ON "alarms" USING btree ("id") WHERE todo is not null;--> statement-breakpoint
CREATE INDEX "alarms_recorded" ON "alarms" USING btree ("rule","recorded_at_ms");--> statement-breakpoint
CREATE INDEX "rule_states_due" ON "rule_states" USING btree ("due_at_ms") WHERE due_at_ms is not null;
CREATE TABLE "call_acts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at_ms" bigint NOT NULL,
	"call" bigint NOT NULL,
	"act" text NOT NULL,
	"actor" text NOT NULL,
	"to_node" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject" bigint NOT NULL,
	"number" text NOT NULL,
	"category" text NOT NULL,
	"place" text NOT NULL,
	"node" text NOT NULL,
	"to_node" text NOT NULL,
	"raised_at_ms" bigint NOT NULL,
	"passes" bigint NOT NULL,
	"next_at_ms" bigint,
	"ended_at_ms" bigint,
	"ended_by" text,
	"rev" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "screens" ADD COLUMN "quiet" text;--> statement-breakpoint
ALTER TABLE "screens" ADD COLUMN "test_at_ms" bigint;--> statement-breakpoint
ALTER TABLE "screens" ADD COLUMN "heard" text;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_rev" ON "calls" USING btree ("rev");--> statement-breakpoint
CREATE INDEX "calls_ended" ON "calls" USING btree ("ended_at_ms");--> statement-breakpoint
CREATE INDEX "calls_next" ON "calls" USING btree ("next_at_ms");--> statement-breakpoint
CREATE INDEX "calls_subject" ON "calls" USING btree ("kind","subject");
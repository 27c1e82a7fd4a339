CREATE TABLE "reading_refusals" (
	"device" text NOT NULL,
	"indicator" text NOT NULL,
	"code" text NOT NULL,
	"node" text NOT NULL,
	"n" bigint NOT NULL,
	"first_ms" bigint NOT NULL,
	"last_ms" bigint NOT NULL,
	"detail" text NOT NULL,
	CONSTRAINT "reading_refusals_device_indicator_code_node_pk" PRIMARY KEY("device","indicator","code","node")
);
--> statement-breakpoint
CREATE INDEX "reading_refusals_node" ON "reading_refusals" USING btree ("node","last_ms");
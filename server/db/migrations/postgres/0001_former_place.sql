ALTER TABLE "incidents" ADD COLUMN "former_place" text;--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "former_until_ms" bigint;--> statement-breakpoint
CREATE INDEX "incidents_former_place" ON "incidents" USING btree ("former_place") WHERE former_place is not null;
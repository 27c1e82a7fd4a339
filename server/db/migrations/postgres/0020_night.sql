ALTER TABLE "screens" ADD COLUMN "night" text;--> statement-breakpoint
ALTER TABLE "screens" ADD COLUMN "night_mode" text DEFAULT 'schedule' NOT NULL;
CREATE TABLE "search_postings" (
	"block" bigint NOT NULL,
	"bucket" bigint NOT NULL,
	"postings" text NOT NULL,
	CONSTRAINT "search_postings_block_bucket_pk" PRIMARY KEY("block","bucket")
);
--> statement-breakpoint
CREATE INDEX "incidents_number" ON "incidents" USING btree ("number");
--> statement-breakpoint
-- Whoever changes a text (a correction, an import, a purge) throws the index of its block away with it. 2048 = BLOCK.
CREATE FUNCTION "forget_block"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM "search_postings" WHERE "block" = CASE TG_OP WHEN 'DELETE' THEN OLD."incident" ELSE NEW."incident" END / 2048;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "personal_written" AFTER INSERT ON "personal" FOR EACH ROW
	WHEN (NEW."description" IS NOT NULL) EXECUTE FUNCTION "forget_block"();
--> statement-breakpoint
CREATE TRIGGER "personal_changed" AFTER UPDATE OF "description" ON "personal" FOR EACH ROW
	WHEN (NEW."description" IS DISTINCT FROM OLD."description") EXECUTE FUNCTION "forget_block"();
--> statement-breakpoint
CREATE TRIGGER "personal_purged" AFTER DELETE ON "personal" FOR EACH ROW EXECUTE FUNCTION "forget_block"();

DROP INDEX `incidents_desk`;--> statement-breakpoint
DROP INDEX `incidents_place_kind_closed`;--> statement-breakpoint
CREATE INDEX `incidents_kind` ON `incidents` (`category`,`severity_rank`,`place`,`closed_at_ms`,`due_at_ms`,`reported_at_ms`) WHERE id > 0;--> statement-breakpoint
CREATE INDEX `incidents_reworked` ON `incidents` (`last_act_at_ms`,`reported_at_ms`,`closed_at_ms`) WHERE reworks > 0;--> statement-breakpoint
CREATE INDEX `incidents_due_moved` ON `incidents` (`original_due_at_ms`) WHERE original_due_at_ms <> due_at_ms;--> statement-breakpoint
CREATE INDEX `incidents_long` ON `incidents` (`reported_at_ms`,`last_act_at_ms`) WHERE (last_act_at_ms - reported_at_ms > 2592000000 or accept_due_at_ms - reported_at_ms > 2592000000 or contact_due_at_ms - reported_at_ms > 2592000000);--> statement-breakpoint
CREATE INDEX `incidents_desk` ON `incidents` (`risk_at_ms`,`severity_rank`,`id`,`status`,`place`,`category`,`holder_unit`,`accept_due_at_ms`,`contact_due_at_ms`,`contacted_at_ms`,`overdue`,`suspended`,`supervised`,`returns`,`soon_at_ms`,`reported_at_ms`) WHERE is_open = 1;--> statement-breakpoint
CREATE INDEX `incidents_place_kind_closed` ON `incidents` (`place`,`category`,`severity_rank`,`closed_at_ms`,`due_at_ms`,`reported_at_ms`);
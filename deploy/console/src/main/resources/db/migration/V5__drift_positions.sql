-- A record's place in its device's outbox, by which the newest is known: a gap may be filled long after. Absent in rows stored before this.
alter table drift add column outbox varchar(64);
alter table drift add column position_in_outbox bigint;

-- A room is never given twice, whatever the code above does.
create extension if not exists btree_gist;

alter table occupation add constraint occupation_overlap
    exclude using gist (unit_id with =, slot with =, daterange(from_night, to_night) with &&)
    where (superseded_at is null);

create function occupation_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'occupation_append_only';
    end if;
    if old.superseded_at is not null or new.superseded_at is null
        or (new.id, new.unit_id, new.shared, new.slot, new.from_night, new.kind, new.persons, new.command_id, new.recorded_at)
            is distinct from
           (old.id, old.unit_id, old.shared, old.slot, old.from_night, old.kind, old.persons, old.command_id, old.recorded_at)
        or new.to_night is distinct from old.to_night
        or new.booking_id is distinct from old.booking_id
        or new.closure_id is distinct from old.closure_id then
        raise exception 'occupation_append_only';
    end if;
    return new;
end $$;

create trigger occupation_append_only before update or delete on occupation
    for each row execute function occupation_is_append_only();

-- Two inserts at once each see the other's row before it is kept, and each would wait
-- for the other: whoever claims a unit's nights queues first.
create function occupation_queues() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(uuid_hash_extended(new.unit_id, new.slot));
    return new;
end $$;

create trigger occupation_queues before insert on occupation
    for each row when (new.superseded_at is null) execute function occupation_queues();

-- A room is never given twice, whatever the code above does.
create trigger occupation_overlap before insert on occupation
when new.superseded_at is null and exists (
    select 1 from occupation o
    where o.unit_id = new.unit_id and o.slot = new.slot and o.superseded_at is null
      and o.from_night < coalesce(new.to_night, '9999-12-31')
      and coalesce(o.to_night, '9999-12-31') > new.from_night)
begin
    select raise(abort, 'occupation_overlap');
end;

create trigger occupation_append_only before update on occupation
when old.superseded_at is not null or new.superseded_at is null
  or new.id is not old.id or new.unit_id is not old.unit_id or new.slot is not old.slot
  or new.from_night is not old.from_night or new.to_night is not old.to_night
  or new.kind is not old.kind or new.persons is not old.persons
  or new.booking_id is not old.booking_id or new.closure_id is not old.closure_id
  or new.command_id is not old.command_id or new.shared is not old.shared
  or new.recorded_at is not old.recorded_at
begin
    select raise(abort, 'occupation_append_only');
end;

create trigger occupation_kept before delete on occupation
begin
    select raise(abort, 'occupation_append_only');
end;

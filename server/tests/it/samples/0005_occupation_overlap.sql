-- Nights given back and taken again, side by side with those in force.
update occupation set superseded_at = '2026-03-12T09:00:00Z', superseded_by = '00000000-0000-7000-8000-000000000041'
    where id = '00000000-0000-7000-8000-000000000424';

insert into occupation (id, unit_id, shared, slot, from_night, to_night, kind, persons, booking_id, closure_id, command_id, recorded_at, superseded_at, superseded_by) values
    ('00000000-0000-7000-8000-000000000425', '00000000-0000-7000-8000-000000000163', true, 1, '2026-03-12', '2026-03-16', 'promise', 2, '00000000-0000-7000-8000-000000000402', null, '00000000-0000-7000-8000-000000000041', '2026-03-12T09:00:00Z', null, null),
    ('00000000-0000-7000-8000-000000000426', '00000000-0000-7000-8000-000000000163', true, 1, '2026-03-16', '2026-03-20', 'promise', 2, '00000000-0000-7000-8000-000000000402', null, '00000000-0000-7000-8000-000000000041', '2026-03-12T09:00:00Z', null, null);

insert into funded_period (id, household_id, from_night, to_night, state, funder, basis, decided_by, decided_on, created_at)
    select '00000000-0000-7000-8000-000000002301', h.id, '2026-02-01', '2026-04-01', 'granted', 'city', 'homeless_family', 'Direction', '2026-01-30', '2026-01-30T08:00:00Z'
    from household h order by h.id limit 1;

insert into renewal (id, household_id, booking_id, ends_on, decision, reason, next_step, decided_by, decided_at, command_id)
    select '00000000-0000-7000-8000-000000002302', b.household_id, b.id, '2026-04-01', 'not_extended', 'other', 'SIAO', (select u.id from user_account u order by u.id limit 1), '2026-03-10T08:00:00Z', '00000000-0000-7000-8000-000000002303'
    from booking b where b.household_id is not null order by b.id limit 1;

insert into service_closing_day (day, label, created_at) values ('2026-05-15', 'Pont', '2026-01-30T08:00:00Z');

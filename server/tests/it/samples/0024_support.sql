update mandate set caseload_max = 25, first_visit_days = 5, contact_days = 30;

insert into assignment_offer (id, household_id, mandate_id, from_night, state, proposed_by, proposed_at)
    select '00000000-0000-7000-8000-000000002401', h.id, m.id, '2026-03-20', 'proposed', u.id, '2026-03-12T08:00:00Z'
    from household h, mandate m, user_account u order by h.id, m.id, u.id limit 1;

insert into contact (id, household_id, worker_id, on_day, channel, command_id, recorded_at)
    select '00000000-0000-7000-8000-000000002402', h.id, u.id, '2026-03-12', 'visit', '00000000-0000-7000-8000-000000002403', '2026-03-12T18:00:00Z'
    from household h, user_account u order by h.id, u.id limit 1;

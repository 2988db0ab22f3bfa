insert into placement_request (id, code, household_id, source, received_at, slept, state, evaluate_by, created_by)
    select '00000000-0000-7000-8000-000000002501', 'D-0001', h.id, 'call_115', '2026-03-12T17:00:00Z', 'street', 'received', '2026-03-13T17:00:00Z', u.id
    from household h, user_account u order by h.id, u.id limit 1;

insert into night_answer (id, request_id, night, answer, recorded_by, recorded_at)
    select '00000000-0000-7000-8000-000000002502', r.id, '2026-03-12', 'no_place', r.created_by, '2026-03-12T22:00:00Z'
    from placement_request r order by r.id limit 1;

insert into priority_list (id, from_night, criteria, reason, published_by, published_at)
    select '00000000-0000-7000-8000-000000002503', '2026-03-01', 'newborn infant', 'Comité', u.id, '2026-02-20T08:00:00Z'
    from user_account u order by u.id limit 1;

insert into priority_move (id, request_id, place, reason, moved_by, moved_at)
    select '00000000-0000-7000-8000-000000002504', r.id, 1, 'Attend depuis hier', r.created_by, '2026-03-12T19:00:00Z'
    from placement_request r order by r.id limit 1;

insert into refusal_review (booking_id, admissible, consequence, decided_by, decided_at)
    select b.id, true, 'Aucune', u.id, '2026-03-12T19:00:00Z'
    from booking b, user_account u order by b.id, u.id limit 1;

insert into household (id, code, organisation_id, alias, restricted, merged_into, created_at, created_by) values
    ('00000000-0000-7000-8000-000000000301', 'F-1', '00000000-0000-7000-8000-000000000001', 'Famille du 3e', false, null, '2026-01-01T08:00:00Z', '00000000-0000-7000-8000-000000000011'),
    ('00000000-0000-7000-8000-000000000302', 'F-2', '00000000-0000-7000-8000-000000000001', '', true, '00000000-0000-7000-8000-000000000301', '2026-01-02T08:00:00Z', null);

insert into person (id, family_name, first_name, birth_date, age_band, died_on, created_at) values
    ('00000000-0000-7000-8000-000000000311', 'Diarra', 'Awa', '1990-05-01', 'adult', null, '2026-01-01T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000312', '', '', null, 'infant', null, '2026-01-01T08:00:00Z');

insert into membership (id, person_id, household_id, from_night, to_night, role, reason_in, reason_out, command_id, recorded_at, superseded_at, superseded_by) values
    ('00000000-0000-7000-8000-000000000321', '00000000-0000-7000-8000-000000000311', '00000000-0000-7000-8000-000000000301', '2026-01-01', null, 'reference', 'intake', null, '00000000-0000-7000-8000-000000000399', '2026-01-01T08:00:00Z', null, null),
    ('00000000-0000-7000-8000-000000000322', '00000000-0000-7000-8000-000000000312', '00000000-0000-7000-8000-000000000301', '2026-02-01', '2026-03-01', 'child', 'birth', 'departure', '00000000-0000-7000-8000-000000000398', '2026-02-01T08:00:00Z', '2026-02-02T08:00:00Z', '00000000-0000-7000-8000-000000000397');

insert into household_event (id, household_id, kind, night, person_id, other_household_id, command_id, recorded_at, undone_at) values
    ('00000000-0000-7000-8000-000000000331', '00000000-0000-7000-8000-000000000301', 'birth', '2026-02-01', '00000000-0000-7000-8000-000000000312', null, '00000000-0000-7000-8000-000000000398', '2026-02-01T08:00:00Z', '2026-02-02T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000332', '00000000-0000-7000-8000-000000000301', 'merge', '2026-02-03', null, '00000000-0000-7000-8000-000000000302', '00000000-0000-7000-8000-000000000396', '2026-02-03T08:00:00Z', null);

insert into household_circle (household_id, user_id) values
    ('00000000-0000-7000-8000-000000000302', '00000000-0000-7000-8000-000000000011');

insert into incompatibility (household_id, other_id, created_at) values
    ('00000000-0000-7000-8000-000000000301', '00000000-0000-7000-8000-000000000302', '2026-01-02T08:00:00Z');

insert into assignment (id, household_id, mandate_id, worker_id, from_night, to_night) values
    ('00000000-0000-7000-8000-000000000341', '00000000-0000-7000-8000-000000000301', '00000000-0000-7000-8000-000000000021', '00000000-0000-7000-8000-000000000012', '2026-01-01', null);

insert into night_overlap (id, household_id, booking_id, other_booking_id, from_night, to_night, command_id, created_at) values
    ('00000000-0000-7000-8000-000000000351', '00000000-0000-7000-8000-000000000301', '00000000-0000-7000-8000-000000000401', '00000000-0000-7000-8000-000000000402', '2026-02-01', '2026-02-03', '00000000-0000-7000-8000-000000000396', '2026-02-03T08:00:00Z');

insert into search_word (word, household_id) values
    ('diarra', '00000000-0000-7000-8000-000000000301');

insert into search_key (key, word) values
    ('diarra', 'diarra'),
    ('dirra', 'diarra');

insert into search_turn (id) values (1);

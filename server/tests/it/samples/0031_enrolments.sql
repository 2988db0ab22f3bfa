insert into programme (site_id, kind, nights, command_id) values
    ('00000000-0000-7000-8000-000000000101', 1, 'stayed', '00000000-0000-7000-8000-000000003191');

insert into person_source (source, key, person_id, command_id) values
    ('hmis', '62491', '00000000-0000-7000-8000-000000000311', '00000000-0000-7000-8000-000000003191');

insert into household_source (source, key, household_id, command_id) values
    ('hmis', '168731', '00000000-0000-7000-8000-000000000301', '00000000-0000-7000-8000-000000003191');

insert into enrolment (id, source, key, booking_id, person_id, from_night, to_night, moved_in, relationship, destination, destination_code, command_id, recorded_at, superseded_at, superseded_by) values
    ('00000000-0000-7000-8000-000000003101', 'hmis', '168731', '00000000-0000-7000-8000-000000000401', '00000000-0000-7000-8000-000000000311', '2026-02-01', null, null, 'head', null, '', '00000000-0000-7000-8000-000000003191', '2026-02-02T08:00:00Z', '2026-02-20T08:00:00Z', '00000000-0000-7000-8000-000000003192'),
    ('00000000-0000-7000-8000-000000003102', 'hmis', '168731', '00000000-0000-7000-8000-000000000401', '00000000-0000-7000-8000-000000000311', '2026-02-01', '2026-02-19', null, 'head', 'family_durable', '22', '00000000-0000-7000-8000-000000003192', '2026-02-20T08:00:00Z', null, null);

update capacity_period set command_id = '00000000-0000-7000-8000-000000003191' where superseded_at is null;

-- A closed organisation and a user renamed twice.
insert into organisation (id, name, kind, closed_on, created_at, version) values
    ('00000000-0000-7000-8000-000000001001', 'Closed', 'other', '2026-03-01', '2026-01-01T08:00:00Z', 2);

insert into user_account (id, organisation_id, email, name, password_hash, created_at, version) values
    ('00000000-0000-7000-8000-000000001011', '00000000-0000-7000-8000-000000001001', 'renamed@city.example', 'Renamed', 'x', '2026-01-01T08:00:00Z', 3);

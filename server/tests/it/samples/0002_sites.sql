insert into site (id, code, name, kind, measure, state, manager_id, territory, territory_name, latitude, longitude, agreement_ends, created_at) values
    ('00000000-0000-7000-8000-000000000101', 'S-00001', 'Les Alisiers', 'hotel_allotment', 'by_unit', 'open', '00000000-0000-7000-8000-000000000002', '75118', 'Paris 18e', 48.89, 2.35, '2026-12-31', '2024-01-01T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000102', 'S-00002', 'Gymnase des Tilleuls', 'mise_a_labri', 'reported', 'closed', '00000000-0000-7000-8000-000000000001', '75119', 'Paris 19e', null, null, null, '2024-01-01T08:00:00Z');

insert into grant_site (grant_id, site_id) values
    ('00000000-0000-7000-8000-000000000031', '00000000-0000-7000-8000-000000000101');

insert into site_contact (id, site_id, label, phone, email) values
    ('00000000-0000-7000-8000-000000000111', '00000000-0000-7000-8000-000000000101', 'Veilleur', '01 00 00 00 00', 'nuit@alisiers.example');

insert into site_opening (id, site_id, from_night, to_night) values
    ('00000000-0000-7000-8000-000000000121', '00000000-0000-7000-8000-000000000102', '2025-11-01', '2026-03-31');

insert into capacity_period (id, site_id, kind, from_night, to_night, unit_count, place_count, recorded_at, superseded_at) values
    ('00000000-0000-7000-8000-000000000131', '00000000-0000-7000-8000-000000000101', 'installed', '2024-01-01', null, 20, 52, '2024-01-01T08:00:00Z', null),
    ('00000000-0000-7000-8000-000000000132', '00000000-0000-7000-8000-000000000101', 'opened', '2024-01-01', '2024-06-30', 18, 48, '2024-01-01T08:00:00Z', '2024-02-01T08:00:00Z');

insert into price_line (id, site_id, from_night, to_night, basis, amount_cents, recorded_at) values
    ('00000000-0000-7000-8000-000000000141', '00000000-0000-7000-8000-000000000101', '2024-01-01', null, 'per_person', 1850, '2024-01-01T08:00:00Z');

insert into admission_stop (id, site_id, from_night, review_on, reason, created_at) values
    ('00000000-0000-7000-8000-000000000151', '00000000-0000-7000-8000-000000000101', '2026-02-01', '2026-02-08', 'works', '2026-02-01T08:00:00Z');

insert into unit (id, site_id, label, places, step_free, wheelchair, kitchen, private_bath, shared, connects_to, in_service_from, created_at) values
    ('00000000-0000-7000-8000-000000000161', '00000000-0000-7000-8000-000000000101', '101', 3, true, false, true, true, false, null, '2024-01-01', '2024-01-01T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000162', '00000000-0000-7000-8000-000000000101', '102', 2, true, true, false, true, false, '00000000-0000-7000-8000-000000000161', '2024-01-01', '2024-01-01T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000163', '00000000-0000-7000-8000-000000000102', 'Salle', 10, true, false, false, false, true, null, '2025-11-01', '2024-01-01T08:00:00Z');

insert into closure (id, site_id, cause, owner, from_night, to_night, review_on, created_at) values
    ('00000000-0000-7000-8000-000000000171', '00000000-0000-7000-8000-000000000101', 'bedbugs', 'Les Alisiers', '2026-03-01', null, '2026-03-15', '2026-03-01T08:00:00Z');

insert into degraded_use (id, closure_id, unit_id, from_night, cause, decided_by, reason, created_at) values
    ('00000000-0000-7000-8000-000000000181', '00000000-0000-7000-8000-000000000171', '00000000-0000-7000-8000-000000000161', '2026-03-01', 'heat', 'Ana Ribeiro', 'no other room', '2026-03-01T08:00:00Z');

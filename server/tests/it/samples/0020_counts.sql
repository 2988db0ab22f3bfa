-- A night counted twice, the first time wrongly, from a file taken in and taken back.
insert into import_batch (id, profile, file_names, content_hash, report, applied_at, undone_at) values
    ('00000000-0000-7000-8000-000000002001', 'nightly-counts', 'nuits.csv', 'a1', '{}', '2026-03-02T08:00:00Z', '2026-03-02T09:00:00Z');

insert into nightly_count (id, site_id, line, night, public, measure, persons, capacity, occupied, command_id, recorded_at, superseded_at, superseded_by) values
    ('00000000-0000-7000-8000-000000002011', '00000000-0000-7000-8000-000000000102', '', '2026-03-01', 'families', 'bed', 80, 60, 60, '00000000-0000-7000-8000-000000002001', '2026-03-02T08:00:00Z', '2026-03-02T09:00:00Z', '00000000-0000-7000-8000-000000002002'),
    ('00000000-0000-7000-8000-000000002012', '00000000-0000-7000-8000-000000000102', '', '2026-03-01', null, 'bed', 58, 60, null, '00000000-0000-7000-8000-000000002002', '2026-03-02T09:00:00Z', null, null);

insert into site_source (source, key, site_id, command_id) values
    ('city-list', 'G-14', '00000000-0000-7000-8000-000000000102', '00000000-0000-7000-8000-000000002001');

insert into import_word (source, field, word, becomes, decided_at) values
    ('city-list', 'kind', 'Gymnase', 'mise_a_labri', '2026-03-02T08:00:00Z'),
    ('city-list', 'kind', 'Total', null, '2026-03-02T08:00:00Z');

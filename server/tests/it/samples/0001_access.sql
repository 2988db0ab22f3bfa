insert into organisation (id, name, kind, closed_on, created_at) values
    ('00000000-0000-7000-8000-000000000001', 'Ville de Cormeroy', 'city', null, '2024-01-01T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000002', 'Gestion des Alisiers', 'host', null, '2024-01-01T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000003', 'Association Passerelle', 'support', '2025-12-31', '2024-01-01T08:00:00Z');

insert into user_account (id, organisation_id, email, name, password_hash, language, theme, disabled_at, created_at) values
    ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-000000000001', 'ana@city.example', 'Ana Ribeiro', 'x', 'fr', 'auto', null, '2024-01-01T08:00:00Z'),
    ('00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000003', 'hana@operator.example', 'Hana Touré', 'x', 'en', 'dark', '2025-12-31T17:00:00Z', '2024-01-01T08:00:00Z');

insert into mandate (id, organisation_id, label, from_night, to_night) values
    ('00000000-0000-7000-8000-000000000021', '00000000-0000-7000-8000-000000000003', 'Accompagnement', '2024-01-01', '2025-12-31');

insert into access_grant (id, user_id, role, organisation_id, mandate_id, from_night, to_night, created_at, created_by) values
    ('00000000-0000-7000-8000-000000000031', '00000000-0000-7000-8000-000000000011', 'coordinator', '00000000-0000-7000-8000-000000000001', null, '2024-01-01', null, '2024-01-01T08:00:00Z', null),
    ('00000000-0000-7000-8000-000000000032', '00000000-0000-7000-8000-000000000012', 'social_worker', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000021', '2024-01-01', '2025-12-31', '2024-01-01T08:00:00Z', '00000000-0000-7000-8000-000000000011');

insert into session (token_hash, user_id, form_token, agent, created_at, seen_at, revoked_at) values
    ('first', '00000000-0000-7000-8000-000000000011', 'token', 'Firefox · Linux', '2026-03-12T08:00:00Z', '2026-03-12T09:00:00Z', null),
    ('second', '00000000-0000-7000-8000-000000000011', 'token', '? · ?', '2026-03-11T08:00:00Z', '2026-03-11T09:00:00Z', '2026-03-11T10:00:00Z');

insert into sign_in_attempt (key, at) values ('key', '2026-03-12T08:00:00Z'), ('key', '2026-03-12T08:00:00Z');

insert into command (id, user_id, at, answer) values
    ('00000000-0000-7000-8000-000000000041', '00000000-0000-7000-8000-000000000011', '2026-03-12T08:00:00Z', '"/"');

insert into journal (id, at, night, user_id, role, command_id, subject, subject_id, action, before, after, reason) values
    ('00000000-0000-7000-8000-000000000051', '2026-03-12T08:00:00Z', '2026-03-11', '00000000-0000-7000-8000-000000000011', 'coordinator', '00000000-0000-7000-8000-000000000041', 'user', '00000000-0000-7000-8000-000000000012', 'disabled', null, '{}', 'left');

insert into access_log (id, at, user_id, role, subject, subject_id) values
    ('00000000-0000-7000-8000-000000000061', '2026-03-12T08:00:00Z', '00000000-0000-7000-8000-000000000011', 'coordinator', 'household', '00000000-0000-7000-8000-000000000301');

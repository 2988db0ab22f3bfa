insert into night_change (site_id, night, measure, total, occupied, held, closed, places, places_occupied, places_lost, places_held, places_closed, persons, over) values
    ('00000000-0000-7000-8000-000000000102', '2025-11-01', 'bed', 10, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0);

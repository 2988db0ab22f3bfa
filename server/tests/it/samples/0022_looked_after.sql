update household set looked_after = true
    where id in (select household_id from membership where superseded_at is null);

-- The day by which a reply was promised, if one was: a receipt that is given again promises the same.
ALTER TABLE submissions ADD COLUMN expected_by TEXT; -- ISO 8601

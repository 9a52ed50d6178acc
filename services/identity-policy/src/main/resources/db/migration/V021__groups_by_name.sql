-- Groups are found by the paths around a name, exactly as they are spelled: tags are.
CREATE INDEX people_group_name ON people_group (tenant, name);

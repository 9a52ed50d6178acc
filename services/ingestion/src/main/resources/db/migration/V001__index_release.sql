-- A release of an index: one index in OpenSearch. The live one is searched.
create table index_release (
    index_name      text        not null,
    number          integer     not null check (number >= 1),
    live            boolean     not null,
    embedding_model text        not null,
    dimension       integer     not null check (dimension >= 1),
    -- Rises with every change that searches can see; 0 before the first.
    revision        bigint      not null default 0,
    -- Documents at that revision.
    documents       bigint      not null default 0,
    -- Writes to OpenSearch, and how many of them others have been told of. While they differ, somebody must still be told.
    changes         bigint      not null default 0,
    announced       bigint      not null default 0,
    last_event_at   timestamptz,
    created_at      timestamptz not null default now(),
    primary key (index_name, number)
);

create unique index index_release_live on index_release (index_name) where live;

-- The store's tables. Table classes for jOOQ are generated from this file when the module is built.

CREATE TABLE schema_version (
    version INTEGER NOT NULL
);

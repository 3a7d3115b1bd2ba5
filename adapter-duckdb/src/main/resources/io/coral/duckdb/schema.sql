-- The store's tables. Table classes for jOOQ are generated from this file when the module is built.

CREATE SCHEMA store;

CREATE TABLE store.schema_version (
    version INTEGER NOT NULL
);

"""The tables of the jobs: each job, its chapters, a unit a sentence, what was heard of its takes, what is told."""

from __future__ import annotations

VERSION = 4
"""Of the schema: each only adds to the one before."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- a removed job's folder is nobody else's
    place REAL NOT NULL,                    -- in the queue
    document BLOB NOT NULL,                 -- paths, which needn't be text
    output BLOB NOT NULL,
    settings TEXT NOT NULL,                 -- JSON
    state TEXT NOT NULL DEFAULT 'queued',
    error TEXT NOT NULL DEFAULT '',
    runner TEXT NOT NULL DEFAULT '',
    until REAL NOT NULL DEFAULT 0,          -- seconds since 1970: when the runner's lease ends
    spent_usd REAL NOT NULL DEFAULT 0,      -- what limits count, also for what was replaced since
    recorded_usd REAL NOT NULL DEFAULT 0    -- of that, what the history knows
);
CREATE TABLE IF NOT EXISTS chapters (
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL DEFAULT '[]',      -- JSON
    output BLOB NOT NULL DEFAULT x'',
    digest TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (job, number)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS units (
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    number INTEGER NOT NULL,
    chapter INTEGER NOT NULL,
    text TEXT NOT NULL,
    key TEXT NOT NULL,
    call BLOB NOT NULL,
    expected_seconds REAL NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued',
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    seconds REAL NOT NULL DEFAULT 0,
    cost_usd REAL DEFAULT 0,                -- NULL is unknown
    owner TEXT NOT NULL DEFAULT '',
    until REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (job, number)
);
CREATE INDEX IF NOT EXISTS units_by_state ON units (job, state, number);
-- all that progress adds up, so that the calls of a whole book aren't read for it, three times a second
CREATE INDEX IF NOT EXISTS units_by_chapter
    ON units (job, chapter, number, state, expected_seconds, seconds, cost_usd);
CREATE TABLE IF NOT EXISTS takes (
    job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
    sentence TEXT NOT NULL,                 -- key of its first take, as it was planned
    key TEXT NOT NULL,                      -- of the sound
    text TEXT NOT NULL,                     -- what was heard
    wrong INTEGER NOT NULL,                 -- words that differ
    PRIMARY KEY (job, key)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reports (
    job INTEGER PRIMARY KEY REFERENCES jobs ON DELETE CASCADE,
    planned TEXT NOT NULL,                  -- JSON: sentences
    files BLOB NOT NULL DEFAULT x''         -- as the studio packs them
);
"""

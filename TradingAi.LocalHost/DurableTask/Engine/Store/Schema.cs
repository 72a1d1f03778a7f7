namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>The tables. Times are UTC ticks; statuses are those of <c>OrchestrationRuntimeStatus</c>.</summary>
internal static class Schema
{
    public const string Sql = """
        CREATE TABLE instances (
            instance_id      TEXT PRIMARY KEY,
            execution        TEXT NOT NULL,
            name             TEXT NOT NULL,
            status           INTEGER NOT NULL,
            created_at       INTEGER NOT NULL,
            updated_at       INTEGER NOT NULL,
            input            TEXT,
            output           TEXT,
            custom_status    TEXT,
            failure          TEXT,
            tags             TEXT,
            parent_id        TEXT,
            parent_name      TEXT,
            parent_execution TEXT,
            parent_task_id   INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX instances_by_parent ON instances (parent_id) WHERE parent_id IS NOT NULL;

        -- Append-only while an execution lasts, and gone with it.
        CREATE TABLE history (
            instance_id TEXT NOT NULL,
            episode     INTEGER NOT NULL,
            body        TEXT NOT NULL,
            PRIMARY KEY (instance_id, episode)
        ) WITHOUT ROWID;

        -- What has not reached its orchestrator. Timers and planned starts are messages with a due time;
        -- events from outside have no execution, since they are for whichever generation is there.
        CREATE TABLE inbox (
            id          INTEGER PRIMARY KEY AUTOINCREMENT,
            instance_id TEXT NOT NULL,
            execution   TEXT,
            task_id     INTEGER,
            due_at      INTEGER,
            body        TEXT NOT NULL
        );
        CREATE INDEX inbox_by_instance ON inbox (instance_id);

        -- Activities whose end is not recorded.
        CREATE TABLE activities (
            id          INTEGER PRIMARY KEY AUTOINCREMENT,
            instance_id TEXT NOT NULL,
            execution   TEXT NOT NULL,
            task_id     INTEGER NOT NULL,
            name        TEXT NOT NULL,
            input       TEXT
        );
        """;
}

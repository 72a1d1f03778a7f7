using System.Threading.Channels;

namespace TradingAi.LocalHost.DurableTask.Engine.Store;

/// <summary>
/// Writes one after another, as many as are waiting in one transaction: they share its flush to disk. A task ends
/// when its write is on disk, and after its consequences were announced.
/// </summary>
internal sealed class WriteQueue(DurableDatabase database, Action<Changes> announce, EngineMetrics metrics) : IAsyncDisposable
{
    private const int MaxBatch = 256;

    private readonly Channel<Write> _queue = Channel.CreateUnbounded<Write>(new() { SingleReader = true });
    private Task? _loop;

    public void Start() => _loop = Task.Run(RunAsync);

    /// <summary>Queues a write. It may run more than once, so that it changes nothing but the database and the changes it is given.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">It could not be recorded; nothing of it was.</exception>
    public Task<T> RunAsync<T>(Func<Sql, Changes, T> work)
    {
        var write = new Write<T>(work);
        return _queue.Writer.TryWrite(write)
            ? write.Completion
            : throw new ObjectDisposedException(nameof(WriteQueue), "The durable task engine has stopped.");
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_loop is not null)
        {
            await _loop;
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Write>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _queue.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            // A write that fails takes the others' transaction with it, so that each then gets one of its own.
            if (Commit(batch) is { } failure)
            {
                if (batch.Count == 1)
                {
                    batch[0].Fail(failure);
                }
                else
                {
                    foreach (var write in batch)
                    {
                        if (Commit([write]) is { } own)
                        {
                            write.Fail(own);
                        }
                    }
                }
            }
        }
    }

    private Exception? Commit(IReadOnlyList<Write> writes)
    {
        var changes = new Changes();
        try
        {
            database.Writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in writes)
            {
                write.Run(database.Writer, changes);
            }

            database.Writer.Execute("COMMIT");
        }
        catch (Exception exception)
        {
            RollBack();
            return exception;
        }

        metrics.Commits.Add(1);
        announce(changes);
        foreach (var write in writes)
        {
            write.Complete();
        }

        return null;
    }

    private void RollBack()
    {
        try
        {
            database.Writer.Execute("ROLLBACK");
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    private abstract class Write
    {
        public abstract void Run(Sql sql, Changes changes);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Write<T>(Func<Sql, Changes, T> work) : Write
    {
        private readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Completion => _source.Task;

        public override void Run(Sql sql, Changes changes) => _result = work(sql, changes);

        public override void Complete() => _source.TrySetResult(_result!);

        public override void Fail(Exception exception) => _source.TrySetException(exception);
    }
}

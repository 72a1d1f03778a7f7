using Microsoft.Extensions.DependencyInjection;
using TradingAi.Tests.Storage.Contract;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Storage.Sqlite;

/// <summary>Files of a directory.</summary>
internal sealed class SqliteStorage : IStorageUnderTest
{
    private readonly TemporaryDirectory _directory = new();

    public static Task<IStorageUnderTest> StartAsync() => Task.FromResult<IStorageUnderTest>(new SqliteStorage());

    public ServiceProvider NewInstance() => StorageFixture.Build(_directory.Path);

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}

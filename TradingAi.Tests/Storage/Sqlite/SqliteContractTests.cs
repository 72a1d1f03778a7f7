using TradingAi.Tests.Storage.Contract;

namespace TradingAi.Tests.Storage.Sqlite;

public sealed class SqliteDatabaseTests : DatabaseContract
{
    private protected override Task<IStorageUnderTest> StartAsync() => SqliteStorage.StartAsync();
}

public sealed class SqliteValuesTests : ValuesContract
{
    private protected override Task<IStorageUnderTest> StartAsync() => SqliteStorage.StartAsync();
}

public sealed class SqliteUserDatabasesTests : UserDatabasesContract
{
    private protected override Task<IStorageUnderTest> StartAsync() => SqliteStorage.StartAsync();
}

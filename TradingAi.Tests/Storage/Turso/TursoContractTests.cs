using Microsoft.Extensions.DependencyInjection;
using TradingAi.Tests.Storage.Contract;

namespace TradingAi.Tests.Storage.Turso;

public sealed class TursoDatabaseTests : DatabaseContract
{
    private protected override async Task<IStorageUnderTest> StartAsync() => await TursoStorage.StartAsync();
}

public sealed class TursoValuesTests : ValuesContract
{
    private protected override async Task<IStorageUnderTest> StartAsync() => await TursoStorage.StartAsync();
}

public sealed class TursoUserDatabasesTests : UserDatabasesContract
{
    private protected override async Task<IStorageUnderTest> StartAsync() => await TursoStorage.StartAsync();
}

/// <summary>Databases that come and go by the platform API.</summary>
public sealed class TursoPlatformUserDatabasesTests : UserDatabasesContract
{
    private protected override async Task<IStorageUnderTest> StartAsync() => new WithPlatform(await TursoStorage.StartAsync("--databases", "strict"));

    private sealed class WithPlatform(TursoStorage storage) : IStorageUnderTest
    {
        public ServiceProvider NewInstance() => storage.NewInstance(storage.Platform);

        public ValueTask DisposeAsync() => storage.DisposeAsync();
    }
}

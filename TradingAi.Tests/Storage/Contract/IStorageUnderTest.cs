using Microsoft.Extensions.DependencyInjection;

namespace TradingAi.Tests.Storage.Contract;

/// <summary>One kind of storage, empty at first, with as many instances of the service on it as a test needs.</summary>
internal interface IStorageUnderTest : IAsyncDisposable
{
    /// <summary>Another instance of the service on the same storage.</summary>
    ServiceProvider NewInstance();
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;

namespace TradingAi.Tests.EndToEnd.InProcess.Drain;

/// <summary>An indexer that only tells what it was asked to index, and fails or waits where a test wants it to.</summary>
internal sealed class ScriptedIndexer : IEntityIndexer
{
    private readonly ConcurrentDictionary<(string User, string Ref), TaskCompletionSource> _indexed = new();

    /// <summary>Run for each entity before it counts as indexed; what it throws fails the whole call.</summary>
    public Func<EntityRef, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Ends when the entity has been indexed once.</summary>
    public Task IndexedAsync(string user, string reference) => Source(user, reference).Task;

    public async Task IndexAsync(UserId user, IReadOnlyList<EntityRef> entities, CancellationToken cancellationToken)
    {
        foreach (var entity in entities)
        {
            await Before(entity);
        }

        foreach (var entity in entities)
        {
            Source(user.Value, entity.ToString()).TrySetResult();
        }
    }

    public Task RemoveAllAsync(UserId user, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An app that indexes with this.</summary>
    public Task<RealApp> StartAppAsync(Dictionary<string, string?> settings, TimeProvider? time = null) => RealApp.StartAsync(
        settings,
        configure: services => services.AddSingleton<IEntityIndexer>(this).AddSingleton(time ?? TimeProvider.System));

    private TaskCompletionSource Source(string user, string reference) =>
        _indexed.GetOrAdd((user, reference), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}

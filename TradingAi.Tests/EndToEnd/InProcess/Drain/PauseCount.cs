using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Outbox;

namespace TradingAi.Tests.EndToEnd.InProcess.Drain;

/// <summary>Counts how often drains pause.</summary>
internal sealed class PauseCount : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _pauses = new(0);

    /// <summary>Puts itself before the app's outbox.</summary>
    public void Add(IServiceCollection services, TimeProvider time)
    {
        services.AddSingleton(time);
        var registered = services.Last(service => service.ServiceType == typeof(IOutbox)).ImplementationType!;
        services.AddSingleton<IOutbox>(provider => new Outbox((IOutbox)ActivatorUtilities.CreateInstance(provider, registered), _pauses));
    }

    /// <summary>Ends when there were so many.</summary>
    public async Task ReachAsync(int count)
    {
        for (var seen = 0; seen < count; seen++)
        {
            Assert.True(await _pauses.WaitAsync(s_patience), $"The drain paused {seen} times only.");
        }
    }

    public void Dispose() => _pauses.Dispose();

    private sealed class Outbox(IOutbox inner, SemaphoreSlim pauses) : IOutbox
    {
        public async Task<DateTimeOffset> PauseAsync(UserId user, CancellationToken cancellationToken)
        {
            var until = await inner.PauseAsync(user, cancellationToken);
            pauses.Release();
            return until;
        }

        public Task<IReadOnlyList<OutboxItem>> TakeAsync(UserId user, int max, bool includeDeferred, CancellationToken cancellationToken) =>
            inner.TakeAsync(user, max, includeDeferred, cancellationToken);

        public Task CompleteAsync(UserId user, IReadOnlyList<OutboxItem> items, CancellationToken cancellationToken) =>
            inner.CompleteAsync(user, items, cancellationToken);

        public Task FailAsync(UserId user, IReadOnlyList<OutboxItem> items, string error, CancellationToken cancellationToken) =>
            inner.FailAsync(user, items, error, cancellationToken);

        public Task<int> RetryAsync(UserId user, CancellationToken cancellationToken) => inner.RetryAsync(user, cancellationToken);

        public Task<int> EnqueueAllAsync(UserId user, CancellationToken cancellationToken) => inner.EnqueueAllAsync(user, cancellationToken);

        public Task<DateTimeOffset?> NextDueAsync(UserId user, bool includeDeferred, CancellationToken cancellationToken) =>
            inner.NextDueAsync(user, includeDeferred, cancellationToken);

        public Task<IReadOnlyList<UserId>> UsersWithPendingAsync(CancellationToken cancellationToken) => inner.UsersWithPendingAsync(cancellationToken);
    }
}

using System.Collections.Concurrent;
using System.Globalization;

namespace TradingAi.Core.Operations.Vendors.Quotas;

/// <summary>Quotas of this process alone.</summary>
public sealed class MemoryQuotaStore(TimeProvider time) : IQuotaStore
{
    // What is in flight leaves the count when it is settled: nobody can say when, so whoever waits for it looks again.
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private long _lastLease;

    /// <inheritdoc/>
    public ValueTask<QuotaAnswer> TryTakeAsync(string key, QuotaLimit limit, long tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        cancellationToken.ThrowIfCancellationRequested();
        var window = _windows.GetOrAdd(key, _ => new Window());
        lock (window)
        {
            window.Expire(time.GetUtcNow());
            if (window.Fits(limit, tokens))
            {
                var lease = Interlocked.Increment(ref _lastLease).ToString(CultureInfo.InvariantCulture);
                window.Take(lease, tokens);
                return new(new QuotaAnswer(lease, TimeSpan.Zero));
            }

            return new(new QuotaAnswer(null, window.WaitFor(limit, tokens, time.GetUtcNow()) ?? s_lookAgain));
        }
    }

    /// <inheritdoc/>
    public ValueTask SettleAsync(string key, QuotaLimit limit, string leaseId, long tokens, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(limit);
        if (_windows.TryGetValue(key, out var window))
        {
            lock (window)
            {
                window.Settle(leaseId, tokens, time.GetUtcNow() + limit.Window);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What is held under one key: in flight, or settled with the instant at which it leaves, earliest first.</summary>
    private sealed class Window
    {
        private readonly Dictionary<string, long> _inFlight = new(StringComparer.Ordinal);
        private readonly Dictionary<string, LinkedListNode<(string Lease, DateTimeOffset Until, long Tokens)>> _byLease = new(StringComparer.Ordinal);
        private readonly LinkedList<(string Lease, DateTimeOffset Until, long Tokens)> _settled = [];
        private long _tokens;

        private int Requests => _inFlight.Count + _settled.Count;

        public void Expire(DateTimeOffset now)
        {
            while (_settled.First is { } first && first.Value.Until <= now)
            {
                Remove(first);
            }
        }

        // What exceeds the whole limit could never be taken: it goes alone.
        public bool Fits(QuotaLimit limit, long tokens) =>
            (limit.Requests <= 0 || Requests < limit.Requests)
            && (limit.Tokens <= 0 || _tokens + tokens <= limit.Tokens || Requests == 0);

        public void Take(string lease, long tokens)
        {
            _inFlight.Add(lease, tokens);
            _tokens += tokens;
        }

        public void Settle(string lease, long tokens, DateTimeOffset until)
        {
            if (_inFlight.Remove(lease, out var taken))
            {
                _tokens -= taken;
            }
            else if (_byLease.TryGetValue(lease, out var node))
            {
                // Settled again, with the real count: it leaves when it was to leave.
                until = node.Value.Until;
                Remove(node);
            }
            else
            {
                return;
            }

            _tokens += tokens;
            var entry = new LinkedListNode<(string, DateTimeOffset, long)>((lease, until, tokens));
            var before = _settled.Last;
            while (before is not null && before.Value.Until > until)
            {
                before = before.Previous;
            }

            if (before is null)
            {
                _settled.AddFirst(entry);
            }
            else
            {
                _settled.AddAfter(before, entry);
            }

            _byLease[lease] = entry;
        }

        /// <summary>How long until enough has left; null where that waits for what is in flight.</summary>
        public TimeSpan? WaitFor(QuotaLimit limit, long tokens, DateTimeOffset now)
        {
            var (requests, held) = (Requests, _tokens);
            foreach (var (_, until, released) in _settled)
            {
                requests--;
                held -= released;
                if ((limit.Requests <= 0 || requests < limit.Requests) && (limit.Tokens <= 0 || held + tokens <= limit.Tokens || requests == 0))
                {
                    return until - now;
                }
            }

            return null;
        }

        private void Remove(LinkedListNode<(string Lease, DateTimeOffset Until, long Tokens)> node)
        {
            _settled.Remove(node);
            _byLease.Remove(node.Value.Lease);
            _tokens -= node.Value.Tokens;
        }
    }
}

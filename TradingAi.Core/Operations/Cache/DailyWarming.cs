using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Operations.Redis;

namespace TradingAi.Core.Operations.Cache;

/// <summary>
/// At a user's first request of a UTC day, and beside it, makes ready what the next ones are likely to ask for: the journal, the
/// figures of the last 30 days, the embeddings of common questions. Once a user and day over all instances; a warming that
/// fails, or finds too many waiting, is only not done.
/// </summary>
public sealed class DailyWarming : BackgroundService
{
    private const string Mark = "warm";
    private const int MaxWaiting = 1_000;

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    private static readonly string[] s_commonQuestions =
    [
        "How am I doing this month?",
        "What are my biggest mistakes?",
        "What is my best setup?",
        "Why am I losing money?",
        "What did I write about my last losing trade?",
    ];

    private readonly IJournalReader _journals;
    private readonly CachedAnalytics _analytics;
    private readonly TextEmbedder _embedder;
    private readonly DailyMarks _marks;
    private readonly TimeProvider _time;
    private readonly ILogger<DailyWarming> _logger;
    private readonly Channel<UserId> _waiting = Channel.CreateBounded<UserId>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    /// <summary>Creates the service; it begins to work with the host.</summary>
    public DailyWarming(
        IJournalReader journals, CachedAnalytics analytics, TextEmbedder embedder, DailyMarks marks, TimeProvider time, ILogger<DailyWarming> logger) =>
        (_journals, _analytics, _embedder, _marks, _time, _logger) = (journals, analytics, embedder, marks, time, logger);

    /// <summary>Notes that a user has sent a request; it neither waits nor fails.</summary>
    public void Note(UserId user)
    {
        ArgumentNullException.ThrowIfNull(user);
        if (_marks.TryMarkHere(Mark, user))
        {
            _waiting.Writer.TryWrite(user);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var user in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            using var bound = new CancellationTokenSource(s_longest, _time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, bound.Token);
            try
            {
                if (await _marks.TryMarkAsync(Mark, user))
                {
                    await WarmAsync(user, stop.Token);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.NotWarmed(_logger, exception, user.Key);
            }
        }
    }

    private async Task WarmAsync(UserId user, CancellationToken cancellationToken)
    {
        if ((await _journals.ReadAsync(user, cancellationToken)).Trades.Count == 0)
        {
            return;
        }

        await _analytics.ComputeAsync(user, new TimeRange(TimeRangeName.Days30), TradeFilter.None, [], _time.GetUtcNow(), cancellationToken);
        foreach (var question in s_commonQuestions)
        {
            await _embedder.EmbedQueryAsync(_embedder.Model, user, question, cancellationToken);
        }
    }
}

using Microsoft.Extensions.AI;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Operations.Health;

/// <summary>
/// Tells how the parts are. Asked at most every <see cref="CacheTime"/>, whoever asks; embedded parts live in this process
/// and cost nothing to ask.
/// </summary>
public sealed class HealthMonitor(
    ISystemDatabase database, IEmbeddingGenerator<string, Embedding<float>> embeddings, IChatClient language, TimeProvider clock) : IDisposable
{
    /// <summary>How long an answer is good.</summary>
    public static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_slowDatabase = TimeSpan.FromMilliseconds(200);

    private static readonly DateTimeOffset s_processStartedAt = ProcessStart();

    private readonly SemaphoreSlim _gate = new(1, 1);
    private ServiceHealth? _last;

    /// <summary>Seconds since the process started.</summary>
    public double UptimeSeconds => (clock.GetUtcNow() - s_processStartedAt).TotalSeconds;

    /// <summary>How the parts are, not older than <see cref="CacheTime"/>.</summary>
    public async Task<ServiceHealth> CheckAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || clock.GetUtcNow() - _last.LastChecked >= CacheTime)
            {
                _last = await AskAsync(cancellationToken);
            }

            return _last with { UptimeSeconds = UptimeSeconds };
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What the last check found, however old; unknown before the first one.</summary>
    public ServiceHealth Last => (_last ?? NeverAsked()) with { UptimeSeconds = UptimeSeconds };

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async Task<ServiceHealth> AskAsync(CancellationToken cancellationToken)
    {
        var embedding = embeddings.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        var chat = language.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        var storage = await AskDatabaseAsync(cancellationToken);
        PartHealth[] parts =
        [
            Embedded(embedding?.DefaultModelId ?? "sentence model"),
            Embedded("sqlite"),
            Embedded(chat?.DefaultModelId ?? "narrator"),
            Embedded("memory"),
            storage,
        ];
        return new ServiceHealth(
            parts.Max(p => p.Status), parts[0], parts[1], parts[2], parts[3], storage, clock.GetUtcNow(), UptimeSeconds);
    }

    private async Task<PartHealth> AskDatabaseAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var metadata = new Dictionary<string, string> { ["provider"] = "embedded", ["implementation"] = "sqlite" };
        try
        {
            await database.QueryAsync(SqlStatement.Of($"SELECT 1 AS one"), row => row.GetInt64("one"), cancellationToken);
            var took = clock.GetElapsedTime(started);
            return new PartHealth(took > s_slowDatabase ? HealthState.Degraded : HealthState.Healthy, took.TotalMilliseconds, null, metadata);
        }
        catch (StorageUnavailableException exception)
        {
            return new PartHealth(HealthState.Unhealthy, clock.GetElapsedTime(started).TotalMilliseconds, exception.Message, metadata);
        }
    }

    private static PartHealth Embedded(string implementation) =>
        new(HealthState.Healthy, 0, null, new Dictionary<string, string> { ["provider"] = "embedded", ["implementation"] = implementation });

    private static DateTimeOffset ProcessStart()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime);
    }

    private ServiceHealth NeverAsked()
    {
        var unknown = new PartHealth(HealthState.Unknown, 0, null, new Dictionary<string, string>());
        return new ServiceHealth(HealthState.Unknown, unknown, unknown, unknown, unknown, unknown, clock.GetUtcNow(), 0);
    }
}

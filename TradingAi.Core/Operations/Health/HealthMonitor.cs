using Microsoft.Extensions.AI;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Operations.Health;

/// <summary>
/// Tells how the parts are. Real calls tell it at once; whatever has to be asked for is asked at most every
/// <see cref="CacheTime"/>, whoever wants to know, and never where it costs.
/// </summary>
public sealed class HealthMonitor : IDisposable
{
    /// <summary>How long what was asked for is good.</summary>
    public static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_slowDatabase = TimeSpan.FromMilliseconds(200);

    private static readonly DateTimeOffset s_processStartedAt = ProcessStart();

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<HealthPart, CloudPart> _cloud;
    private readonly ISystemDatabase _database;
    private readonly IEmbeddingGenerator<string, Embedding<float>> _embeddings;
    private readonly IChatClient _language;
    private readonly TimeProvider _time;
    private DateTimeOffset? _askedAt;
    private PartHealth? _embeddedDatabase;

    /// <summary>Creates the monitor.</summary>
    /// <param name="probes">The cloud parts; of one part, the last in use counts.</param>
    /// <param name="database">The database of the service itself.</param>
    /// <param name="embeddings">The embedding model.</param>
    /// <param name="language">The language model.</param>
    /// <param name="time">The clock.</param>
    public HealthMonitor(
        IEnumerable<HealthProbe> probes,
        ISystemDatabase database,
        IEmbeddingGenerator<string, Embedding<float>> embeddings,
        IChatClient language,
        TimeProvider time)
    {
        _cloud = probes.Where(probe => probe.IsInUse).GroupBy(probe => probe.Part).ToDictionary(part => part.Key, part => new CloudPart(part.Last(), time));
        (_database, _embeddings, _language, _time) = (database, embeddings, language, time);
    }

    /// <summary>Seconds since the process started.</summary>
    public double UptimeSeconds => (_time.GetUtcNow() - s_processStartedAt).TotalSeconds;

    /// <summary>How the parts are; asks those of which nothing recent is known.</summary>
    public async Task<ServiceHealth> CheckAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = _time.GetUtcNow();
            if (_askedAt is not { } asked || now - asked >= CacheTime)
            {
                await Task.WhenAll([.. _cloud.Values.Select(part => part.AskIfIdleAsync(cancellationToken)), AskDatabaseAsync(cancellationToken)]);
                _askedAt = now;
            }
        }
        finally
        {
            _gate.Release();
        }

        return Last;
    }

    /// <summary>How the parts are by what is known, without asking anything; unknown before the first check.</summary>
    public ServiceHealth Last => _askedAt is { } asked ? Judge(asked) : NeverAsked();

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private ServiceHealth Judge(DateTimeOffset askedAt)
    {
        var embedding = _embeddings.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;
        var chat = _language.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        PartHealth[] parts =
        [
            PartOf(HealthPart.Voyager, embedding?.DefaultModelId ?? "sentence model"),
            PartOf(HealthPart.UpstashVector, "sqlite"),
            PartOf(HealthPart.Gemini, chat?.DefaultModelId ?? "narrator"),
            PartOf(HealthPart.Cache, "memory"),
            _embeddedDatabase ?? PartOf(HealthPart.Database, "sqlite"),
        ];
        return new ServiceHealth(Overall(parts), parts[0], parts[1], parts[2], parts[3], parts[4], askedAt, UptimeSeconds);
    }

    // Nothing stands in for the databases; whatever else is away leaves answers that are less good.
    private static HealthState Overall(PartHealth[] parts)
    {
        var worst = parts[..^1].Max(part => part.Status);
        return (HealthState)Math.Max((int)parts[^1].Status, Math.Min((int)worst, (int)HealthState.Degraded));
    }

    private PartHealth PartOf(HealthPart part, string embedded) => _cloud.TryGetValue(part, out var cloud)
        ? cloud.Judge()
        : new PartHealth(HealthState.Healthy, 0, null, Embedded(embedded));

    private async Task AskDatabaseAsync(CancellationToken cancellationToken)
    {
        if (_cloud.ContainsKey(HealthPart.Database))
        {
            return;
        }

        var started = _time.GetTimestamp();
        try
        {
            await _database.QueryAsync(SqlStatement.Of($"SELECT 1 AS one"), row => row.GetInt64("one"), cancellationToken);
            var took = _time.GetElapsedTime(started);
            _embeddedDatabase = new PartHealth(
                took > s_slowDatabase ? HealthState.Degraded : HealthState.Healthy, took.TotalMilliseconds, null, Embedded("sqlite"));
        }
        catch (StorageUnavailableException exception)
        {
            _embeddedDatabase = new PartHealth(
                HealthState.Unhealthy, _time.GetElapsedTime(started).TotalMilliseconds, exception.Message, Embedded("sqlite"));
        }
    }

    private static Dictionary<string, string> Embedded(string implementation) =>
        new() { ["provider"] = "embedded", ["implementation"] = implementation };

    private static DateTimeOffset ProcessStart()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new DateTimeOffset(process.StartTime);
    }

    private ServiceHealth NeverAsked()
    {
        var unknown = new PartHealth(HealthState.Unknown, 0, null, new Dictionary<string, string>());
        return new ServiceHealth(HealthState.Unknown, unknown, unknown, unknown, unknown, unknown, _time.GetUtcNow(), UptimeSeconds);
    }
}

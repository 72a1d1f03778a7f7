using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TradingAi.Core.Alerts;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Metrics;
using TradingAi.Core.Reports;
using TradingAi.Core.Storage;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Insights;

/// <summary>Insights and reports over real databases, and journals that a test gives.</summary>
internal sealed class InsightRooms : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly GivenJournals _journals = new() { [Ann] = GeneratedJournal.Make(21, 60), [Bob] = GeneratedJournal.Make(22, 60) };
    private readonly ServiceProvider _services;

    /// <summary>Rooms in which this client words the prose; the narrator where there is none.</summary>
    public InsightRooms(IChatClient? client = null)
    {
        var services = new ServiceCollection();
        if (client is not null)
        {
            services.AddSingleton(client);
        }

        _services = services
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["DATA_DIRECTORY"] = _directory.Path }).Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton<IJournalReader>(_journals)
            .AddLogging()
            .AddMetrics()
            .AddSingleton<Degradations>()
            .AddStorage()
            .AddAlerts()
            .AddInsights()
            .AddReports()
            .BuildServiceProvider();
    }

    public static UserId Ann { get; } = UserId.Parse("ann");

    public static UserId Bob { get; } = UserId.Parse("bob");

    /// <summary>Whose journal is which; a user who is not in it has an empty one.</summary>
    public IDictionary<UserId, JournalSnapshot> Journals => _journals;

    public FakeTimeProvider Clock { get; } = new(SampleJournal.AsOf);

    public InsightService Insights => _services.GetRequiredService<InsightService>();

    public DailyInsights Daily => _services.GetRequiredService<DailyInsights>();

    public ReportService Reports => _services.GetRequiredService<ReportService>();

    public ReportBuilder Builder => _services.GetRequiredService<ReportBuilder>();

    public void Dispose()
    {
        _services.Dispose();
        _directory.Dispose();
    }

    private sealed class GivenJournals : Dictionary<UserId, JournalSnapshot>, IJournalReader
    {
        public ValueTask<JournalSnapshot> ReadAsync(UserId user, CancellationToken cancellationToken) =>
            ValueTask.FromResult(TryGetValue(user, out var journal) ? journal : TradeBuilder.Journal([]));
    }
}

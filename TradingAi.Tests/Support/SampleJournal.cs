using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Support;

/// <summary>The sample journal as the service holds it after an import.</summary>
internal static class SampleJournal
{
    /// <summary>The present of the sample's questions.</summary>
    public static DateTimeOffset AsOf { get; } = new(2026, 10, 31, 4, 59, 59, TimeSpan.Zero);

    private static readonly Lazy<JournalSnapshot> s_snapshot = new(() => Task.Run(ImportAsync).GetAwaiter().GetResult());

    /// <summary>The snapshot, imported once.</summary>
    public static JournalSnapshot Snapshot => s_snapshot.Value;

    /// <summary>Every live entity.</summary>
    public static IEnumerable<EntityRef> References(JournalSnapshot journal) =>
        journal.Trades.Select(trade => trade.Ref)
            .Concat(journal.TradeNotes.Select(note => note.Ref))
            .Concat(journal.Notebooks.Select(entry => entry.Ref))
            .Concat(journal.Playbooks.Select(playbook => playbook.Ref));

    private static async Task<JournalSnapshot> ImportAsync()
    {
        using var directory = new TemporaryDirectory();
        var settings = new Dictionary<string, string?> { ["DATA_DIRECTORY"] = directory.Path };
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddStorage()
            .AddJournal()
            .BuildServiceProvider();
        var user = UserId.Parse("sample");
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", "journal.json"));
        var result = await services.GetRequiredService<IJournalImporter>().ImportAsync(user, file, CancellationToken.None);
        Assert.Empty(result.Rejected);
        return await services.GetRequiredService<IJournalReader>().ReadAsync(user, CancellationToken.None);
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Benchmarks.Evaluation;
using TradingAi.Core.Journal;
using TradingAi.Core.Journal.Import;
using TradingAi.Core.Storage;

namespace TradingAi.Benchmarks.Alerts;

/// <summary>Reads a journal's document as the app does, without the app.</summary>
internal static class JournalFile
{
    /// <summary>The journal of <c>journal.json</c> in a directory.</summary>
    /// <exception cref="EvaluationException">The file is missing, or a row was rejected.</exception>
    public static async Task<JournalSnapshot> ReadAsync(string directory, CancellationToken cancellationToken)
    {
        var path = Path.Combine(directory, "journal.json");
        if (!File.Exists(path))
        {
            throw new EvaluationException($"{directory} holds no journal.json.");
        }

        var data = Directory.CreateTempSubdirectory("tradingai-alerts-").FullName;
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("DATA_DIRECTORY", data)]).Build())
                .AddSingleton(TimeProvider.System)
                .AddLogging()
                .AddStorage()
                .AddJournal()
                .BuildServiceProvider();
            await using var document = File.OpenRead(path);
            var user = UserId.Parse("alerts");
            var imported = await services.GetRequiredService<IJournalImporter>().ImportAsync(user, document, cancellationToken);
            return imported.RejectedCount == 0
                ? await services.GetRequiredService<IJournalReader>().ReadAsync(user, cancellationToken)
                : throw new EvaluationException($"The import rejected rows: {imported.Rejected[0].Path}: {imported.Rejected[0].Message}");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}

using System.Diagnostics;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>
/// Scores the app on a journal whose truth is known, over HTTP alone: figures, retrieval, numeric answers, refusals, planted
/// patterns, nulls, and notes that try to give instructions.
/// </summary>
internal static class Evaluation
{
    /// <summary>Runs it and prints the Markdown.</summary>
    /// <returns>0 where every target is met, 1 where one is missed, 2 where it could not be made.</returns>
    public static async Task<int> RunAsync(string[] switches, CancellationToken cancellationToken)
    {
        try
        {
            var options = EvaluationOptions.Parse(switches);
            var truth = JournalTruth.Read(options.Journal);
            await using var app = await EvaluatedApp.StartAsync(options);
            var parts = await RunAsync(truth, new ApiClient(app.Client, truth.AsOf, cancellationToken));
            var markdown = MarkdownReport.Write($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.Journal)))}, {app.Mode}, as of {truth.AsOf}", parts);
            Console.Write(markdown);
            if (options.Output is { } file)
            {
                await File.WriteAllTextAsync(file, markdown, cancellationToken);
            }

            return parts.SelectMany(p => p.Scores).All(s => s.Met) ? 0 : 1;
        }
        catch (Exception exception) when (exception is EvaluationException or HttpRequestException or IOException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    private static async Task<IReadOnlyList<PartResult>> RunAsync(JournalTruth truth, ApiClient api)
    {
        await TimeAsync("import and indexing", async () =>
        {
            await api.ImportAsync(truth.Journal);
            return truth;
        });
        return
        [
            await TimeAsync("metrics", new MetricsPart(truth, api).RunAsync),
            await TimeAsync("retrieval", new RetrievalPart(truth, api).RunAsync),
            await TimeAsync("questions", new QuestionsPart(truth, api).RunAsync),
            await TimeAsync("findings", new FindingsPart(truth, api).RunAsync),
            await TimeAsync("injections", new InjectionPart(truth, api).RunAsync),
        ];
    }

    // Progress goes to the error stream: what is printed is the Markdown alone.
    private static async Task<T> TimeAsync<T>(string what, Func<Task<T>> run)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await run();
        await Console.Error.WriteLineAsync($"{what}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        return result;
    }
}

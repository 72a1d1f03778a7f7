using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Retrieval;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>
/// What each part of the search contributes, and what remains on questions that less was chosen on: weights chosen on half of the
/// themes and measured on the other half, and a journal in other words.
/// </summary>
internal static class RetrievalStudy
{
    private static readonly SearchFilter s_writing = new() { Types = [EntityType.TradeNote, EntityType.Notebook, EntityType.Playbook] };

    private static readonly (string Name, RetrievalWeights Weights)[] s_ways =
    [
        ("vectors alone", new(0, 0, 1)),
        ("BM25 alone", new(1, 0, 0)),
        ("lexicon alone", new(0, 1, 0)),
        ("BM25 and vectors", RetrievalWeights.Default with { Concepts = 0, Feedback = 0 }),
        ("all three", RetrievalWeights.Default with { Feedback = 0 }),
        ("all three, with feedback", RetrievalWeights.Default),
    ];

    /// <summary>Runs it and prints a Markdown table.</summary>
    /// <returns>0, or 2 where it could not be made.</returns>
    public static async Task<int> RunAsync(string[] switches, CancellationToken cancellationToken)
    {
        try
        {
            var options = EvaluationOptions.Parse(switches);
            var truth = JournalTruth.Read(options.Journal);
            await using var app = await EvaluatedApp.StartAsync(options with { BaseUrl = null, Cloud = false });
            var search = app.Services!.GetRequiredService<JournalSearch>();

            Console.WriteLine("| way | recall@5 | recall@10 | MRR |\n| --- | --- | --- | --- |");
            await new ApiClient(app.Client, truth.AsOf, cancellationToken).ImportAsync(truth.Journal);
            foreach (var (name, weights) in s_ways)
            {
                Print(name, RankingScore.Mean(await MeasureAsync(app.User, weights, truth.Retrieval)));
            }

            Print("the same, weights chosen on the other half of the themes", await CrossValidateAsync(weights => MeasureAsync(app.User, weights, truth.Retrieval), truth.Retrieval));

            var other = OtherWords.Make();
            app.BecomeAnother();
            await new ApiClient(app.Client, truth.AsOf, cancellationToken).ImportAsync(Encoding.UTF8.GetBytes(other.Journal.ToJsonString()));
            Print("the same, another journal in other words", RankingScore.Mean(await MeasureAsync(app.User, RetrievalWeights.Default, other.Questions)));
            return 0;

            async Task<IReadOnlyList<RankingScore>> MeasureAsync(UserId user, RetrievalWeights weights, IReadOnlyList<RetrievalQuestion> questions)
            {
                var scores = new List<RankingScore>();
                foreach (var question in questions)
                {
                    var found = await search.SearchAsync(user, question.Text, s_writing, 10, weights, cancellationToken);
                    scores.Add(RankingScore.Of(found.Results.Select(r => r.Ref.ToString()), question));
                }

                return scores;
            }
        }
        catch (EvaluationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
    }

    // Every second theme is one half; each half is measured with the weights that are best on the other.
    private static async Task<RankingScore> CrossValidateAsync(
        Func<RetrievalWeights, Task<IReadOnlyList<RankingScore>>> measure, IReadOnlyList<RetrievalQuestion> questions)
    {
        var themes = questions.Select(q => q.Theme).Distinct().ToList();
        int[] halves = [.. questions.Select(q => themes.IndexOf(q.Theme) % 2)];
        var measured = new List<IReadOnlyList<RankingScore>>();
        foreach (var concepts in new[] { 0.5, 1, 1.5, 2 })
        {
            foreach (var vectors in new[] { 0.25, 0.5, 1 })
            {
                foreach (var feedback in new[] { 0, 0.5, 1 })
                {
                    measured.Add(await measure(new RetrievalWeights(1, concepts, vectors, feedback)));
                }
            }
        }

        return RankingScore.Mean(
        [
            .. new[] { 0, 1 }.SelectMany(half =>
                Of(measured.MaxBy(scores => RankingScore.Mean([.. Of(scores, 1 - half)]) is var mean ? mean.Recall10 + mean.ReciprocalRank : 0)!, half)),
        ]);

        IEnumerable<RankingScore> Of(IReadOnlyList<RankingScore> scores, int half) => scores.Where((_, i) => halves[i] == half);
    }

    private static void Print(string name, RankingScore score) =>
        Console.WriteLine($"| {name} | {score.Recall5:F3} | {score.Recall10:F3} | {score.ReciprocalRank:F3} |");
}

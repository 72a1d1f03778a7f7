using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TradingAi.Core.Analytics;
using TradingAi.Core.Chat;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Analysis;

/// <summary>
/// Answers a question, finds insights and predicts, side by side under one deadline. A part that fails or is late is named and leaves
/// the others as they are. A late answer is stopped, unless it is just being stored: what is stored is answered. Late insights and
/// predictions go on and are kept, so that they are there when asked for again.
/// </summary>
public sealed class AnalysisService(
    ChatService chat, InsightService insights, PredictionService predictions, IOptions<AnalysisSettings> settings, TimeProvider time, ILogger<AnalysisService> logger)
{
    private static readonly InsightType[] s_types = [InsightType.Patterns, InsightType.Behavior];

    // For an answer that was stopped to end, or to be stored.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    /// <summary>Gathers what is there by the deadline.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="request">The question.</param>
    /// <param name="asOf">The present for all parts.</param>
    /// <param name="cancellationToken">Stops every part.</param>
    /// <exception cref="RequestRefusedException">A field is out of its range, or the user has no such session.</exception>
    /// <exception cref="Storage.StorageUnavailableException">Nothing at all could be read.</exception>
    public async Task<AnalysisResult> AnalyzeAsync(UserId user, AnalysisRequest request, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var question = request.ToChatRequest();
        using var tooLate = new CancellationTokenSource(settings.Value.Deadline, time);
        using var stopAnswer = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, tooLate.Token);
        var answer = Task.Run(() => chat.AnswerAsync(user, question, asOf, stopAnswer.Token), cancellationToken);
        var found = Task.Run(
            () => insights.EnsureAsync(user, new TimeRange(TimeRangeName.Days30), s_types, asOf, $"analysis:{Guid.NewGuid():N}", reuse: true, cancellationToken),
            cancellationToken);
        var predicted = request.IncludePredictions ?? true
            ? Task.Run(() => PredictAsync(user, asOf, cancellationToken), cancellationToken)
            : Task.FromResult<Prediction?>(null);

        await EndedAsync(Task.WhenAll(answer, found, predicted), tooLate.Token, cancellationToken);
        if (!answer.IsCompleted)
        {
            await ((Task)answer.WaitAsync(s_grace, time, cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var partial = new List<string>();
        var result = new AnalysisResult(
            await PartAsync("answer", answer, partial), await PartAsync("insights", found, partial) ?? [], await PartAsync("predictions", predicted, partial), partial);
        return answer.IsFaulted && (answer.Exception.InnerException is RequestRefusedException || (found.IsFaulted && (predicted.IsFaulted || request.IncludePredictions == false)))
            ? throw answer.Exception.InnerException!
            : result;
    }

    private async Task<Prediction?> PredictAsync(UserId user, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        await predictions.PredictAsync(user, PredictionHorizon.Week, asOf, cancellationToken);

    // Whichever comes first; how the parts ended is read from them.
    private static async Task EndedAsync(Task parts, CancellationToken tooLate, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate, cancellationToken);
        await parts.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<T?> PartAsync<T>(string name, Task<T> part, List<string> partial)
    {
        if (part.IsCompletedSuccessfully)
        {
            return await part;
        }

        partial.Add(name);
        if (part.IsFaulted)
        {
            Log.PartFailed(logger, name, part.Exception.InnerException!.GetType().Name);
        }
        else
        {
            // It goes on; nobody will look at how it ends.
            _ = part.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            Log.PartLate(logger, name);
        }

        return default;
    }
}

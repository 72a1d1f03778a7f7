using System.Collections.Concurrent;
using System.Globalization;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Language.Gemini;

/// <summary>
/// How much each model may think. Models differ in what they accept, and nothing but an answer tells: one that refuses a budget
/// is asked again without, and remembered.
/// </summary>
internal sealed class GeminiThinking(string setting)
{
    // The strong model cannot do without; this is its least.
    private const string NeedsThinking = "gemini-2.5-pro";
    private const int LeastThinking = 128;

    private readonly ConcurrentDictionary<string, bool> _refusing = new(StringComparer.Ordinal);

    /// <summary>The budget to ask a model with; null to leave it to the model.</summary>
    public int? BudgetOf(string model)
    {
        if (_refusing.ContainsKey(model) || setting.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var budget = int.TryParse(setting, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) ? tokens : 0;
        return model.StartsWith(NeedsThinking, StringComparison.Ordinal) ? Math.Max(budget, LeastThinking) : budget;
    }

    /// <summary>Asks, and once more without a budget where the model may have refused that.</summary>
    public async Task<T> AskAsync<T>(string model, GeminiRequest request, Func<GeminiRequest, Task<T>> ask)
    {
        try
        {
            return await ask(request);
        }
        catch (VendorException refusal) when (refusal is { Failure: VendorFailure.Rejected, Status: 400 } && request.GenerationConfig?.ThinkingConfig is not null)
        {
            var answer = await ask(request with { GenerationConfig = request.GenerationConfig with { ThinkingConfig = null } });
            _refusing[model] = true;
            return answer;
        }
    }
}

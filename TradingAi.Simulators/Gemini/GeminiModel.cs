namespace TradingAi.Simulators.Gemini;

/// <summary>A model as <c>GET models/{model}</c> describes it.</summary>
internal sealed record GeminiModel(string Name, string BaseModelId, string Version, string DisplayName, string Description)
{
    /// <summary>The most tokens that a request may hold.</summary>
    public int InputTokenLimit { get; } = 1_048_576;

    /// <summary>The most tokens that an answer may have.</summary>
    public int OutputTokenLimit { get; } = 65_536;

    /// <summary>What it can be asked for.</summary>
    public IReadOnlyList<string> SupportedGenerationMethods { get; } = ["generateContent", "streamGenerateContent", "countTokens"];

    /// <summary>What temperature it takes if none is asked for.</summary>
    public double Temperature { get; } = 1;

    /// <summary>The share of likely words that it picks from.</summary>
    public double TopP { get; } = 0.95;

    /// <summary>The number of likely words that it picks from.</summary>
    public int TopK { get; } = 64;

    /// <summary>The highest temperature.</summary>
    public double MaxTemperature { get; } = 2;

    /// <summary>Whether it can think.</summary>
    public bool Thinking { get; } = true;

    /// <summary>The least tokens of thought that it can be told to spend, besides 0 where it need not think.</summary>
    internal int LeastThinking => MustThink ? 128 : BaseModelId.Contains("lite", StringComparison.Ordinal) ? 512 : 1;

    /// <summary>The most tokens of thought that it can be told to spend.</summary>
    internal int MostThinking => MustThink ? 32_768 : 24_576;

    /// <summary>Whether its thinking cannot be turned off.</summary>
    internal bool MustThink => BaseModelId.Contains("pro", StringComparison.Ordinal);

    /// <summary>Whether it takes functions and a JSON answer in one request, as models from the third generation on do.</summary>
    internal bool CombinesToolsAndJson => !BaseModelId.StartsWith("gemini-1", StringComparison.Ordinal) && !BaseModelId.StartsWith("gemini-2", StringComparison.Ordinal);

    /// <summary>Describes a model by its id, such as <c>gemini-2.5-flash</c>.</summary>
    public static GeminiModel Of(string id)
    {
        var title = string.Join(' ', id.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
        return new GeminiModel($"models/{id}", id, "001", title, $"{title}, simulated: its answers are scripted by the requests.");
    }
}

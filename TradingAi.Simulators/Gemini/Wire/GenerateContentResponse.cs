namespace TradingAi.Simulators.Gemini.Wire;

/// <summary>An answer, or a chunk of one that is streamed.</summary>
internal sealed record GenerateContentResponse(
    IReadOnlyList<Candidate>? Candidates, PromptFeedback? PromptFeedback, UsageMetadata UsageMetadata, string ModelVersion, string ResponseId);

/// <summary>What the model says.</summary>
internal sealed record Candidate(
    Content? Content, string? FinishReason, string? FinishMessage, int Index, IReadOnlyList<SafetyRating>? SafetyRatings);

/// <summary>Why the model says nothing.</summary>
internal sealed record PromptFeedback(string BlockReason, IReadOnlyList<SafetyRating> SafetyRatings);

/// <summary>How harmful a text is in one respect.</summary>
internal sealed record SafetyRating(string Category, string Probability, bool? Blocked = null)
{
    private static readonly string[] s_categories =
        ["HARM_CATEGORY_HATE_SPEECH", "HARM_CATEGORY_DANGEROUS_CONTENT", "HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_SEXUALLY_EXPLICIT"];

    /// <summary>A harmless text's.</summary>
    public static IReadOnlyList<SafetyRating> Harmless { get; } = [.. s_categories.Select(category => new SafetyRating(category, "NEGLIGIBLE"))];

    /// <summary>Those of a text that was blocked for its danger.</summary>
    public static IReadOnlyList<SafetyRating> Blocking { get; } =
        [.. s_categories.Select(category => category == "HARM_CATEGORY_DANGEROUS_CONTENT" ? new SafetyRating(category, "HIGH", true) : new SafetyRating(category, "NEGLIGIBLE"))];
}

/// <summary>The tokens so far.</summary>
internal sealed record UsageMetadata(int PromptTokenCount, int? CandidatesTokenCount, int TotalTokenCount, IReadOnlyList<ModalityTokens> PromptTokensDetails)
{
    /// <summary>The tokens of a prompt, and of as much of its answer as there is.</summary>
    public static UsageMetadata Of(int prompt, int? candidates) => new(prompt, candidates, prompt + (candidates ?? 0), [new ModalityTokens("TEXT", prompt)]);
}

/// <summary>The tokens of one kind of content.</summary>
internal sealed record ModalityTokens(string Modality, int TokenCount);

/// <summary>The answer of <c>countTokens</c>.</summary>
internal sealed record CountTokensResponse(int TotalTokens, IReadOnlyList<ModalityTokens> PromptTokensDetails);

/// <summary>The answer of <c>GET models</c>.</summary>
internal sealed record ListModelsResponse(IReadOnlyList<GeminiModel> Models, string? NextPageToken);

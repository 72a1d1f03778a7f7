namespace TradingAi.Simulators.Voyage;

/// <summary>A model that Voyage serves.</summary>
/// <param name="Name">What requests call it.</param>
/// <param name="Dimensions">The lengths it can give its embeddings; the first is the default.</param>
/// <param name="ContextTokens">The tokens of one text that it reads.</param>
internal sealed record VoyageModel(string Name, IReadOnlyList<int> Dimensions, int ContextTokens)
{
    private const int UsualContext = 32_000;
    private const int UsualDimensions = 1024;

    private static readonly int[] s_flexible = [UsualDimensions, 256, 512, 2048];

    /// <summary>Every model by its name.</summary>
    public static IReadOnlyDictionary<string, VoyageModel> All { get; } = new VoyageModel[]
    {
        new("voyage-4-large", s_flexible, UsualContext),
        new("voyage-4", s_flexible, UsualContext),
        new("voyage-4-lite", s_flexible, UsualContext),
        new("voyage-3-large", s_flexible, UsualContext),
        new("voyage-3.5", s_flexible, UsualContext),
        new("voyage-3.5-lite", s_flexible, UsualContext),
        new("voyage-3", [UsualDimensions], UsualContext),
        new("voyage-3-lite", [512], UsualContext),
        new("voyage-code-3", s_flexible, UsualContext),
        new("voyage-finance-2", [UsualDimensions], UsualContext),
        new("voyage-law-2", [UsualDimensions], 16_000),
        new("voyage-multilingual-2", [UsualDimensions], UsualContext),
    }.ToDictionary(model => model.Name, StringComparer.Ordinal);

    /// <summary>Whether the length of its embeddings can be chosen; such models also quantize.</summary>
    public bool IsFlexible => Dimensions.Count > 1;
}

namespace TradingAi.Core.Language.Trader;

/// <summary>Where a trader stands, beside what a question asks for.</summary>
/// <param name="Profile">Who asks.</param>
/// <param name="Facts">
/// Recent performance (net P&amp;L, win rate and trades of the last 30 days), open positions, and what was lately found to stand out
/// beyond chance; numbered behind the question's own facts, so that an answer can cite them. The facts are empty without trades.
/// </param>
internal sealed record TraderContext(TraderProfile Profile, IReadOnlyList<Fact> Facts)
{
    /// <summary>Nothing is known.</summary>
    public static TraderContext None { get; } = new(new TraderProfile(), []);

    /// <summary>A question's grounding with it.</summary>
    public Grounding AddedTo(Grounding grounding) => grounding with
    {
        Profile = Profile.IsEmpty ? null : Profile,
        Background = [.. Facts.Select((f, n) => f with { Id = $"F{grounding.Facts.Count + n + 1}" })],
    };
}

namespace TradingAi.Core.Chat.Claims;

/// <summary>The groups of trades that a number is said of: those named right with it, and those that its text spoke of before.</summary>
/// <param name="Direct">Labels that stand with the number.</param>
/// <param name="Carried">Labels of other dimensions that are still spoken of.</param>
internal sealed record Subject(IReadOnlyList<GroupLabel> Direct, IReadOnlyList<GroupLabel> Carried)
{
    /// <summary>Nothing in particular.</summary>
    public static Subject None { get; } = new([], []);

    /// <summary>False where a fact is about other trades. Of several labels of one dimension any may be meant.</summary>
    public bool Allows(FactScope scope) =>
        Direct.GroupBy(l => l.Dimension).All(d => d.Any(l => scope.Fits(l, isDirect: true)))
        && Carried.GroupBy(l => l.Dimension).All(d => d.Any(l => scope.Fits(l, isDirect: false)));

    /// <summary>False where a text states its number of another group than this one.</summary>
    public bool Meets(Subject stated) => stated.Direct.GroupBy(l => l.Dimension).All(theirs =>
        Direct.Concat(Carried).Where(l => l.Dimension == theirs.Key).ToList() is var own
        && (own.Count == 0 || theirs.Key is GroupLabel.Dates or GroupLabel.Hours || own.Exists(l => theirs.Any(t => t.Key == l.Key))));
}

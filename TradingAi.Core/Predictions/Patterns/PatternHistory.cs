using TradingAi.Core.Journal;

namespace TradingAi.Core.Predictions.Patterns;

/// <summary>A pattern's own trades.</summary>
/// <param name="Family">What kind of pattern: patterns of one family tell how much such patterns differ.</param>
/// <param name="Key">Names the pattern within its family.</param>
/// <param name="Name">A readable name.</param>
/// <param name="Trades">Its closed trades.</param>
internal sealed record PatternHistory(string Family, string Key, string Name, IReadOnlyList<Trade> Trades)
{
    /// <summary>Net P&amp;L by trade.</summary>
    public double[] Pnl { get; } = [.. Trades.Select(t => (double)t.NetPnl!.Value)];

    /// <summary>How many won.</summary>
    public int Wins => Pnl.Count(p => p > 0);
}

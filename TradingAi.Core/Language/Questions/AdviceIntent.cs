namespace TradingAi.Core.Language.Questions;

/// <summary>Tells questions for advice on what to trade, which nobody here gives: "Should I buy NVDA tomorrow?", "Will TSLA go up?"</summary>
internal static class AdviceIntent
{
    /// <summary>True where the question is one.</summary>
    public static bool AsksWhatToTrade(Parse parse)
    {
        var words = parse.Reading.Tokens.Select(t => t.Word).ToList();
        var trades = words.Exists(w => w is "buy" or "sell" or "short" or "long" or "hold" or "enter" or "exit" or "close" or "trade" or "invest");
        var moves = words.Exists(w => w is "up" or "down" or "rise" or "fall" or "drop" or "rally" or "crash" or "higher" or "lower");
        return (words.Contains("should") && trades) || (words.Contains("will") && moves);
    }
}

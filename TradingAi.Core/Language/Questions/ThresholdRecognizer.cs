namespace TradingAi.Core.Language.Questions;

/// <summary>Finds the value that a yes-or-no question holds a figure against: "is my win rate on NVDA above 50%".</summary>
internal static class ThresholdRecognizer
{
    private static readonly string[] s_leads = ["is", "was", "are", "were", "do", "did", "have", "has", "does"];

    // Behind one of these the value restricts trades.
    private static readonly string[] s_restricting =
        ["trade", "trades", "position", "positions", "loss", "losses", "win", "wins", "winner", "winners", "loser", "losers", "with", "that", "which", "held", "when", "rated", "after", "within", "between", "of", "from", "days"];

    /// <summary>Claims the value, its comparison and its unit.</summary>
    public static void Recognize(Reading reading, PhraseTable phrases)
    {
        var lead = 0;
        while (lead < reading.Tokens.Count && reading.Tokens[lead].Word is "and" or "so" or "but")
        {
            lead++;
        }

        if (lead >= reading.Tokens.Count || !s_leads.Contains(reading.Tokens[lead].Word) || FigureEnd(reading, phrases, lead + 1) is not { } end)
        {
            return;
        }

        for (var i = end; i < reading.Tokens.Count && !s_restricting.Contains(reading.Tokens[i].Word); i++)
        {
            if (reading.IsFree(i) && Bounds.Read(reading, i) is { HasComparison: true } bound)
            {
                var (unit, length, scale) = UnitAt(reading, i + bound.Length, bound);
                if (bound.Postfix is null && bound.Other is null && Bounds.ReadPostfix(reading, i + bound.Length + length) is { } later)
                {
                    (bound, length) = (bound.WithPostfix(later.IsMin), length + later.Length);
                }

                reading.Claim(i, bound.Length + length, new ThresholdMeaning(bound with { Value = bound.Value * scale, Other = bound.Other * scale }, unit));
                return;
            }
        }
    }

    private static int? FigureEnd(Reading reading, PhraseTable phrases, int start)
    {
        for (var i = start; i < reading.Tokens.Count && reading.Tokens[i].Word is not ("with" or "that" or "which" or "when" or "where" or "whose"); i++)
        {
            if (reading.IsFree(i) && phrases.Match(reading, i) is { Meaning: FigureMeaning } figure)
            {
                return i + figure.Length;
            }
        }

        return null;
    }

    private static (string Unit, int Length, decimal Scale) UnitAt(Reading reading, int i, Bounds bound) => reading.Word(i) switch
    {
        "%" or "percent" => ("percent", 1, 1),
        "r" => ("R", 1, 1),
        "hours" or "hour" => ("hours", 1, 1),
        "days" or "day" => ("hours", 1, 24),
        "minutes" or "minute" => ("hours", 1, 1 / 60m),
        "trades" => ("trades", 1, 1),
        "dollars" or "dollar" or "bucks" or "euros" or "yen" or "pounds" or "usd" or "eur" or "gbp" or "jpy" => ("money", 1, 1),
        _ => (bound.IsMoney ? "money" : "", 0, 1),
    };
}

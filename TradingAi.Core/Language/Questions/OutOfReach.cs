namespace TradingAi.Core.Language.Questions;

/// <summary>
/// Finds words that are known by themselves and together say what no journal answers: the market's open and close, the days of
/// earnings, another currency, every other Friday. Taken word by word they would be dropped, and the answer be that of another question.
/// </summary>
internal static class OutOfReach
{
    private static readonly string[] s_calendar =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "weekend", "month", "quarter", "year"];

    // Beside one of these earnings are the trader's own, not a company's.
    private static readonly string[] s_owned = ["my", "net", "total", "are", "were", "overall", "own", "our"];

    /// <summary>Claims them as not understood.</summary>
    /// <param name="reading">The question.</param>
    /// <param name="currency">The account's currency, ISO 4217.</param>
    public static void Claim(Reading reading, string currency)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (Length(reading, i, currency) is > 0 and var length && reading.IsFree(i, length))
            {
                reading.Claim(i, length, NotUnderstoodMeaning.Instance);
            }
        }
    }

    private static int Length(Reading reading, int i, string currency)
    {
        var (word, next) = (reading.Word(i), reading.Word(i + 1));
        return word switch
        {
            "every" when next == "other" && s_calendar.Contains(Stem(reading, i + 2)) => 3,
            "in" or "at" when next == "the" && reading.Word(i + 2) == "money" => 3,
            "out" when next == "of" && reading.Word(i + 2) == "the" && reading.Word(i + 3) == "money" && !(i > 0 && reading.Tokens[i - 1].Word is "expired" or "expire" or "expiring") => 4,
            "full" or "whole" or "entire" or "complete" or "half" or "double" when next is "size" or "sized" or "sizes" => 2,
            "earnings" when i > 0 && !s_owned.Contains(reading.Tokens[i - 1].Word) => 1,
            "earnings" when next is "day" or "days" or "trade" or "trades" or "report" or "reports" or "season" or "week" or "weeks" or "play" or "plays" => 1,
            _ => IsSession(reading, i) || IsForeign(reading.Tokens[i], currency) ? 1 : 0,
        };
    }

    // "at the open", "near the close": of the market, which has no hours here.
    private static bool IsSession(Reading reading, int i)
    {
        if (reading.Word(i) is not ("open" or "close" or "opening" or "closing" or "bell") || reading.Word(i + 1) is "position" or "positions" or "trade" or "trades" or "one" or "ones")
        {
            return false;
        }

        var market = i > 0 && reading.Tokens[i - 1].Word is "market" or "session";
        var the = i - (market ? 2 : 1);
        var preposition = the >= 0 ? reading.Tokens[the].Word : "";
        return market || (preposition == "the" && !(the > 0 && reading.Tokens[the - 1].Word is "past"))
            || (preposition is "at" or "near" or "around" && reading.Word(i) is "open" or "close" or "bell");
    }

    private static bool IsForeign(Token token, string currency) => token.Word switch
    {
        "euro" or "euros" or "eur" => currency != "EUR",
        "pound" or "pounds" or "gbp" => currency != "GBP",
        "yen" or "jpy" => currency != "JPY",
        "usd" => currency != "USD",
        "dollar" or "dollars" or "dollarwise" => !currency.EndsWith('D'),
        _ => token.IsMoney && (token.Text.Contains('€', StringComparison.Ordinal) ? currency != "EUR"
            : token.Text.Contains('£', StringComparison.Ordinal) ? currency != "GBP"
            : token.Text.Contains('¥', StringComparison.Ordinal) && currency is not ("JPY" or "CNY")),
    };

    private static string Stem(Reading reading, int i) => i < reading.Tokens.Count ? reading.Tokens[i].Stem : "";
}

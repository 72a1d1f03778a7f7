namespace TradingAi.Core.Chat.Claims;

/// <summary>A group of trades that a text names beside numbers: <c>short trades</c>, <c>options</c>, a weekday, a playbook.</summary>
/// <param name="Start">Where it begins in its text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Dimension">What divides the trades, as facts name filters: <c>direction</c>, <c>asset</c>, <c>playbook</c>.</param>
/// <param name="Key">The group, as <see cref="KeyOf"/> writes it.</param>
internal sealed record GroupLabel(int Start, int End, string Dimension, string Key)
{
    /// <summary>The dimension of dates; a day of the week is one of its own.</summary>
    public const string Dates = "date";

    /// <summary>The dimension of hours of the day.</summary>
    public const string Hours = "hour";

    /// <summary>
    /// True where it means trades beyond doubt ("short trades"): a number said of it is none of all trades. Tickers and days are looked for
    /// among the evidence themselves.
    /// </summary>
    public bool IsSure { get; init; }

    /// <summary>True where others are only held against it: "better than your shorts".</summary>
    public bool IsAside { get; init; }

    /// <summary>What it says of a date; null for other dimensions.</summary>
    public PartialDate? Date { get; init; }

    /// <summary>A name as keys are compared: <c>Long_Call</c> and <c>long call</c> are one.</summary>
    public static string KeyOf(string name) => string.Join(' ', name.ToLowerInvariant().Split([' ', '_', '-', '\t', '\r', '\n', '\u00a0'], StringSplitOptions.RemoveEmptyEntries));
}

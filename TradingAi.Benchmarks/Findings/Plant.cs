namespace TradingAi.Benchmarks.Findings;

/// <summary>A trade while it is made: what is decided at entry, before its result is drawn.</summary>
public sealed class Draft
{
    /// <summary>The ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>Option or stock.</summary>
    public bool IsOption { get; init; }

    /// <summary>Short or long.</summary>
    public bool IsShort { get; init; }

    /// <summary>Wall-clock time of entry.</summary>
    public required DateTime Entry { get; init; }

    /// <summary>Hours from entry to exit.</summary>
    public double HoldHours { get; set; }

    /// <summary>Size against the usual one.</summary>
    public double Size { get; set; } = 1;

    /// <summary>The playbook's number, or −1.</summary>
    public int Playbook { get; init; }

    /// <summary>The tag.</summary>
    public required string Tag { get; init; }

    /// <summary>The option's strategy.</summary>
    public required string Strategy { get; init; }

    /// <summary>True where a stop was given.</summary>
    public bool HasStop { get; init; }

    /// <summary>Entries of that day, this one included where it is the last.</summary>
    public int EntriesThatDay { get; init; }

    /// <summary>True for an entry made in anger after a large loss.</summary>
    public bool IsRevenge { get; init; }
}

/// <summary>An effect that is put into a journal on purpose, and how it is known again among the findings.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Dimension">The dimension under which it is to be found.</param>
/// <param name="Key">What the finding's key starts with; empty for any.</param>
/// <param name="IsHit">The trades that it touches.</param>
/// <param name="Sign">−1 where it does harm.</param>
public sealed record Plant(string Name, string Dimension, string Key, Func<Draft, bool> IsHit, int Sign = -1)
{
    /// <summary>Dimensions that show the same effect from another side: no false discoveries.</summary>
    public string Also { get; init; } = "";

    /// <summary>Entries after a large loss, with more at stake.</summary>
    public bool AddsRevenge { get; init; }

    /// <summary>Losers that stay open longer.</summary>
    public bool HoldsLosers { get; init; }

    /// <summary>Effects that are looked for one at a time.</summary>
    public static IReadOnlyList<Plant> All { get; } =
    [
        new("Friday afternoon", "weekday+daytime", "Friday afternoon", d => d.Entry is { DayOfWeek: DayOfWeek.Friday, Hour: >= 12 }),
        new("revenge entries", "revenge", "within", d => d.IsRevenge) { AddsRevenge = true, Also = "size_after_loss" },
        new("a good playbook", "playbook", "Setup 1", d => d.Playbook == 1, 1),
        new("a bad playbook", "playbook", "Setup 2", d => d.Playbook == 2),
        new("a bad symbol", "symbol", "SYM5", d => d.Symbol == "SYM5"),
        new("losers held longer", "hold_time", "losers", _ => false) { HoldsLosers = true, Also = "hold" },
        new("an hour", "hour", "11", d => d.Entry.Hour == 11),
        new("a tag", "tag", "gut", d => d.Tag == "gut"),
        new("an option strategy", "strategy_type", "0DTE Call", d => d is { IsOption: true, Strategy: "0DTE Call" }),
        new("held 1 day to 1 week", "hold", "1d-1w", d => d.HoldHours is >= 24 and < 168) { Also = "hold,hold_time" },
        new("oversized trades", "size", "", d => d.Size >= 2),
        new("days of many trades", "trades_a_day", "", d => d.EntriesThatDay >= 6),
        new("shorts", "direction", "short", d => d.IsShort),
        new("no stop", "stop", "without", d => d is { HasStop: false, IsOption: false }),
    ];
}

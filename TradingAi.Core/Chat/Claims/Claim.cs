namespace TradingAi.Core.Chat.Claims;

/// <summary>Something that a text states and that must stand in what it cites.</summary>
/// <param name="Start">Where it begins in its text.</param>
/// <param name="Length">How long it is there.</param>
/// <param name="Written">As it is reported where nothing supports it.</param>
internal abstract record Claim(int Start, int Length, string Written)
{
    /// <summary>Where it ends in its text.</summary>
    public int End => Start + Length;
}

/// <summary>A number: money, a rate, a count.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Written">Its digits with a percent sign or a scale, without sign and currency.</param>
/// <param name="Readings">What it may stand for: <c>1.234</c> is a thousand in one language and about one in another.</param>
internal sealed record NumberClaim(int Start, int Length, string Written, IReadOnlyList<Reading> Readings) : Claim(Start, Length, Written)
{
    /// <summary>True where it only numbers an item of a list.</summary>
    public bool IsItem { get; init; }

    /// <summary>True behind a minus.</summary>
    public bool IsNegative { get; init; }

    /// <summary>True beside a currency's sign or code.</summary>
    public bool IsMoney { get; init; }

    /// <summary>True before a percent sign or the word.</summary>
    public bool IsPercent { get; init; }

    /// <summary>The unit that the noun behind it names, as facts name units: <c>trades</c>, <c>days</c>, <c>R</c>; null where none does.</summary>
    public string? Unit { get; init; }

    /// <summary>The year that it may be.</summary>
    public int? Year { get; init; }
}

/// <summary>One way to read a number.</summary>
/// <param name="Value">Its size; never negative.</param>
/// <param name="HalfUnit">Half a unit of the last place written: what it may be off by when it was rounded.</param>
internal readonly record struct Reading(decimal Value, decimal HalfUnit);

/// <summary>A time of day.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Written">As written.</param>
/// <param name="Time">Hours and minutes.</param>
internal sealed record TimeClaim(int Start, int Length, string Written, TimeOnly Time) : Claim(Start, Length, Written);

/// <summary>A date, or as much of one as is written.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Written">As written.</param>
/// <param name="Date">Its parts.</param>
internal sealed record DateClaim(int Start, int Length, string Written, PartialDate Date) : Claim(Start, Length, Written);

/// <summary>A ticker.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Written">As written: a company's name may stand for it.</param>
/// <param name="Symbol">The ticker.</param>
internal sealed record SymbolClaim(int Start, int Length, string Written, string Symbol) : Claim(Start, Length, Written);

using System.Text.Json.Serialization;
using TradingAi.Core.Analytics;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Reports.Comparison;

namespace TradingAi.Core.Reports;

/// <summary>A report, finished or on its way. A section that was not asked for is null, or empty where it is a list.</summary>
public sealed record Report
{
    /// <summary>The report's id, and the id of the orchestration that makes it.</summary>
    public required string Id { get; init; }

    /// <summary>The range's name on the wire.</summary>
    public required string TimeRange { get; init; }

    /// <summary><c>comprehensive</c>, <c>performance</c>, <c>risk</c> or <c>trading</c>.</summary>
    public required string ReportType { get; init; }

    /// <summary><c>pending</c>, <c>running</c>, <c>completed</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Percent done, 0–100.</summary>
    public required int Progress { get; init; }

    /// <summary>Why it failed; left out otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>The summary, a letter in Markdown: what happened, why, what it cost, compared with before.</summary>
    public string? Summary { get; init; }

    /// <summary>The answer of the analytics route for the range, with the groups that the type emphasizes.</summary>
    public AnalyticsResult? Analytics { get; init; }

    /// <summary>The range beside the period before and the same dates a year ago, as far as there are such; part of the analytics.</summary>
    public IReadOnlyList<PeriodComparison> Comparisons { get; init; } = [];

    /// <summary>The insights of the type's subjects.</summary>
    public IReadOnlyList<Insight> Insights { get; init; } = [];

    /// <summary>The trades with the largest results either way, at most <see cref="ReportTrade.MaxTrades"/>.</summary>
    public IReadOnlyList<ReportTrade> Trades { get; init; } = [];

    /// <summary>Every finding of those insights once, the surest first.</summary>
    public IReadOnlyList<Finding> Patterns { get; init; } = [];

    /// <summary>Up to three things to do, each with its evidence.</summary>
    public IReadOnlyList<string> Recommendations { get; init; } = [];

    /// <summary>That the report is no investment advice, whichever sections were asked for.</summary>
    public string? Disclaimer { get; init; }

    /// <summary>What wrote the prose.</summary>
    public required string Model { get; init; }

    /// <summary>Parts that could not serve, such as <c>language</c> where the narrator wrote in a model's place; empty when all did.</summary>
    public IReadOnlyList<string> Degraded { get; init; } = [];

    /// <summary>When it was finished, UTC; null before.</summary>
    public DateTimeOffset? GeneratedAt { get; init; }
}

/// <summary>One trade of a report.</summary>
/// <param name="Ref">Names the trade.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Asset"><c>stock</c> or <c>option</c>.</param>
/// <param name="Direction"><c>long</c> or <c>short</c>.</param>
/// <param name="Quantity">Shares or contracts.</param>
/// <param name="EntryAt">When it was opened, UTC.</param>
/// <param name="ExitAt">When it was closed, UTC.</param>
/// <param name="EntryPrice">Price of entry.</param>
/// <param name="ExitPrice">Price of exit.</param>
/// <param name="NetPnl">Net P&amp;L in the account's currency.</param>
/// <param name="R">The same in multiples of the initial risk; null where that is unknown.</param>
public sealed record ReportTrade(
    string Ref,
    string Symbol,
    string Asset,
    string Direction,
    decimal Quantity,
    DateTimeOffset EntryAt,
    DateTimeOffset ExitAt,
    decimal EntryPrice,
    decimal ExitPrice,
    decimal NetPnl,
    double? R)
{
    /// <summary>The most trades that a report lists; <c>analytics.figures.trade_count</c> counts all.</summary>
    public const int MaxTrades = 100;

    /// <summary>The trades of a sample that belong into a report, the largest results first.</summary>
    internal static IReadOnlyList<ReportTrade> Of(TradeSample sample) =>
    [
        .. sample.Trades.OrderByDescending(t => Math.Abs(t.NetPnl!.Value)).Take(MaxTrades).Select(t => new ReportTrade(
            t.Ref.ToString(),
            t.Symbol,
            t.Asset == Journal.Asset.Stock ? "stock" : "option",
            t.Direction == Journal.Direction.Long ? "long" : "short",
            t.Quantity,
            t.EntryAt,
            t.ExitAt!.Value,
            t.EntryPrice,
            t.ExitPrice!.Value,
            t.NetPnl!.Value,
            (double?)t.R)),
    ];
}

/// <summary>A wish for a report.</summary>
/// <param name="Range">The range.</param>
/// <param name="Type">The type.</param>
/// <param name="Sections">The sections.</param>
/// <param name="AsOf">The present.</param>
/// <param name="MarketConditions">The caller's word on the market, stored with the report.</param>
public sealed record ReportRequest(
    TimeRange Range, ReportType Type, IReadOnlyList<ReportSection> Sections, DateTimeOffset AsOf, string? MarketConditions = null);

/// <summary>Names a report that is to be made.</summary>
/// <param name="User">Whose.</param>
/// <param name="Id">The report's id.</param>
public sealed record UnfinishedReport(UserId User, string Id);

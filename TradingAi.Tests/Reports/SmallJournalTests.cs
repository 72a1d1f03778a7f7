using System.Text.RegularExpressions;
using TradingAi.Core.Analytics;
using TradingAi.Core.Journal;
using TradingAi.Core.Reports;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Reports;

/// <summary>Few trades make short texts, in which nothing is counted wrongly or compared with itself.</summary>
public sealed partial class SmallJournalTests : IDisposable
{
    private readonly ReportRooms _rooms = new();

    public void Dispose() => _rooms.Dispose();

    [Fact]
    public async Task Small_journals_read_right()
    {
        decimal[][] journals = [[34], [-34], [0], [34, 12], [-34, -12], [34, -12], [34, -12, 5], [-34, 0], [34, 0, 0, 2, 8]];
        foreach (var pnl in journals)
        {
            var spread = TradeBuilder.OneADay(pnl);
            var together = pnl.Select((p, n) => TradeBuilder.Closed(n + 1, p, TradeBuilder.Start.AddMinutes(n), TimeSpan.FromMinutes(7)) with { Commissions = 0.5m, StopLoss = 9_990 });
            foreach (var trades in new[] { spread, together })
            {
                var text = await TextAsync(TradeBuilder.Journal(trades));

                Assert.DoesNotMatch(Nonsense(), text);
            }
        }
    }

    [Fact]
    public async Task A_single_trade_is_told_in_a_few_sentences()
    {
        var journal = TradeBuilder.Journal([TradeBuilder.Closed(1, 34, TradeBuilder.Start, TimeSpan.FromMinutes(90)) with { StopLoss = 9_980 }]);
        var happened = (await TextAsync(journal)).Split("## ").Single(part => part.StartsWith("What happened", StringComparison.Ordinal));

        Assert.Contains("you closed one trade, TEST, for $34.00 net", happened, StringComparison.Ordinal);
        Assert.Contains("It had $20.00 at risk and came to 1.70R", happened, StringComparison.Ordinal);
        Assert.InRange(Sentences.Of([happened]).Count, 2, 5);
    }

    [Fact]
    public async Task Commissions_are_told_of_a_gross_loss_as_of_a_gross_profit()
    {
        Assert.Contains("Commissions took $2.00 of $60.00.", await CommissionsAsync(30), StringComparison.Ordinal);
        Assert.Contains("Commissions added $2.00 to a gross loss of $60.00.", await CommissionsAsync(-30), StringComparison.Ordinal);
        Assert.Contains("Commissions of $2.00 took more than the $1.00 made before them.", await CommissionsAsync(0.5m), StringComparison.Ordinal);

        Task<string> CommissionsAsync(decimal gross) => TextAsync(TradeBuilder.Journal(TradeBuilder.OneADay(gross, gross).Select(t => t with { Commissions = 1 })));
    }

    private async Task<string> TextAsync(JournalSnapshot journal)
    {
        const string AsOf = "2026-02-01T00:00:00Z";
        var whole = await _rooms.RenderAsync(journal, TimeRange.All, AsOf, ReportTypes.AllSections);
        return whole + await _rooms.RenderAsync(journal, TimeRange.All, AsOf, ReportSection.Insights);
    }

    // A count of one with a plural, or the reverse; a fall of nothing; an average over one; shares of a loss; a chance of nothing.
    [GeneratedRegex(
        @"\b1 (trades|days|losses|wins|divisions|others)\b|\b([02-9]|\d\d+) (trade|day|loss|win|division)\b|these 1 |1 trade\b[^.]{0,40}\b(are|have)\b|fell \$0\.00|over 0 days|of -\$|with 1 trade for|of 1 stock|= 0\.0000|best \((?<best>.+)\) and .* the worst \(\k<best>\)",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Nonsense();
}

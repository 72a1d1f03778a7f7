using TradingAi.Core.Journal;
using TradingAi.Core.Predictions;

namespace TradingAi.Benchmarks.Predictions;

/// <summary>Counts how often predictions held.</summary>
internal sealed class Tally
{
    private readonly Share _pnl80 = new(), _pnl95 = new(), _rate80 = new(), _rate95 = new(), _trades80 = new(), _trades95 = new();
    private readonly Share _past80 = new(), _past95 = new();
    private double _error, _baseline, _pastError, _pastBaseline;

    /// <summary>Whether the 80% intervals of P&amp;L hold 75–85% of the periods, the next ones and those of the backtests.</summary>
    public bool IsCalibrated => _pnl80.Value is >= 0.75 and <= 0.85 && _past80.Value is >= 0.75 and <= 0.85;

    /// <summary>Compares a prediction with the days that came.</summary>
    public void Add(Prediction prediction, JournalSnapshot journal, int days, DateTimeOffset asOf)
    {
        if (prediction is not { Performance: { } expected, Backtest: { } past })
        {
            return;
        }

        List<decimal> came = [.. journal.ClosedTrades.Where(t => t.ExitAt >= asOf && t.ExitAt < asOf.AddDays(days)).Select(t => t.NetPnl!.Value)];
        _pnl80.Add(Holds(expected.Interval80, came.Sum()));
        _pnl95.Add(Holds(expected.Interval95, came.Sum()));
        _trades80.Add(Holds(expected.TradesInterval80, came.Count));
        _trades95.Add(Holds(expected.TradesInterval95, came.Count));
        if (came.Count > 0)
        {
            var rate = (double)came.Count(p => p > 0) / came.Count;
            _rate80.Add(Holds(expected.WinRateInterval80, rate));
            _rate95.Add(Holds(expected.WinRateInterval95, rate));
        }

        // Journals count alike, whatever their size.
        var recent = journal.ClosedTrades.Where(t => t.ExitAt < asOf && t.ExitAt >= asOf.AddDays(-90)).Select(t => t.NetPnl!.Value).ToList();
        var (usual, scale) = ((double)recent.Sum() / 90 * days, recent.Sum(p => Math.Abs((double)p)) / 90 * days);
        _error += Math.Abs((double)(came.Sum() - expected.ExpectedPnl)) / scale;
        _baseline += Math.Abs((double)came.Sum() - usual) / scale;
        _past80.Add(past.Coverage80, past.Weeks);
        _past95.Add(past.Coverage95, past.Weeks);
        _pastError += (double)(past.MeanAbsoluteError ?? 0) / scale;
        _pastBaseline += (double)(past.BaselineError ?? 0) / scale;
    }

    /// <summary>Adds another tally.</summary>
    public void Add(Tally other)
    {
        foreach (var (mine, theirs) in Shares.Zip(other.Shares))
        {
            mine.Add(theirs);
        }

        (_error, _baseline) = (_error + other._error, _baseline + other._baseline);
        (_pastError, _pastBaseline) = (_pastError + other._pastError, _pastBaseline + other._pastBaseline);
    }

    /// <summary>One line.</summary>
    public void Print(string name) => Console.WriteLine(
        $"{name,-16} {_pnl80.Count,8:0}   {_pnl80} {_pnl95}        {_rate80} {_rate95}      {_trades80} {_trades95}         {_past80} {_past95}   {_error / _baseline:0.000} {_pastError / _pastBaseline:0.000}");

    private Share[] Shares => [_pnl80, _pnl95, _rate80, _rate95, _trades80, _trades95, _past80, _past95];

    private static bool Holds<T>(IReadOnlyList<T> interval, T value)
        where T : IComparable<T> => value.CompareTo(interval[0]) >= 0 && value.CompareTo(interval[1]) <= 0;

    private sealed class Share
    {
        public double Count { get; private set; }

        public double Value => _held / Count;

        private double _held;

        public void Add(bool holds) => (_held, Count) = (_held + (holds ? 1 : 0), Count + 1);

        public void Add(double? share, int count) => (_held, Count) = (_held + (share * count ?? 0), Count + count);

        public void Add(Share other) => (_held, Count) = (_held + other._held, Count + other.Count);

        public override string ToString() => $"{Value,6:p0}";
    }
}

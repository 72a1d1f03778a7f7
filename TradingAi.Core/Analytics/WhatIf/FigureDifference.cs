namespace TradingAi.Core.Analytics.WhatIf;

/// <summary>How far two sets of figures lie apart.</summary>
internal static class FigureDifference
{
    /// <summary>The first less the second, figure by figure: signs and ranges are those of a difference.</summary>
    public static Figures Of(Figures a, Figures b) => new()
    {
        TradeCount = a.TradeCount - b.TradeCount,
        WinCount = a.WinCount - b.WinCount,
        LossCount = a.LossCount - b.LossCount,
        BreakEvenCount = a.BreakEvenCount - b.BreakEvenCount,
        WinRate = a.WinRate - b.WinRate,
        NetPnl = a.NetPnl - b.NetPnl,
        GrossProfit = a.GrossProfit - b.GrossProfit,
        GrossLoss = a.GrossLoss - b.GrossLoss,
        ProfitFactor = a.ProfitFactor - b.ProfitFactor,
        AverageWin = a.AverageWin - b.AverageWin,
        AverageLoss = a.AverageLoss - b.AverageLoss,
        PayoffRatio = a.PayoffRatio - b.PayoffRatio,
        Expectancy = a.Expectancy - b.Expectancy,
        LargestWin = a.LargestWin - b.LargestWin,
        LargestLoss = a.LargestLoss - b.LargestLoss,
        MaxConsecutiveWins = a.MaxConsecutiveWins - b.MaxConsecutiveWins,
        MaxConsecutiveLosses = a.MaxConsecutiveLosses - b.MaxConsecutiveLosses,
        TotalCommissions = a.TotalCommissions - b.TotalCommissions,
        AverageHoldHours = a.AverageHoldHours - b.AverageHoldHours,
        MaxDrawdown = a.MaxDrawdown - b.MaxDrawdown,
        MaxDrawdownDays = a.MaxDrawdownDays - b.MaxDrawdownDays,
        SharpeRatio = a.SharpeRatio - b.SharpeRatio,
        SortinoRatio = a.SortinoRatio - b.SortinoRatio,
        ValueAtRisk95 = a.ValueAtRisk95 - b.ValueAtRisk95,
        ExpectedShortfall95 = a.ExpectedShortfall95 - b.ExpectedShortfall95,
        AverageR = a.AverageR - b.AverageR,
        RTradeCount = a.RTradeCount - b.RTradeCount,
        SystemQualityNumber = a.SystemQualityNumber - b.SystemQualityNumber,
        KellyFraction = a.KellyFraction - b.KellyFraction,
    };
}

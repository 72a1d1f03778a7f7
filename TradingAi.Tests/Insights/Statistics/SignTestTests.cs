using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Tests.Insights.Statistics;

public class SignTestTests
{
    [Theory]
    [InlineData(10, 10, 1 / 1024.0)]
    [InlineData(8, 10, 56 / 1024.0)]
    [InlineData(0, 10, 1)]
    [InlineData(2, 3, 0.5)]
    public void The_chance_is_the_binomial_tail(int count, int trials, double expected) =>
        Assert.Equal(expected, SignTest.AtLeast(count, trials).PValue, 1e-12);

    [Fact]
    public void Thousands_of_trades_neither_overflow_nor_become_certain()
    {
        Assert.InRange(SignTest.AtLeast(2_500, 5_000).PValue, 0.5, 0.52);
        Assert.InRange(SignTest.AtLeast(5_000, 5_000).PValue, double.Epsilon, 1e-300);
    }
}

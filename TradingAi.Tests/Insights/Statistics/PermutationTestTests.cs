using TradingAi.Core.Insights.Statistics;

namespace TradingAi.Tests.Insights.Statistics;

public class PermutationTestTests
{
    // Relabelling stops once a p-value is known to a seventh of itself. Of the 70 ways to choose 4 of 8 values, only the one at hand and its mirror image are this far apart.
    private static readonly double[] s_low = [1, 2, 3, 4];
    private static readonly double[] s_high = [11, 12, 13, 14];

    [Theory]
    [InlineData(Tail.Both, 2 / 70.0)]
    [InlineData(Tail.Larger, 1 / 70.0)]
    public void A_complete_separation_has_the_p_value_that_counting_gives(Tail tail, double expected) =>
        Assert.Equal(expected, PermutationTest.Run(s_high, s_low, tail, 7).PValue, 0.4 * expected);

    [Fact]
    public void The_wrong_direction_is_no_evidence_in_a_one_sided_test() =>
        Assert.Equal(1, PermutationTest.Run(s_low, s_high, Tail.Larger, 7).PValue);

    [Fact]
    public void Only_a_smaller_side_counts_where_that_is_asked()
    {
        Assert.Equal(1 / 70.0, PermutationTest.Run(s_low, s_high, Tail.Smaller, 7).PValue, 0.4 / 70);
        Assert.Equal(1, PermutationTest.Run(s_high, s_low, Tail.Smaller, 7).PValue);
    }

    [Fact]
    public void A_two_sided_p_value_is_twice_that_of_its_direction_however_skewed_the_values_are()
    {
        double[] side = [-9, 1, -7, 1, -8, 2], rest = [1, 1, 2, 1, -6, 1, 2, 1, 1, 2, 1, -9];

        Assert.Equal(2 * PermutationTest.Run(side, rest, Tail.Smaller, 3).PValue, PermutationTest.Run(side, rest, Tail.Both, 3).PValue, 1e-12);
    }

    [Fact]
    public void Values_that_happen_to_lie_close_together_do_not_make_a_side_surer()
    {
        double[] rest = [.. Enumerable.Range(0, 60).Select(n => n % 7 - 3.0)];

        // As far apart on the mean; one side's own spread is near nothing.
        var close = PermutationTest.Run([1.9, 2, 2.1], rest, Tail.Larger, 3).PValue;
        var apart = PermutationTest.Run([1, 2, 3], rest, Tail.Larger, 3).PValue;

        Assert.InRange(close, apart / 2, apart);
    }

    [Fact]
    public void Sides_can_be_exchanged_and_are_of_any_size()
    {
        double[] few = [5, 9, 7], many = [1, 4, 2, 8, 3, 6, 5];

        Assert.Equal(
            PermutationTest.Run(few, many, Tail.Both, 3).PValue,
            PermutationTest.Run(many, few, Tail.Both, 3).PValue);
        Assert.Equal(
            PermutationTest.Run(few, many, Tail.Larger, 3).PValue,
            PermutationTest.Run([.. many.Select(v => -v)], [.. few.Select(v => -v)], Tail.Larger, 3).PValue,
            0.02);
    }

    [Fact]
    public void Equal_values_are_no_difference() => Assert.Equal(1, PermutationTest.Run([2, 2, 2], [2, 2, 2, 2], Tail.Both, 1).PValue);

    [Fact]
    public void The_scale_and_the_origin_do_not_matter()
    {
        double[] side = [3, 9, 4, 12, 8], rest = [1, 5, 2, 7, 6, 0];

        Assert.Equal(
            PermutationTest.Run(side, rest, Tail.Both, 5).PValue,
            PermutationTest.Run([.. side.Select(v => (1_000 * v) + 70)], [.. rest.Select(v => (1_000 * v) + 70)], Tail.Both, 5).PValue);
    }

    [Fact]
    public void A_larger_standard_error_never_makes_a_result_surer()
    {
        double[] side = [3, 9, 4, 12, 8, 9], rest = [1, 5, 2, 7, 6, 0];

        Assert.InRange(PermutationTest.Run(side, rest, Tail.Both, 5, inflation: 1.3).PValue, PermutationTest.Run(side, rest, Tail.Both, 5).PValue, 1);
    }
}

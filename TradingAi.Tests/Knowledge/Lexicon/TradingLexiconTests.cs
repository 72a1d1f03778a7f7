using CsCheck;
using TradingAi.Core.Knowledge.Lexicon;

namespace TradingAi.Tests.Knowledge.Lexicon;

public class TradingLexiconTests
{
    private static readonly TradingLexicon s_lexicon = TradingLexicon.Load();

    [Theory]
    [InlineData("I couldn’t pull the trigger", "hesitation")]
    [InlineData("jumped on it because it was running away without me", "fomo")]
    [InlineData("tried to win back the morning's loss", "revenge")]
    [InlineData("Moved the damned stop two times", "stop_moved")]
    [InlineData("didn't place a stop", "no_stop")]
    [InlineData("bought more as it fell", "averaging_down")]
    [InlineData("sold half into the first target", "scaling_out")]
    [InlineData("only slept four hours", "fatigue")]
    [InlineData("IV collapsed after the report", "iv_crush")]
    [InlineData("the shares were called away", "assignment")]
    [InlineData("stopped out to the tick", "stopped_to_tick")]
    [InlineData("clicked the wrong button", "fat_finger")]
    [InlineData("twice my usual size", "oversized")]
    [InlineData("got ahead of the FOMC statement", "macro")]
    [InlineData("faded the gap", "gap_fade")]
    public void Says_the_same_in_many_ways(string text, string concept) =>
        Assert.Contains(concept, s_lexicon.Tag(text).Keys);

    [Theory]
    [InlineData("chase", "chased", "chasing", "chases")]
    [InlineData("buy", "bought", "buying", "buys")]
    [InlineData("worry", "worried", "worries", "worrying")]
    [InlineData("stop", "stopped", "stopping", "stops")]
    public void Inflections_share_their_concepts(params string[] forms)
    {
        ArgumentNullException.ThrowIfNull(forms);
        var expected = s_lexicon.Tag(forms[0]).Keys.Order();
        Assert.NotEmpty(s_lexicon.Tag(forms[1]));
        Assert.All(forms, form => Assert.Equal(expected, s_lexicon.Tag(form).Keys.Order()));
    }

    [Fact]
    public void A_text_without_trading_in_it_has_no_concepts() =>
        Assert.Empty(s_lexicon.Tag("Blue umbrellas whistle quietly."));

    [Fact]
    public void A_broad_concept_knows_its_kinds() =>
        Assert.Contains("revenge", s_lexicon.NarrowerThan("emotion"));

    [Fact]
    public void Any_text_can_be_tagged() =>
        Gen.String.Sample(text => s_lexicon.Tag(text).Values.All(count => count > 0), iter: 500);
}

using TradingAi.Simulators;

namespace TradingAi.Tests.Simulators;

public sealed class SwitchTests
{
    [Fact]
    public void Without_switches_the_defaults_hold()
    {
        var options = SimulatorOptions.Parse([]);

        Assert.Equal((7080, "local", null, false, false), (options.Port, options.Token, options.DataDirectory, options.Semantic, options.Realistic));
    }

    [Fact]
    public void A_value_follows_its_switch_or_an_equals_sign()
    {
        var options = SimulatorOptions.Parse(["--port=0", "--token", "abc", "--semantic", "--profile", "realistic", "--databases=strict"]);

        Assert.Equal((0, "abc", true, true, true), (options.Port, options.Token, options.Semantic, options.Realistic, options.StrictDatabases));
    }

    [Theory]
    [InlineData("--prot 1", "'--prot' is no switch of the simulators; --help lists them.")]
    [InlineData("7080", "'7080' is no switch of the simulators; --help lists them.")]
    [InlineData("--port", "--port takes a whole number from 0 to 65535, not ''.")]
    [InlineData("--port 65536", "--port takes a whole number from 0 to 65535, not '65536'.")]
    [InlineData("--port 1 --port 2", "--port is given twice.")]
    [InlineData("--token --semantic", "--token needs a value.")]
    [InlineData("--profile fast", "--profile takes 'instant' or 'realistic', not 'fast'.")]
    [InlineData("--semantic=perhaps", "--semantic takes 'false' or 'true', not 'perhaps'.")]
    [InlineData("--indexing-delay-ms -1", "--indexing-delay-ms takes a whole number from 0 to 60000, not '-1'.")]
    [InlineData("--databases some", "--databases takes 'auto' or 'strict', not 'some'.")]
    public void A_wrong_switch_is_refused_with_a_sentence_that_names_it(string line, string sentence)
    {
        var refusal = Assert.Throws<SimulatorOptionsException>(() => SimulatorOptions.Parse(line.Split(' ')));

        Assert.Equal(sentence, refusal.Message);
    }

    [Fact]
    public void The_help_names_every_switch_that_is_read()
    {
        string[] switches = ["--port", "--token", "--data", "--semantic", "--profile", "--indexing-delay-ms", "--databases", "--seed"];

        Assert.All(switches, name => Assert.Contains(name, SimulatorOptions.Help, StringComparison.Ordinal));
        Assert.True(SimulatorOptions.AskForHelp(["--port", "1", "--help"]));
    }
}

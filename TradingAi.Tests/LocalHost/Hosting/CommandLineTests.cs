using Microsoft.Azure.Functions.Worker.Builder;

namespace TradingAi.Tests.LocalHost.Hosting;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--demo", "demo", "true")]
    [InlineData("--demo --port 7072", "demo", "true")]
    [InlineData("--port 7072 --demo", "demo", "true")]
    [InlineData("--demo=false", "demo", "false")]
    [InlineData("--demo --port 7072", "FunctionsHost:Port", "7072")]
    [InlineData("--port=7072 --demo", "FunctionsHost:Port", "7072")]
    [InlineData("--PORT 1 --port 2", "FunctionsHost:Port", "2")]
    [InlineData("--host 0.0.0.0", "FunctionsHost:Host", "0.0.0.0")]
    [InlineData("--data-directory /tmp/x", "DATA_DIRECTORY", "/tmp/x")]
    [InlineData("--DATA_DIRECTORY /tmp/x", "DATA_DIRECTORY", "/tmp/x")]
    [InlineData("--DATA_DIRECTORY=/tmp/a=b", "DATA_DIRECTORY", "/tmp/a=b")]
    [InlineData("--Section__Key v", "Section:Key", "v")]
    [InlineData("--Section:Key -5", "Section:Key", "-5")]
    [InlineData("--Empty=", "Empty", "")]
    public void A_switch_becomes_a_setting(string line, string setting, string value)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(line.Split(' '));

        Assert.Equal(value, builder.Configuration[setting]);
    }

    [Theory]
    [InlineData("demo", "'demo'")]
    [InlineData("--port 7072 extra", "'extra'")]
    [InlineData("-p 7072", "'-p'")]
    [InlineData("--", "'--'")]
    [InlineData("--=x", "'--=x'")]
    public void An_argument_that_is_no_switch_is_an_error_that_says_what_is_accepted(string line, string named)
    {
        Exception error = Assert.ThrowsAny<Exception>(() => FunctionsApplication.CreateBuilder(line.Split(' ')));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Contains("--name value", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_directory_is_a_full_path_and_by_default_below_the_current_directory()
    {
        Assert.Equal(Path.Combine(Directory.GetCurrentDirectory(), ".data"), FunctionsApplication.CreateBuilder([]).Configuration["DATA_DIRECTORY"]);
        Assert.Equal(Path.Combine(Directory.GetCurrentDirectory(), "x"), FunctionsApplication.CreateBuilder(["--data-directory", "x"]).Configuration["DATA_DIRECTORY"]);
    }

    [Fact]
    public void The_host_tells_its_name()
    {
        Assert.Equal("Local", FunctionsApplication.CreateBuilder([]).Configuration["FunctionsHost:Name"]);
    }
}

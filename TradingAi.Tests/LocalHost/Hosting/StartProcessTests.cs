using System.Diagnostics;

namespace TradingAi.Tests.LocalHost.Hosting;

public sealed class StartProcessTests
{
    [Theory]
    [InlineData("nonsense", "'nonsense' is not understood")]
    [InlineData("--port=abc", "'abc'")]
    [InlineData("--port=70000", "65535")]
    public async Task A_process_that_cannot_start_says_why_in_one_line_and_exits_with_1(string argument, string sentence)
    {
        ProcessStartInfo start = new("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TradingAi.Functions.dll"));
        start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(await output);
    }
}

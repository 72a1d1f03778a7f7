using System.Diagnostics;

namespace TradingAi.Tests.LocalHost.Hosting;

public sealed class StartProcessTests
{
    [Fact]
    public async Task A_process_that_cannot_start_says_why_in_one_line_and_exits_with_1()
    {
        ProcessStartInfo start = new("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TradingAi.Functions.dll"));
        start.ArgumentList.Add("nonsense");

        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, process.ExitCode);
        Assert.StartsWith("The argument 'nonsense' is not understood.", errors, StringComparison.Ordinal);
        Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(await output);
    }
}

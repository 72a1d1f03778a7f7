using TradingAi.Tests.Support;

namespace TradingAi.Tests.EndToEnd.InProcess.Failures;

public sealed class DataDirectoryTests
{
    [Fact]
    public async Task A_data_directory_that_cannot_be_created_is_named_in_one_line()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "file");
        await File.WriteAllTextAsync(file, "in the way");
        await AssertRefusedAsync(Path.Combine(file, "data"));
    }

    private static async Task AssertRefusedAsync(string dataDirectory)
    {
        var (exitCode, error) = await ChildApp.RunToExitAsync(["--port", "0", "--data-directory", dataDirectory]);
        Assert.Equal(1, exitCode);
        Assert.Contains(dataDirectory, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}

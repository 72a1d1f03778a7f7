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

    [Fact]
    public async Task A_data_directory_that_is_read_only_is_named_in_one_line()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("To a privileged user no directory is read-only.");
            return;
        }

        using var directory = new TemporaryDirectory();
        var data = Directory.CreateDirectory(Path.Combine(directory.Path, "data"));
        data.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        await AssertRefusedAsync(data.FullName);
    }

    private static async Task AssertRefusedAsync(string dataDirectory)
    {
        var (exitCode, error) = await ChildApp.RunToExitAsync(["--port", "0", "--data-directory", dataDirectory]);
        Assert.Equal(1, exitCode);
        Assert.Contains(dataDirectory, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}

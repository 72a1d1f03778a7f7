namespace TradingAi.LocalHost.Hosting;

/// <summary>Keeps a second process off the data directory. The operating system holds the lock, so that it ends with the process however that dies.</summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private const string FileName = ".lock";

    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Creates the directory if needed and takes its lock.</summary>
    /// <param name="directory">The full path.</param>
    /// <exception cref="HostStartException">The directory cannot be written, or another process uses it.</exception>
    public static DataDirectoryLock Acquire(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(directory, exception);
        }

        string path = Path.Combine(directory, FileName);
        try
        {
            return new DataDirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw exception is IOException && CanWrite(directory)
                ? new HostStartException($"The data directory '{directory}' is in use by another running host; stop that one or choose another directory with --data-directory.", exception)
                : Unwritable(directory, exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool CanWrite(string directory)
    {
        string probe = Path.Combine(directory, $".probe-{Guid.NewGuid():N}");
        try
        {
            using FileStream file = new(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static HostStartException Unwritable(string directory, Exception exception) =>
        new($"The data directory '{directory}' cannot be written: {exception.Message} Choose another with --data-directory.", exception);
}

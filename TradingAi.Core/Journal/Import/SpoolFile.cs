using Microsoft.Extensions.Options;
using TradingAi.Core.Operations;
using TradingAi.Core.Storage;

namespace TradingAi.Core.Journal.Import;

/// <summary>Keeps an upload on disk while it is checked and imported.</summary>
internal sealed class SpoolFile(IOptions<StorageOptions> storage, IOptions<JournalOptions> journal)
{
    private const int BlockBytes = 128 * 1024;

    /// <summary>Copies a stream into a file that vanishes when it is closed, also by the end of the process.</summary>
    /// <exception cref="RequestRefusedException">It is larger than allowed.</exception>
    /// <exception cref="StorageUnavailableException">The disk cannot take it.</exception>
    public async Task<Stream> CopyAsync(Stream source, CancellationToken cancellationToken)
    {
        var directory = Path.Combine(Path.GetFullPath(storage.Value.DataDirectory), "uploads");
        Stream file;
        try
        {
            Directory.CreateDirectory(directory);
            var path = Path.Combine(directory, Path.GetRandomFileName());
            file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, BlockBytes, FileOptions.Asynchronous);
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(error);
        }

        try
        {
            await CopyAsync(source, file, cancellationToken);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private async Task CopyAsync(Stream source, Stream file, CancellationToken cancellationToken)
    {
        var limit = journal.Value.ImportMaxMegabytes * 1_000_000L;
        var block = new byte[BlockBytes];
        long total = 0;
        int read;
        while ((read = await source.ReadAsync(block, cancellationToken)) > 0)
        {
            total += read;
            if (total > limit)
            {
                throw RequestRefusedException.TooLarge($"An import may have at most {journal.Value.ImportMaxMegabytes} MB; nothing was imported.");
            }

            try
            {
                await file.WriteAsync(block.AsMemory(0, read), cancellationToken);
            }
            catch (IOException error)
            {
                throw Unavailable(error);
            }
        }

        try
        {
            await file.FlushAsync(cancellationToken);
        }
        catch (IOException error)
        {
            throw Unavailable(error);
        }
    }

    private static StorageUnavailableException Unavailable(Exception error) =>
        new("The upload cannot be kept on disk: DATA_DIRECTORY is full or read-only.", error);
}

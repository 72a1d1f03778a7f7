namespace TradingAi.Core.Journal.Import;

/// <summary>Something an import found in the document.</summary>
/// <param name="Path">Where, such as <c>stocks[17].entryPrice</c>, in the document's own casing.</param>
/// <param name="Message">What.</param>
public sealed record ImportProblem(string Path, string Message);

/// <summary>What an import did.</summary>
/// <param name="Imported">Entities that were new or newer.</param>
/// <param name="Unchanged">Entities that the journal already held in this state or a newer one.</param>
/// <param name="Rejected">Rows that were not imported and why; the first <see cref="MaxListed"/> problems.</param>
/// <param name="RejectedCount">How many rows were rejected, listed or not.</param>
/// <param name="Warnings">Rows that were imported although they contradict themselves; the first <see cref="MaxListed"/>.</param>
public sealed record ImportResult(
    int Imported, int Unchanged, IReadOnlyList<ImportProblem> Rejected, int RejectedCount, IReadOnlyList<ImportProblem> Warnings)
{
    /// <summary>How many problems a list names at most.</summary>
    public const int MaxListed = 1_000;
}

/// <summary>Imports whole journals.</summary>
public interface IJournalImporter
{
    /// <summary>
    /// Imports one JSON document of the shape of <c>samples/journal.json</c>, its keys in any order. It upserts and never
    /// deletes; good rows stay though others are rejected. The document is checked as a whole before the first row is stored.
    /// </summary>
    /// <param name="user">Whose journal.</param>
    /// <param name="document">The document, UTF-8; read once, to its end.</param>
    /// <param name="cancellationToken">Stops it between batches; what was imported stays, and importing again completes it.</param>
    /// <exception cref="Operations.RequestRefusedException">
    /// <see cref="Operations.RefusalReason.Invalid"/>: it is no JSON object with parts of a journal, or broken off; nothing is kept.
    /// <see cref="Operations.RefusalReason.TooLarge"/>: it is larger than <see cref="JournalOptions.ImportMaxMegabytes"/>.
    /// </exception>
    /// <exception cref="Storage.StorageUnavailableException">A database or the disk cannot serve.</exception>
    Task<ImportResult> ImportAsync(UserId user, Stream document, CancellationToken cancellationToken);
}

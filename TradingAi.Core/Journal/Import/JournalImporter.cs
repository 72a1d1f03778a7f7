using System.Text.Json;
using Microsoft.Extensions.Logging;
using TradingAi.Core.Journal.Changes;
using TradingAi.Core.Journal.Rows;

namespace TradingAi.Core.Journal.Import;

/// <inheritdoc/>
internal sealed class JournalImporter(SpoolFile spool, JournalStore store, TimeProvider time, ILogger<JournalImporter> logger)
    : IJournalImporter
{
    public async Task<ImportResult> ImportAsync(UserId user, Stream document, CancellationToken cancellationToken)
    {
        await using var file = await spool.CopyAsync(document, cancellationToken);
        var misfits = await JournalDocument.ValidateAsync(file, cancellationToken);
        var run = new ImportRun(user, store, misfits);
        await foreach (var row in JournalDocument.ReadRowsAsync(file, cancellationToken))
        {
            using var value = row.Value;
            await run.AddAsync(row, cancellationToken);
        }

        var result = await run.FinishAsync(time.GetUtcNow(), cancellationToken);
        Log.Imported(logger, user.Value, result.Imported, result.Unchanged, result.RejectedCount);
        return result;
    }

    /// <summary>One import under way: collects rows into batches and counts.</summary>
    private sealed class ImportRun(UserId user, JournalStore store, IReadOnlyList<ImportProblem> misfits)
    {
        private const int BatchRows = 500;
        private const int BatchCharacters = 4_000_000;

        private readonly List<Change> _batch = [];
        private readonly List<ImportProblem> _rejected = [];
        private readonly List<ImportProblem> _warnings = [];
        private int _batchCharacters;
        private int _imported;
        private int _unchanged;
        private int _rejectedRows;
        private DateTimeOffset? _newest;
        private JournalRow? _profile;

        public async Task AddAsync(DocumentRow row, CancellationToken cancellationToken)
        {
            if (!JournalSections.TryRead(row.Section, out var kind))
            {
                return; // A part of the journal that this service does not keep.
            }

            if (row.Index is null && row.Value.RootElement.ValueKind == JsonValueKind.Null)
            {
                return; // The part is there, and empty.
            }

            if (misfits.Any(p => p.Path == row.Section))
            {
                return; // The whole part is rejected.
            }

            if (JournalRow.Read(kind, row.Value.RootElement, null, out var problems) is not { } read)
            {
                Reject(row.Path, problems);
            }
            else if (kind == RowKind.UserProfile)
            {
                _profile = read;
            }
            else if (read.UpdatedAt is not { } updatedAt)
            {
                Reject(row.Path, [new RowProblem(kind == RowKind.Stock ? "updatedAt" : "updated_at", "The row does not say when it was updated.")]);
            }
            else
            {
                _warnings.AddRange(read.Warnings.Take(ImportResult.MaxListed - _warnings.Count).Select(w => At(row.Path, w)));
                _newest = _newest > updatedAt ? _newest : updatedAt;
                _batch.Add(new Change(ChangeKind.Put, read.Key, read, null, updatedAt));
                _batchCharacters += read.Json.Length;
                if (_batch.Count >= BatchRows || _batchCharacters >= BatchCharacters)
                {
                    await FlushAsync(cancellationToken);
                }
            }
        }

        /// <summary>
        /// Stores what is left. A profile does not say when it was updated: it is as new as the document's newest row, and of
        /// two as new the one that comes later counts.
        /// </summary>
        public async Task<ImportResult> FinishAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            await FlushAsync(cancellationToken);
            if (_profile is { } profile)
            {
                var at = profile.UpdatedAt ?? _newest ?? now;
                await store.ImportAsync(
                    user, [new Change(ChangeKind.Put, profile.Key, profile, null, at) { WinsTies = true }], cancellationToken);
            }

            foreach (var misfit in misfits)
            {
                Reject(misfit.Path, [new RowProblem("", misfit.Message)]);
            }

            return new ImportResult(_imported, _unchanged, _rejected, _rejectedRows, _warnings);
        }

        private async Task FlushAsync(CancellationToken cancellationToken)
        {
            if (_batch.Count == 0)
            {
                return;
            }

            var applied = await store.ImportAsync(user, _batch, cancellationToken);
            var changed = applied.Count(a => a);
            _imported += changed;
            _unchanged += applied.Count - changed;
            _batch.Clear();
            _batchCharacters = 0;
        }

        private void Reject(string path, IReadOnlyList<RowProblem> problems)
        {
            _rejectedRows++;
            _rejected.AddRange(problems.Take(ImportResult.MaxListed - _rejected.Count).Select(p => At(path, p)));
        }

        private static ImportProblem At(string path, RowProblem problem) =>
            new(problem.Field.Length == 0 ? path : $"{path}.{problem.Field}", problem.Message);
    }
}

using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using TradingAi.LocalHost.DurableTask.Engine.Store;

namespace TradingAi.LocalHost.DurableTask.Engine;

/// <summary>The instances that match a query, page by page. The continuation token is the last id of a page.</summary>
internal sealed class InstancePages(DurableStore store, DataConverter converter, OrchestrationQuery query, string hubName)
    : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
        => PagesAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> PagesAsync(
        string? after, int size, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (query.TaskHubNames is { } hubs && !hubs.Contains(hubName, StringComparer.OrdinalIgnoreCase))
        {
            yield return new Page<OrchestrationMetadata>([]);
            yield break;
        }

        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = store.Read(sql => InstanceReads.Page(sql, query, after, size + 1, query.FetchInputsAndOutputs ? converter : null));
            after = rows.Count > size ? rows[size - 1].InstanceId : null;
            yield return new Page<OrchestrationMetadata>([.. rows.Take(size)], after);
            await Task.Yield();
        }
        while (after is not null);
    }
}

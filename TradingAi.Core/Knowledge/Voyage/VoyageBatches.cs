using Microsoft.Extensions.Options;
using TradingAi.Core.Knowledge.Embedding;
using TradingAi.Core.Operations.Vendors;
using TradingAi.Core.Operations.Vendors.Quotas;

namespace TradingAi.Core.Knowledge.Voyage;

/// <summary>
/// Cuts texts into requests. Each takes a small part of a minute's tokens, so that what a minute allows can nearly be used up,
/// but no less than a minute's requests need to carry all its tokens.
/// </summary>
internal sealed class VoyageBatches(TokenEstimate estimate, IOptions<VoyageOptions> options, IOptions<VendorOptions> vendors) : IEmbeddingBatches
{
    private const int RequestsPerMinuteOfTokens = 32;

    private readonly long _tokens = TokensPerRequest(options.Value.BatchTokens, vendors.Value.QuotaOf(Vendor.Voyage).ForBackground());
    private readonly int _texts = options.Value.BatchTexts;

    /// <inheritdoc/>
    public IReadOnlyList<Range> Split(IReadOnlyList<string> texts)
    {
        var batches = new List<Range>();
        var (first, tokens) = (0, 0L);
        for (var i = 0; i < texts.Count; i++)
        {
            var next = estimate.Of(texts[i]);
            if (i > first && (i - first == _texts || tokens + next > _tokens))
            {
                batches.Add(first..i);
                (first, tokens) = (i, 0);
            }

            tokens += next;
        }

        if (first < texts.Count)
        {
            batches.Add(first..texts.Count);
        }

        return batches;
    }

    private static long TokensPerRequest(int most, QuotaLimit quota) => quota.Tokens <= 0
        ? most
        : Math.Min(most, Math.Max(quota.Tokens / RequestsPerMinuteOfTokens, quota.Requests > 0 ? quota.Tokens / quota.Requests : 0));
}

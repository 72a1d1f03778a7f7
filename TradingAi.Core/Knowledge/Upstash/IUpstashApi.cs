using Refit;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Knowledge.Upstash;

/// <summary>Upstash Vector over HTTP. A failure can also be a truthy <c>error</c> in an answer: see <see cref="UpstashReply{T}"/>.</summary>
internal interface IUpstashApi
{
    [Post("/upsert/{space}")]
    Task<UpstashReply<string>> UpsertAsync(
        string space, [Body] UpstashUpsert[] vectors, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/query/{space}")]
    Task<UpstashReply<IReadOnlyList<UpstashVector>>> QueryAsync(
        string space, [Body] UpstashQuery query, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/query/{space}")]
    Task<UpstashReply<IReadOnlyList<IReadOnlyList<UpstashVector>>>> QueryManyAsync(
        string space, [Body] UpstashQuery[] queries, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/fetch/{space}")]
    Task<UpstashReply<IReadOnlyList<UpstashVector?>>> FetchAsync(
        string space, [Body] UpstashFetch fetch, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/delete/{space}")]
    Task<UpstashReply<UpstashDeleted>> DeleteAsync(
        string space, [Body] UpstashDelete delete, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/range/{space}")]
    Task<UpstashReply<UpstashPage>> RangeAsync(
        string space, [Body] UpstashRange range, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/info")]
    Task<UpstashReply<UpstashInfo>> InfoAsync(
        [Body] string[] nothing, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/list-namespaces")]
    Task<UpstashReply<IReadOnlyList<string>>> ListNamespacesAsync(
        [Body] string[] nothing, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);

    [Post("/delete-namespace/{space}")]
    Task<UpstashReply<string>> DeleteNamespaceAsync(
        string space, [Body] string[] nothing, [Property(VendorCall.PropertyName)] VendorCall call, CancellationToken cancellationToken);
}

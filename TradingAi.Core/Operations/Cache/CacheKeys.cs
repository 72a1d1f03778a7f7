using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Hybrid;
using TradingAi.Core.Journal;

namespace TradingAi.Core.Operations.Cache;

/// <summary>
/// Names of cache entries. They carry the user, the version of what the entry was made from, so that an old entry is never
/// found again whoever made it, and the rest as a hash: no text of a user's stands in a key.
/// </summary>
internal static class CacheKeys
{
    /// <summary>A key.</summary>
    /// <param name="kind">What is cached.</param>
    /// <param name="user">Whose.</param>
    /// <param name="version">What it was made from.</param>
    /// <param name="asked">All else that it depends on.</param>
    public static string Of(string kind, UserId user, string version, string asked) =>
        $"{kind}:{user.Key}:{version}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))}";

    /// <summary>What all entries of a user are tagged with.</summary>
    public static string TagOf(UserId user) => $"user:{user.Key}";
}

/// <summary>
/// Lets go of a deleted user's entries: no instance that hears of it answers from them again. A journal that starts anew has
/// other versions, so no other instance does either. Their bytes leave Redis when their 30 minutes are over.
/// </summary>
internal sealed class CacheEraser(HybridCache cache) : IUserEraser
{
    public async Task EraseAsync(UserId user, CancellationToken cancellationToken) =>
        await cache.RemoveByTagAsync(CacheKeys.TagOf(user), cancellationToken);
}

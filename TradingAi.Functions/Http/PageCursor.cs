using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using TradingAi.Core.Operations;

namespace TradingAi.Functions.Http;

/// <summary>
/// Lists on the wire: <c>limit</c> and <c>cursor</c> in, <c>next_cursor</c> out. A cursor is opaque; one that we did not
/// make is refused. It opens nothing: whoever holds it still reads their own lists only.
/// </summary>
internal static class PageCursor
{
    private const int ChecksumBytes = 6;

    /// <summary>Reads <c>limit</c> and <c>cursor</c> of the query.</summary>
    /// <exception cref="RequestRefusedException">Either is not acceptable.</exception>
    public static PageRequest ReadPage(this HttpRequest request) =>
        new(
            request.ReadInteger("limit", PageRequest.MinLimit, PageRequest.MaxLimit) ?? PageRequest.DefaultLimit,
            request.ReadText("cursor") is { } cursor ? Decode(cursor) : null);

    /// <summary>The text of a position; null for null.</summary>
    public static string? Encode(PagePosition? position)
    {
        if (position is null)
        {
            return null;
        }

        var payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{position.At.UtcTicks}:{position.Id}"));
        return Base64Url.EncodeToString([.. Checksum(payload), .. payload]);
    }

    private static PagePosition Decode(string cursor)
    {
        // The decoder ignores leftover bits; encoding again shows whether any were changed.
        if (Base64Url.IsValid(cursor)
            && Base64Url.DecodeFromChars(cursor) is { Length: > ChecksumBytes } bytes
            && Base64Url.EncodeToString(bytes) == cursor
            && bytes.AsSpan(0, ChecksumBytes).SequenceEqual(Checksum(bytes.AsSpan(ChecksumBytes)))
            && Encoding.UTF8.GetString(bytes.AsSpan(ChecksumBytes)).Split(':', 2) is [var ticks, var id]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at <= DateTimeOffset.MaxValue.Ticks)
        {
            return new PagePosition(new DateTimeOffset(at, TimeSpan.Zero), id);
        }

        throw RequestRefusedException.Invalid("cursor", "The cursor is not one that a list answered as next_cursor.");
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> payload) => SHA256.HashData(payload).AsSpan(0, ChecksumBytes);
}

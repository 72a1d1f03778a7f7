using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace TradingAi.Core.Journal;

/// <summary>
/// A user as the journal names them: 1–64 characters of <c>A-Z a-z 0-9 _ -</c>.
/// </summary>
public sealed record UserId
{
    /// <summary>The longest id that is accepted, in characters.</summary>
    public const int MaxLength = 64;

    // Ids used as they are stay short enough to stand inside a DNS label next to a prefix and a suffix.
    private const int MaxPlainLength = 40;

    private static readonly string[] s_deviceNames =
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" })];

    private UserId(string value)
    {
        Value = value;
        Key = IsPlain(value) ? value : "h-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(value)))[..32];
    }

    /// <summary>The id, verbatim and case-sensitive.</summary>
    public string Value { get; }

    /// <summary>
    /// What names this user's file, host name and namespace: the id itself if it is short and made of lower-case letters,
    /// digits and inner hyphens, else <c>h-</c> and 32 hexadecimal digits of its SHA-256, so that two users never share
    /// storage on a system that ignores case or forbids a character. An id that itself starts with <c>h-</c>, or that
    /// Windows reserves for a device, is hashed too.
    /// </summary>
    public string Key { get; }

    /// <summary>Reads an id.</summary>
    /// <returns>False where the text is empty, longer than <see cref="MaxLength"/> or holds another character.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out UserId? user)
    {
        user = text is { Length: > 0 and <= MaxLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? new UserId(text)
            : null;
        return user is not null;
    }

    /// <summary>Reads an id that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no user id.</exception>
    public static UserId Parse(string text) =>
        TryParse(text, out var user) ? user : throw new FormatException("A user id is 1–64 characters of A-Z a-z 0-9 _ -.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsPlain(string value) =>
        value.Length <= MaxPlainLength
        && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
        && value[0] != '-' && value[^1] != '-'
        && !value.StartsWith("h-", StringComparison.Ordinal)
        && !s_deviceNames.Contains(value, StringComparer.Ordinal);
}

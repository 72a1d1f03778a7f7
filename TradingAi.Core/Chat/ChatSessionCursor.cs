using System.Buffers.Text;
using System.Text;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Chat;

/// <summary>The last session of a page; the next page begins after it. Opaque to callers.</summary>
/// <param name="UpdatedAt">Its last change, as stored.</param>
/// <param name="Id">Its id, which orders sessions of the same instant.</param>
internal sealed record ChatSessionCursor(string UpdatedAt, string Id)
{
    private const char Separator = '|';

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{UpdatedAt}{Separator}{Id}"));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="RequestRefusedException">The text is no cursor.</exception>
    public static ChatSessionCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator, 2);
            if (parts.Length == 2)
            {
                return new ChatSessionCursor(parts[0], parts[1]);
            }
        }
        catch (FormatException)
        {
            // Said below, in the same words as any other text that is no cursor.
        }

        throw RequestRefusedException.Invalid("cursor", "The cursor is not one that this list gave out.");
    }
}

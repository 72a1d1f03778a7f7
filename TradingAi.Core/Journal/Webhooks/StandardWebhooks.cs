using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TradingAi.Core.Journal.Webhooks;

/// <summary>The three headers of a signed webhook, as they came; null where one is absent.</summary>
/// <param name="Id"><c>webhook-id</c>.</param>
/// <param name="Timestamp"><c>webhook-timestamp</c>, Unix seconds.</param>
/// <param name="Signature"><c>webhook-signature</c>, a space-separated list of <c>v1,base64</c>.</param>
public sealed record WebhookHeaders(string? Id, string? Timestamp, string? Signature);

/// <summary>
/// Makes and verifies signatures as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> defines them: HMAC-SHA256 of
/// <c>id.timestamp.body</c> under each, or any, of the secrets; a timestamp within five minutes.
/// </summary>
internal sealed class StandardWebhooks
{
    /// <summary>How far a timestamp may be from now, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const string SecretPrefix = "whsec_";
    private const string SignaturePrefix = "v1,";
    private const int MaxIdLength = 256;

    private readonly byte[][] _keys;

    private StandardWebhooks(byte[][] keys) => _keys = keys;

    /// <summary>True where there is a secret.</summary>
    public bool IsConfigured => _keys.Length > 0;

    /// <summary>Reads the secrets of a setting; null where one is not <c>whsec_</c> and base64.</summary>
    public static StandardWebhooks? TryCreate(string secrets)
    {
        var keys = new List<byte[]>();
        foreach (var secret in secrets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!secret.StartsWith(SecretPrefix, StringComparison.Ordinal)
                || !TryDecode(secret[SecretPrefix.Length..], out var key) || key.Length == 0)
            {
                return null;
            }

            keys.Add(key);
        }

        return new StandardWebhooks([.. keys]);
    }

    /// <summary>The header <c>webhook-signature</c>: one signature a secret, so that the receiver may change over from one to the other.</summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var signatures = new List<string>();
        var head = HeadOf(id, timestamp.ToString(CultureInfo.InvariantCulture));
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in _keys)
        {
            Sign(key, head, body, signature);
            signatures.Add(SignaturePrefix + Convert.ToBase64String(signature));
        }

        return string.Join(' ', signatures);
    }

    /// <summary>Why the message is refused; null where a signature is valid and fresh.</summary>
    public string? Refuse(WebhookHeaders headers, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (headers is not { Id: { Length: > 0 and <= MaxIdLength } id, Timestamp: { Length: > 0 } timestamp, Signature: { Length: > 0 } signatures })
        {
            return "The headers webhook-id, webhook-timestamp and webhook-signature are needed.";
        }

        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)seconds - now.ToUnixTimeSeconds()) > Tolerance.TotalSeconds)
        {
            return "webhook-timestamp is not within 300 seconds of now.";
        }

        return IsSigned(HeadOf(id, timestamp), body, signatures) ? null : "No signature is valid.";
    }

    private bool IsSigned(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, string signatures)
    {
        var signed = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in _keys)
        {
            Sign(key, head, body, expected);
            foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                signed |= signature.StartsWith(SignaturePrefix, StringComparison.Ordinal)
                    && TryDecode(signature[SignaturePrefix.Length..], out var given)
                    && CryptographicOperations.FixedTimeEquals(expected, given);
            }
        }

        return signed;
    }

    private static byte[] HeadOf(string id, string timestamp) => Encoding.UTF8.GetBytes($"{id}.{timestamp}.");

    private static void Sign(byte[] key, ReadOnlySpan<byte> head, ReadOnlySpan<byte> body, Span<byte> signature)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(head);
        hmac.AppendData(body);
        hmac.GetHashAndReset(signature);
    }

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var valid = Convert.TryFromBase64String(text, bytes, out var length);
        Array.Resize(ref bytes, valid ? length : 0);
        return valid;
    }
}

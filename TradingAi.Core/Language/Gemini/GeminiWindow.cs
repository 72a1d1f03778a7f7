using System.Text.Json;
using TradingAi.Core.Journal;
using TradingAi.Core.Operations.Vendors;

namespace TradingAi.Core.Language.Gemini;

/// <summary>
/// Measures prompts against a model's window. No token is shorter than a byte, so a request's bytes are a bound that never
/// errs to the wrong side; only where it exceeds the window are tokens counted by Google, which costs nothing but time.
/// </summary>
internal sealed class GeminiWindow(Func<IGeminiApi> api, int contextTokens)
{
    /// <summary>Tokens of a prompt, or more than it has where that is within the window.</summary>
    public async ValueTask<long> MeasureAsync(string model, GeminiRequest request, UserId? user, CancellationToken cancellationToken)
    {
        var bound = JsonSerializer.SerializeToUtf8Bytes(request, GeminiJson.Default.GeminiRequest).LongLength;
        if (bound <= contextTokens)
        {
            return bound;
        }

        // Instructions and functions count too; as contents they count for no less.
        List<GeminiContent> contents = [.. request.Contents];
        if (request.SystemInstruction is { } system)
        {
            contents.Add(system with { Role = "user" });
        }

        if (request.Tools is { } tools)
        {
            contents.Add(new GeminiContent([new GeminiPart { Text = JsonSerializer.Serialize(tools, GeminiJson.Default.IReadOnlyListGeminiTool) }], "user"));
        }

        var call = new VendorCall { Operation = "countTokens", User = user };
        var counted = await api().CountTokensAsync(model, new GeminiCountRequest(contents), call, cancellationToken);
        return counted?.TotalTokens ?? throw new VendorException(Vendor.Gemini, VendorFailure.Malformed, "Gemini counted no tokens.");
    }

    /// <summary>True where a prompt of so many tokens can be sent.</summary>
    public bool Takes(long tokens) => tokens <= contextTokens;
}

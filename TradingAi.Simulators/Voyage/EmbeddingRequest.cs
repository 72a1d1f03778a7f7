using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Voyage;

/// <summary>A request for embeddings that keeps every limit.</summary>
/// <param name="Model">The model.</param>
/// <param name="Texts">The texts, in the order asked, cut to what the model reads.</param>
/// <param name="InputType"><c>query</c>, <c>document</c> or null.</param>
/// <param name="Dimensions">The length of the embeddings.</param>
/// <param name="NumberType">How each number is given.</param>
/// <param name="Base64">Whether an embedding is sent as the bytes of a NumPy array instead of a list.</param>
/// <param name="Tokens">The tokens of all texts, as cut.</param>
internal sealed record EmbeddingRequest(
    VoyageModel Model, IReadOnlyList<string> Texts, string? InputType, int Dimensions, NumberType NumberType, bool Base64, int Tokens)
{
    /// <summary>Texts in one request.</summary>
    public const int MostTexts = 1000;

    /// <summary>
    /// Tokens in one request. Voyage takes more for some models; the least of its limits holds for all here, so that what
    /// passes here passes there.
    /// </summary>
    public const int MostTokens = 120_000;

    /// <summary>Reads a request's body.</summary>
    /// <param name="body">The JSON that arrived.</param>
    /// <param name="request">The request, if it keeps every limit.</param>
    /// <param name="detail">Else the sentence that Voyage refuses it with.</param>
    public static bool TryRead(JsonElement body, [NotNullWhen(true)] out EmbeddingRequest? request, [NotNullWhen(false)] out string? detail)
    {
        try
        {
            (request, detail) = (Read(body), null);
            return true;
        }
        catch (RefusedException refused)
        {
            (request, detail) = (null, refused.Message);
            return false;
        }
    }

    private static EmbeddingRequest Read(JsonElement body)
    {
        Require(body.ValueKind == JsonValueKind.Object, "The request body must be a JSON object.");
        foreach (var field in body.EnumerateObject())
        {
            Require(
                field.Name is "input" or "model" or "input_type" or "truncation" or "output_dimension" or "output_dtype" or "encoding_format",
                $"Argument '{field.Name}' is not supported by our API");
        }

        var name = Choice(body, "model") ?? throw new RefusedException("Argument 'model' is required.");
        Require(
            VoyageModel.All.TryGetValue(name, out var model),
            $"Model {name} is not supported. Supported models are ['{string.Join("', '", VoyageModel.All.Keys)}'].");
        var inputType = Choice(body, "input_type", "query", "document");
        var dimensions = DimensionsOf(body, model!);
        var numberType = NumberTypeOf(body, model!);
        var base64 = Choice(body, "encoding_format", "base64") is not null;
        var texts = TextsOf(body);
        Require(texts.Length <= MostTexts, $"Request to model '{name}' failed. The batch size limit is {MostTexts}. Your batch size is {texts.Length}.");

        var tokens = Fit(texts, model!, TruncationOf(body));
        Require(
            tokens <= MostTokens,
            $"Request to model '{name}' failed. The max allowed tokens per submitted batch is {MostTokens}. Your batch has {tokens} tokens after truncation. Please lower the number of tokens in the batch.");
        return new EmbeddingRequest(model!, texts, inputType, dimensions, numberType, base64, tokens);
    }

    /// <summary>Cuts the texts to what the model reads, and counts what is left.</summary>
    private static int Fit(string[] texts, VoyageModel model, bool truncate)
    {
        var total = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            var tokens = TokenEstimate.Count(texts[i]);
            if (tokens > model.ContextTokens)
            {
                Require(
                    truncate,
                    $"Request to model '{model.Name}' failed. The example at index {i} in your batch has too many tokens and does not fit into the model's context window of {model.ContextTokens} tokens. Please lower the number of tokens in the listed example(s) or use truncation.");
                texts[i] = texts[i][..TokenEstimate.LengthOf(texts[i], model.ContextTokens)];
                tokens = model.ContextTokens;
            }

            total += tokens;
        }

        return total;
    }

    private static string[] TextsOf(JsonElement body)
    {
        Require(body.TryGetProperty("input", out var input), "Argument 'input' is required.");
        string?[] texts = input.ValueKind switch
        {
            JsonValueKind.String => [input.GetString()],
            JsonValueKind.Array => [.. input.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() : null)],
            _ => [null],
        };
        Require(texts.All(text => text is not null), "The 'input' must be a string or a list of strings.");
        Require(texts.Length > 0 && texts.All(text => text!.Length > 0), "Input cannot contain empty strings or empty lists");
        return texts!;
    }

    private static int DimensionsOf(JsonElement body, VoyageModel model)
    {
        if (!body.TryGetProperty("output_dimension", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return model.Dimensions[0];
        }

        Require(
            value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var dimensions) && model.Dimensions.Contains(dimensions),
            $"The output_dimension {value} is not supported for model '{model.Name}'. Supported values are {string.Join(", ", model.Dimensions.Order())}.");
        return value.GetInt32();
    }

    private static NumberType NumberTypeOf(JsonElement body, VoyageModel model)
    {
        var name = Choice(body, "output_dtype", "float", "int8", "uint8", "binary", "ubinary") ?? "float";
        Require(name == "float" || model.IsFlexible, $"The output_dtype '{name}' is not supported for model '{model.Name}'.");
        return Enum.Parse<NumberType>(name, ignoreCase: true);
    }

    private static bool TruncationOf(JsonElement body)
    {
        if (!body.TryGetProperty("truncation", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        Require(value.ValueKind is JsonValueKind.True or JsonValueKind.False, "Argument 'truncation' must be true or false.");
        return value.GetBoolean();
    }

    /// <summary>An argument's text, which must be one of the choices where there are any; null if it is null or absent.</summary>
    private static string? Choice(JsonElement body, string name, params string[] choices)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        Require(
            value.ValueKind == JsonValueKind.String && (choices.Length == 0 || choices.Contains(value.GetString()!)),
            $"Value {value.GetRawText()} is not supported for argument '{name}'."
            + (choices.Length == 0 ? "" : $" Supported values are '{string.Join("', '", choices)}'."));
        return value.GetString();
    }

    private static void Require(bool holds, string detail)
    {
        if (!holds)
        {
            throw new RefusedException(detail);
        }
    }

    private sealed class RefusedException(string detail) : Exception(detail);
}

using TradingAi.Simulators.Gemini.Wire;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini.Requests;

/// <summary>The tokens of what is sent, by <see cref="TokenEstimate"/>; <c>countTokens</c> and <c>promptTokenCount</c> both say this.</summary>
internal static class PromptTokens
{
    // An image, or a page of a document.
    private const int Media = 258;

    /// <summary>The tokens of a request: system instruction, messages, declared functions and the answer's schema.</summary>
    public static int Of(GenerateContentRequest request) =>
        Of(request.SystemInstruction is { } system ? request.Contents.Append(system) : request.Contents)
        + request.Functions.Sum(Of)
        + Of(request.GenerationConfig.Schema?.ToJsonString());

    /// <summary>The tokens of messages.</summary>
    public static int Of(IEnumerable<Content> contents) => Of(contents.SelectMany(content => content.Parts));

    /// <summary>The tokens of parts, those of an answer too.</summary>
    public static int Of(IEnumerable<Part> parts) => parts.Sum(Of);

    private static int Of(Part part) =>
        Of(part.Text)
        + Of(part.FunctionCall?.Name) + Of(part.FunctionCall?.Args?.ToJsonString())
        + Of(part.FunctionResponse?.Name) + Of(part.FunctionResponse?.Response?.ToJsonString())
        + Of(part.ExecutableCode?.ToJsonString()) + Of(part.CodeExecutionResult?.ToJsonString())
        + (part.InlineData is null && part.FileData is null ? 0 : Media);

    private static int Of(FunctionDeclaration function) =>
        Of(function.Name) + Of(function.Description) + Of((function.Parameters ?? function.ParametersJsonSchema)?.ToJsonString());

    private static int Of(string? text) => TokenEstimate.Count(text);
}

using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using TradingAi.Simulators.Gemini.Wire;

namespace TradingAi.Simulators.Gemini.Requests;

/// <summary>What Gemini refuses in requests whose JSON is well formed.</summary>
internal static partial class RequestChecks
{
    private const string JsonType = "application/json";
    private const string EnumType = "text/x.enum";

    /// <summary>Checks a request against what its model takes.</summary>
    /// <exception cref="InvalidRequestException">The model refuses it.</exception>
    public static void Check(GenerateContentRequest request, GeminiModel model)
    {
        Require(request.Contents.Count > 0, "* GenerateContentRequest.contents: contents is not specified\n");
        CheckContents(request.Contents);
        CheckTurns(request.Contents);
        CheckTools(request);
        CheckGeneration(request.GenerationConfig, model);
        CheckThinking(request.GenerationConfig.ThinkingConfig?.ThinkingBudget, model);
        Require(
            model.CombinesToolsAndJson || !request.Functions.Any() || request.GenerationConfig is { Schema: null, ResponseMimeType: not JsonType },
            "Function calling with a response mime type: 'application/json' is unsupported");
    }

    private static void CheckContents(IReadOnlyList<Content> contents)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            var content = contents[i];

            // "function" is how older clients label the results of functions.
            Require(
                content.Role is null or "" or "user" or "model" || (content.Role == "function" && content.Parts.All(part => part.FunctionResponse is not null)),
                "Please use a valid role: user, model.");
            Require(content.Parts.Count > 0, $"* GenerateContentRequest.contents[{i}].parts: contents.parts must not be empty.\n");
            for (var part = 0; part < content.Parts.Count; part++)
            {
                Require(
                    content.Parts[part].HasData,
                    $"* GenerateContentRequest.contents[{i}].parts[{part}].data: required oneof field 'data' must have one initialized field\n");
            }
        }
    }

    // A turn is all that one side says until the other one does: streamed answers come back as a message a chunk.
    private static void CheckTurns(IReadOnlyList<Content> contents)
    {
        var (calls, callsBefore, responses) = (0, 0, 0);
        for (var i = 0; i < contents.Count; i++)
        {
            if (i == 0 || contents[i].IsUser != contents[i - 1].IsUser)
            {
                (calls, callsBefore, responses) = (0, calls, 0);
            }

            calls += contents[i].Calls.Count;
            responses += contents[i].Responses.Count;
            Require(
                calls == 0 || contents.Take(i).Any(earlier => earlier.IsUser),
                "Please ensure that function call turn comes immediately after a user turn or after a function response turn.");
            Require(
                responses == 0 || callsBefore > 0,
                "Please ensure that function response turn comes immediately after a function call turn.");
            Require(
                responses == 0 || responses == callsBefore || (i + 1 < contents.Count && contents[i + 1].IsUser),
                "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
        }
    }

    private static void CheckTools(GenerateContentRequest request)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var tool = 0; tool < request.Tools.Count; tool++)
        {
            var functions = request.Tools[tool].FunctionDeclarations;
            for (var i = 0; i < functions.Count; i++)
            {
                var path = $"GenerateContentRequest.tools[{tool}].function_declarations[{i}]";
                Require(
                    FunctionName().IsMatch(functions[i].Name ?? ""),
                    $"* {path}.name: [FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.\n");
                Require(names.Add(functions[i].Name!), $"Duplicate function declaration found: {functions[i].Name}");
                SchemaChecks.Check(functions[i].Parameters, $"{path}.parameters");
            }
        }

        if (request.ToolConfig?.FunctionCallingConfig is { } calling)
        {
            Require(names.Count > 0 || calling.Mode is null or "NONE" or "AUTO", "Function calling config is set without function_declarations.");
            Require(
                calling.AllowedFunctionNames is not { Count: > 0 } || calling.Mode is "ANY" or "VALIDATED",
                "allowed_function_names should be set only when function calling mode is ANY.");
            Require(
                calling.AllowedFunctionNames?.All(names.Contains) ?? true,
                "allowed_function_names should be a subset of the declared function names.");
        }
    }

    private static void CheckGeneration(GenerationConfig generation, GeminiModel model)
    {
        const string Path = "* GenerateContentRequest.generation_config.";
        Require(generation.CandidateCount is null or 1, "Only one candidate can be specified in the current model.");
        Require(generation.MaxOutputTokens is null or > 0, Path + "max_output_tokens: max_output_tokens must be positive.\n");
        Require(
            generation.MaxOutputTokens is null || generation.MaxOutputTokens <= model.OutputTokenLimit,
            $"{Path}max_output_tokens: must be in the range [1, {model.OutputTokenLimit}].\n");
        Require(generation.Temperature is null or (>= 0 and <= 2), Path + "temperature: must be in the range [0.0, 2.0].\n");
        Require(generation.TopP is null or (>= 0 and <= 1), Path + "top_p: must be in the range [0.0, 1.0].\n");
        Require(generation.StopSequences.Count <= 5, Path + "stop_sequences: at most 5 sequences may be set.\n");
        Require(
            generation.ResponseMimeType is null or "" or "text/plain" or JsonType or EnumType,
            $"{Path}response_mime_type: allowed mimetypes are `text/plain`, `{JsonType}`, `application/xml`, `application/yaml` and `{EnumType}`.\n");
        Require(
            generation.Schema is null || generation.ResponseMimeType is JsonType or EnumType,
            $"{Path}response_schema: only supported when response_mime_type is `{JsonType}` or `{EnumType}`.\n");
        Require(
            generation.ResponseSchema is null || (generation.ResponseJsonSchema ?? generation.UnderscoredJsonSchema) is null,
            Path + "response_schema: must not be set together with response_json_schema.\n");
        SchemaChecks.Check(generation.ResponseSchema, "GenerateContentRequest.generation_config.response_schema");
    }

    private static void CheckThinking(int? budget, GeminiModel model)
    {
        Require(budget != 0 || !model.MustThink, "Budget 0 is invalid. This model only works in thinking mode.");
        Require(
            budget is null or 0 or -1 || (budget >= model.LeastThinking && budget <= model.MostThinking),
            $"The thinking budget {budget} is invalid. Please choose a value between {model.LeastThinking} and {model.MostThinking}.");
    }

    private static void Require([DoesNotReturnIf(false)] bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidRequestException(message);
        }
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FunctionName();
}

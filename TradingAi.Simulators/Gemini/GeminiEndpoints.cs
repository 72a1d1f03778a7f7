using System.Globalization;
using TradingAi.Simulators.Faults;
using TradingAi.Simulators.Gemini.Answers;
using TradingAi.Simulators.Gemini.Requests;
using TradingAi.Simulators.Gemini.Scripts;
using TradingAi.Simulators.Gemini.Wire;
using TradingAi.Simulators.Hosting;

namespace TradingAi.Simulators.Gemini;

/// <summary>The routes of Gemini.</summary>
internal static class GeminiEndpoints
{
    private const string Models = "/gemini/v1beta/models";

    /// <summary>Adds what the routes work on.</summary>
    public static IServiceCollection AddGemini(this IServiceCollection services) => services
        .AddSingleton<IVendorErrors, GeminiErrors>()
        .AddSingleton<GeminiModels>()
        .AddSingleton<AnswerWriter>()
        .AddSingleton<ScriptQueue>()
        .AddSingleton<IClearable>(provider => provider.GetRequiredService<ScriptQueue>());

    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapGemini(this IEndpointRouteBuilder routes)
    {
        routes.MapScript();
        routes.MapGet(Models, List);
        routes.MapGet(Models + "/{model}", (HttpContext context, string model, GeminiModels models) =>
            models.Find(model) is { } found ? Results.Json(found, GeminiJson.Default.GeminiModel) : NotServed(context, model));
        routes.MapPost(Models + "/{model}:{method}", AnswerAsync);
        return routes;
    }

    private static IResult List(HttpRequest request, GeminiModels models)
    {
        var first = Number(request.Query["pageToken"], 0);
        var page = models.All.Skip(first).Take(Math.Max(1, Number(request.Query["pageSize"], 50))).ToArray();
        var next = first + page.Length;
        var token = next < models.All.Count ? next.ToString(CultureInfo.InvariantCulture) : null;
        return Results.Json(new ListModelsResponse(page, token), GeminiJson.Default.ListModelsResponse);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, string model, string method, GeminiModels models, ScriptQueue scripts, AnswerWriter writer)
    {
        if (models.Find(model) is not { } served)
        {
            return NotServed(context, model, method);
        }

        try
        {
            return method switch
            {
                "countTokens" => Count(await RequestReader.ReadCountAsync(context.Request)),
                "generateContent" => await GenerateAsync(context, served, scripts, writer, isStreamed: false),
                "streamGenerateContent" => await GenerateAsync(context, served, scripts, writer, isStreamed: true),
                _ => NotServed(context, model, method),
            };
        }
        catch (InvalidRequestException invalid)
        {
            return GeminiErrors.Invalid(invalid);
        }
        catch (FormatException wrongScript)
        {
            return GeminiErrors.Invalid(new InvalidRequestException("The simulator's script is wrong: " + wrongScript.Message));
        }
    }

    private static IResult Count(CountTokensRequest request)
    {
        var tokens = request.GenerateContentRequest is { } whole ? PromptTokens.Of(whole) : PromptTokens.Of(request.Contents ?? []);
        return Results.Json(new CountTokensResponse(tokens, [new ModalityTokens("TEXT", tokens)]), GeminiJson.Default.CountTokensResponse);
    }

    private static async Task<IResult> GenerateAsync(
        HttpContext context, GeminiModel model, ScriptQueue scripts, AnswerWriter writer, bool isStreamed)
    {
        var faults = CallFaults.Of(context);
        var request = await RequestReader.ReadAsync(context.Request);
        RequestChecks.Check(request, model);
        var tokens = PromptTokens.Of(request);
        if (tokens > model.InputTokenLimit)
        {
            throw new InvalidRequestException(
                $"The input token count ({tokens}) exceeds the maximum number of tokens allowed ({model.InputTokenLimit}).");
        }

        if (faults.TakeTokens(tokens) is { } refusal)
        {
            return refusal;
        }

        var script = scripts.Take() ?? Directed(request);
        var chunks = new AnswerChunks(model, tokens, context.TraceIdentifier);
        var blocked = faults.Block ? "SAFETY" : script?.Block;
        var answer = Answer.Of(request, script);
        if (!isStreamed)
        {
            await writer.WaitAsync(answer.Pieces.Count, script, context.RequestAborted);
            return Results.Json(blocked is null ? chunks.Whole(answer) : chunks.Blocked(blocked), GeminiJson.Default.GenerateContentResponse);
        }

        await writer.WriteAsync(context, blocked is null ? faults.Arrange(chunks.Chunked(answer)) : [chunks.Blocked(blocked)], script);
        return Results.Empty;
    }

    // The prompt stays in the conversation, but what it directs to call was called once its responses are here.
    private static Script? Directed(GenerateContentRequest request)
    {
        var script = ScriptDirectives.Of(request.LastUserText);
        return request.LastResponses.Count > 0 ? script?.WithoutCalls() : script;
    }

    private static IResult NotServed(HttpContext context, string model, string method = "generateContent") => CallFaults.Of(context).Refuse(
        StatusCodes.Status404NotFound,
        $"models/{model} is not found for API version v1beta, or is not supported for {method}. Call ListModels to see the list of available models and their supported methods.");

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAi.Simulators.Faults;

namespace TradingAi.Simulators.Hosting;

/// <summary>The control routes: faults and counters, without a token, on this machine only as everything here.</summary>
internal static class ControlEndpoints
{
    private static readonly string s_kindSentence =
        $"is one of {string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}.";

    /// <summary>Maps <c>/control</c>.</summary>
    public static IEndpointRouteBuilder MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/control", Report);
        routes.MapDelete("/control", (FaultBook book, VendorCalls calls, IEnumerable<IClearable> others) =>
        {
            book.Clear();
            calls.Reset();
            foreach (var other in others)
            {
                other.Clear();
            }

            return Results.NoContent();
        });
        routes.MapPut("/control/{vendor}/faults", SetFaultsAsync);
        routes.MapDelete("/control/{vendor}/faults", (string vendor, FaultBook book) =>
        {
            if (!VendorRoute.TryVendor(vendor, out var known))
            {
                return NoSuchVendor(vendor);
            }

            book.Set(known, []);
            return Results.NoContent();
        });
        return routes;
    }

    private static IResult Report(FaultBook book, VendorCalls calls)
    {
        var reports = Enum.GetValues<Vendor>().ToDictionary(
            vendor => vendor.ToString().ToLowerInvariant(),
            vendor => new VendorReport([.. book.Of(vendor).Select(fault => new FaultReport(fault.Rule, fault.Hits))], calls.Of(vendor)));
        return Results.Json(reports, ControlJson.Default.IReadOnlyDictionaryStringVendorReport);
    }

    private static async Task<IResult> SetFaultsAsync(string vendor, HttpRequest request, FaultBook book, CancellationToken cancellationToken)
    {
        if (!VendorRoute.TryVendor(vendor, out var known))
        {
            return NoSuchVendor(vendor);
        }

        List<FaultRule> rules = [];
        Dictionary<string, string[]> problems = [];
        try
        {
            var body = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellationToken);
            var items = body as JsonArray ?? [body];
            for (var i = 0; i < items.Count; i++)
            {
                Read(items[i], $"[{i}]", rules, problems);
            }
        }
        catch (JsonException exception)
        {
            problems["body"] = [$"is not JSON: {exception.Message}"];
        }

        if (problems.Count > 0)
        {
            return Problem(StatusCodes.Status400BadRequest, "The rules were not understood; none was changed.", problems);
        }

        book.Set(known, rules);
        return Results.NoContent();
    }

    private static void Read(JsonNode? item, string at, List<FaultRule> rules, Dictionary<string, string[]> problems)
    {
        try
        {
            var rule = item.Deserialize(ControlJson.Default.FaultRule) ?? throw new JsonException("is no rule.");
            foreach (var field in rule.Validate().GroupBy(problem => problem.Field, problem => problem.Sentence, StringComparer.Ordinal))
            {
                problems[$"{at}.{field.Key}"] = [.. field];
            }

            rules.Add(rule);
        }
        catch (JsonException exception)
        {
            var field = exception.Path?.TrimStart('$');
            problems[at + field] = [field == ".kind" ? s_kindSentence : exception.Message];
        }
    }

    private static IResult NoSuchVendor(string vendor) => Problem(
        StatusCodes.Status404NotFound,
        "There is no such vendor.",
        new Dictionary<string, string[]> { ["vendor"] = [$"'{vendor}' is none of voyage, vector, gemini and turso."] });

    private static IResult Problem(int status, string title, Dictionary<string, string[]> errors) =>
        Results.Json(new ControlProblem(title, status, errors), ControlJson.Default.ControlProblem, "application/problem+json", status);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using TradingAi.Core.Operations.Vendors;
using static TradingAi.Tests.Language.Gemini.ScriptedGemini;

namespace TradingAi.Tests.Language.Gemini;

public sealed class GeminiRequestTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_key_travels_in_a_header_and_the_address_may_have_a_path()
    {
        using var gemini = new ScriptedGemini();
        await gemini.Client.GetResponseAsync("Hi", cancellationToken: Cancelled);

        var request = gemini.Requests.Single().Message;
        Assert.Equal("http://localhost:7080/gemini/v1beta/models/gemini-2.5-flash:generateContent", request.RequestUri!.AbsoluteUri);
        Assert.Equal(["secret"], request.Headers.GetValues("x-goog-api-key"));
    }

    [Fact]
    public async Task Roles_and_instructions_stand_where_the_vendor_wants_them()
    {
        using var gemini = new ScriptedGemini();
        ChatMessage[] messages =
        [
            new(ChatRole.System, "Be brief."), new(ChatRole.User, "One?"), new(ChatRole.Assistant, "One."), new(ChatRole.Assistant, ""), new(ChatRole.User, "Two?"),
        ];
        await gemini.Client.GetResponseAsync(messages, new ChatOptions { Temperature = 0.5f, MaxOutputTokens = 77 }, Cancelled);

        Assert.Equal("""{"parts":[{"text":"Be brief."}]}""", gemini.LastBody["systemInstruction"]!.ToJsonString());
        Assert.Equal(
            """[{"parts":[{"text":"One?"}],"role":"user"},{"parts":[{"text":"One."}],"role":"model"},{"parts":[{"text":"Two?"}],"role":"user"}]""",
            gemini.LastBody["contents"]!.ToJsonString());
        Assert.Equal("""{"temperature":0.5,"maxOutputTokens":77,"thinkingConfig":{"thinkingBudget":0}}""", gemini.LastBody["generationConfig"]!.ToJsonString());
    }

    [Fact]
    public async Task A_json_schema_is_asked_for_and_never_together_with_tools()
    {
        using var gemini = new ScriptedGemini();
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}""");
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement) };
        await gemini.Client.GetResponseAsync("Write", options, Cancelled);

        var config = gemini.LastBody["generationConfig"]!;
        Assert.Equal("application/json", (string?)config["responseMimeType"]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(schema.RootElement.GetRawText()), config["responseJsonSchema"]));

        options.Tools = [AIFunctionFactory.Create(() => 1, "one")];
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => gemini.Client.GetResponseAsync("Write", options, Cancelled));
        Assert.Contains("tools", refusal.Message, StringComparison.Ordinal);
        Assert.Single(gemini.Requests);
    }

    [Fact]
    public async Task A_functions_schema_holds_only_what_the_vendor_knows()
    {
        using var gemini = new ScriptedGemini();
        var function = AIFunctionFactory.Create((string? symbol, int days = 7) => $"{symbol} {days}", "find", "Finds.");
        await gemini.Client.GetResponseAsync("Find", new ChatOptions { Tools = [function, AIFunctionFactory.Create(() => 1, "one")] }, Cancelled);

        var declarations = gemini.LastBody["tools"]![0]!["functionDeclarations"]!;
        var parameters = declarations[0]!["parameters"]!;
        Assert.Equal(("find", "Finds."), ((string?)declarations[0]!["name"], (string?)declarations[0]!["description"]));
        Assert.Equal("""{"type":"string","nullable":true}""", parameters["properties"]!["symbol"]!.ToJsonString());
        Assert.Equal("integer", (string?)parameters["properties"]!["days"]!["type"]);
        Assert.Empty(AllNames(parameters).Intersect(["$schema", "additionalProperties", "default"]));

        // A function without parameters has none at all: an object without properties is refused.
        Assert.Null(declarations[1]!["parameters"]);
    }

    [Fact]
    public async Task A_function_the_model_calls_is_called_and_its_result_handed_back_by_name()
    {
        using var gemini = new ScriptedGemini();
        var call = new JsonObject { ["functionCall"] = new JsonObject { ["name"] = "double", ["args"] = new JsonObject { ["n"] = 21 } }, ["thoughtSignature"] = "c2ln" };
        gemini.Then(Chunk([call], "STOP", 5)).Then(Whole("It is 42."));
        var response = await gemini.Client.GetResponseAsync(
            "Twice 21?", new ChatOptions { Tools = [AIFunctionFactory.Create((int n) => n * 2, "double")] }, Cancelled);

        Assert.Equal("It is 42.", response.Text);
        var contents = gemini.LastBody["contents"]!;
        Assert.Equal("""{"thoughtSignature":"c2ln","functionCall":{"name":"double","args":{"n":21}}}""", contents[1]!["parts"]![0]!.ToJsonString());
        Assert.Equal("""{"functionResponse":{"name":"double","response":{"result":42}}}""", contents[2]!["parts"]![0]!.ToJsonString());
        Assert.Equal((200, 25), (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount));
    }

    [Fact]
    public async Task A_function_that_does_not_exist_is_answered_with_an_error_and_the_model_goes_on()
    {
        using var gemini = new ScriptedGemini();
        gemini.Then(Chunk([new JsonObject { ["functionCall"] = new JsonObject { ["name"] = "nonsense" } }], "STOP", 5)).Then(Whole("I cannot tell."));
        var response = await gemini.Client.GetResponseAsync("?", new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "one")] }, Cancelled);

        Assert.Equal("I cannot tell.", response.Text);
        Assert.Equal("nonsense", (string?)gemini.LastBody["contents"]![2]!["parts"]![0]!["functionResponse"]!["name"]);
    }

    [Fact]
    public async Task A_model_that_refuses_the_thinking_budget_is_asked_without_and_remembered()
    {
        using var gemini = new ScriptedGemini(new() { ["GEMINI_MODEL"] = "gemini-9" });
        gemini.Then("""{"error":{"code":400,"message":"Budget 0 is invalid.","status":"INVALID_ARGUMENT"}}""", 400).Then(Whole("Hello."));

        Assert.Equal("Hello.", (await gemini.Client.GetResponseAsync("Hi", cancellationToken: Cancelled)).Text);
        await gemini.Client.GetResponseAsync("Hi again", cancellationToken: Cancelled);
        Assert.Equal([true, false, false], gemini.Requests.Select(r => r.Body["generationConfig"]!["thinkingConfig"] is not null));
    }

    [Fact]
    public async Task The_strong_model_thinks_as_little_as_it_can()
    {
        using var gemini = new ScriptedGemini();
        await gemini.Client.GetResponseAsync("Hi", new ChatOptions { ModelId = "gemini-2.5-pro" }, Cancelled);
        Assert.Equal(128, (int)gemini.LastBody["generationConfig"]!["thinkingConfig"]!["thinkingBudget"]!);
    }

    [Fact]
    public async Task A_prompt_beyond_the_window_is_counted_first_and_not_sent_where_it_exceeds_it()
    {
        using var gemini = new ScriptedGemini(new() { ["GEMINI_CONTEXT_TOKENS"] = "1000" });
        gemini.Then("""{"totalTokens":900}""").Then(Whole("Read.")).Then("""{"totalTokens":1001}""");
        var prompt = new string('x', 2_000);

        Assert.Equal("Read.", (await gemini.Client.GetResponseAsync(prompt, cancellationToken: Cancelled)).Text);
        var refusal = await Assert.ThrowsAsync<VendorException>(() => gemini.Client.GetResponseAsync(prompt, cancellationToken: Cancelled));
        Assert.Equal(VendorFailure.Rejected, refusal.Failure);
        Assert.Equal(["countTokens", "generateContent", "countTokens"], gemini.Requests.Select(r => r.Message.RequestUri!.Segments[^1].Split(':')[1]));
    }

    [Fact]
    public async Task Nothing_is_sent_once_the_budget_is_used_up()
    {
        using var gemini = new ScriptedGemini(new() { ["BUDGET_USD_PER_DAY"] = "0.00001" });
        await gemini.Client.GetResponseAsync("Hi", cancellationToken: Cancelled);
        var refusal = await Assert.ThrowsAsync<VendorException>(() => gemini.Client.GetResponseAsync("Hi", cancellationToken: Cancelled));

        Assert.Equal(VendorFailure.OverBudget, refusal.Failure);
        Assert.Single(gemini.Requests);
    }

    [Theory]
    [InlineData("GEMINI_API_URL", "ftp://x")]
    [InlineData("GEMINI_API_URL", "http://gemini.example")]
    [InlineData("GEMINI_MODEL", "models/x")]
    [InlineData("GEMINI_CONTEXT_TOKENS", "0")]
    [InlineData("GEMINI_THINKING", "deep")]
    [InlineData("LANGUAGE_PROVIDER", "gemini")]
    [InlineData("GEMINI_API_KEY", "")]
    public void A_bad_setting_is_named(string name, string value)
    {
        using var gemini = new ScriptedGemini(new() { [name] = value });
        var failure = Assert.ThrowsAny<Exception>(() => gemini.Client);
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> AllNames(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => AllNames(m.Value).Prepend(m.Key)),
        JsonArray items => items.SelectMany(AllNames),
        _ => [],
    };
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.Simulators;

/// <summary>What the simulated Gemini answers, by itself and as it is told.</summary>
public sealed class GeminiAnswerTests : IAsyncLifetime
{
    private const string Generate = "gemini/v1beta/models/gemini-2.5-flash:generateContent";

    private const string Tools = """
        [{"functionDeclarations":[{"name":"list_trades"},
          {"name":"find_trades","parameters":{"type":"OBJECT","properties":{"symbol":{"type":"STRING"},"limit":{"type":"INTEGER","minimum":1}},"required":["symbol"]}}]}]
        """;

    private Simulation _simulation = null!;

    public async ValueTask InitializeAsync() => _simulation = await Simulation.StartAsync();

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Fact]
    public async Task Facts_are_restated_as_given_and_a_passage_is_cited()
    {
        var text = await TextAsync("""
            <facts>
            {"id":"F1","figure":"net_pnl","value":-1234.50,"unit":"currency"}
            {"id":"F2","figure":"best_symbol","value":"NVDA","unit":"symbol"}
            </facts>
            <passages><passage id="S1" type="trade_note">
            I chased it.</passage></passages>
            How did I do?
            """);

        Assert.Equal("Net P&L is -1234.50 [F1]. Best symbol is NVDA [F2]. Your own writing speaks of it [S1].", text);
    }

    [Fact]
    public async Task Without_facts_the_answer_has_no_number()
    {
        var text = await TextAsync("What was my P&L in 2025?");

        Assert.NotEmpty(text);
        Assert.DoesNotContain(text, char.IsDigit);
        Assert.Equal(text, await TextAsync("What was my P&L in 2025?"));
    }

    [Fact]
    public async Task A_schema_of_Googles_kind_is_filled()
    {
        var answer = await JsonAsync("""
            "responseSchema":{"type":"OBJECT","propertyOrdering":["trend","points"],"required":["points"],"properties":{
              "points":{"type":"ARRAY","minItems":2,"maxItems":"3","items":{"type":"OBJECT","properties":{"text":{"type":"STRING","maxLength":9},"weight":{"type":"NUMBER","minimum":0.5,"maximum":1}}}},
              "trend":{"type":"STRING","enum":["up","down"]},"sure":{"type":"BOOLEAN"},"when":{"type":"STRING","format":"date-time"},
              "maybe":{"anyOf":[{"type":"NULL"},{"type":"INTEGER","maximum":-2}]},"count":{"type":"integer","nullable":true}}}
            """);

        Assert.Equal("trend", answer.AsObject().First().Key);
        Assert.Equal("up", (string)answer["trend"]!);
        Assert.Equal(2, answer["points"]!.AsArray().Count);
        Assert.All(answer["points"]!.AsArray(), point =>
        {
            Assert.InRange(((string)point!["text"]!).Length, 1, 9);
            Assert.DoesNotContain((string)point["text"]!, char.IsDigit);
            Assert.InRange((double)point["weight"]!, 0.5, 1);
        });
        Assert.Equal(JsonValueKind.True, answer["sure"]!.GetValueKind());
        Assert.Equal(TimeSpan.Zero, DateTimeOffset.Parse((string)answer["when"]!).Offset);
        Assert.Equal(-2, (int)answer["maybe"]!);
        Assert.Equal(JsonValueKind.Number, answer["count"]!.GetValueKind());
    }

    [Fact]
    public async Task A_JSON_Schema_that_refers_to_itself_is_filled()
    {
        var answer = await JsonAsync("""
            "responseJsonSchema":{"$ref":"#/$defs/node","$defs":{"node":{"type":"object","required":["name"],"additionalProperties":false,
              "properties":{"name":{"type":["string","null"],"minLength":60},"kind":{"const":"leaf"},"children":{"type":"array","items":{"$ref":"#/$defs/node"}},
              "both":{"allOf":[{"properties":{"a":{"type":"integer","exclusiveMinimum":4}},"required":["a"]},{"properties":{"b":{"enum":[2,3]}}}]}}}}}
            """);

        Assert.True(((string)answer["name"]!).Length >= 60);
        Assert.Equal("leaf", (string)answer["kind"]!);
        Assert.Equal("leaf", (string)answer["children"]![0]!["kind"]!);
        Assert.Equal((5, 2), ((int)answer["both"]!["a"]!, (int)answer["both"]!["b"]!));
    }

    [Fact]
    public async Task In_mode_ANY_the_first_allowed_function_is_called_with_arguments_that_fit()
    {
        var answer = await AnswerAsync("Find", $$"""
            "tools":{{Tools}},"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["find_trades"]} }
            """);

        var call = Assert.Single(Parts(answer))!["functionCall"]!;
        Assert.Equal("find_trades", (string)call["name"]!);
        Assert.NotEmpty((string)call["args"]!["symbol"]!);
        Assert.Equal(1, (int)call["args"]!["limit"]!);
        Assert.Equal("STOP", (string)answer["candidates"]![0]!["finishReason"]!);
    }

    [Fact]
    public async Task Directed_calls_are_made_together_and_their_results_repeated()
    {
        const string Question = "Which? [[gemini: call=find_trades {\"symbol\":\"AAPL\",\"days\":[[1]]} call=list_trades]]";
        var first = await AnswerAsync(Question, $"\"tools\":{Tools}");
        Assert.Equal(
            ["""{"name":"find_trades","args":{"symbol":"AAPL","days":[[1]]}}""", """{"name":"list_trades","args":{}}"""],
            Parts(first).Select(part => part!["functionCall"]!.ToJsonString()));

        var turns = new JsonArray(
            Turn("user", new JsonObject { ["text"] = Question }),
            first["candidates"]![0]!["content"]!.DeepClone(),
            JsonNode.Parse("""
                {"role":"user","parts":[{"functionResponse":{"name":"find_trades","response":{"trades":[{"symbol":"AAPL"}]}}},
                  {"functionResponse":{"name":"list_trades","response":{"facts":[{"id":"F4","figure":"win_rate","value":0.50}]}}}]}
                """));
        var second = await _simulation.OkAsync(Generate, $$"""{"contents":{{turns.ToJsonString()}},"tools":{{Tools}}}""");

        Assert.Equal("""find_trades answered {"trades":[{"symbol":"AAPL"}]}. Win rate is 0.50 [F4].""", (string)Parts(second)[0]!["text"]!);
    }

    [Theory]
    [InlineData("finish=SAFETY after=3", "SAFETY", "a b c ")]
    [InlineData("finish=RECITATION", "RECITATION", null)]
    [InlineData("finish=MAX_TOKENS after=2", "MAX_TOKENS", "a b ")]
    [InlineData("finish=MALFORMED_FUNCTION_CALL", "MALFORMED_FUNCTION_CALL", null)]
    public async Task An_answer_ends_as_directed(string direction, string reason, string? text)
    {
        var candidate = (await AnswerAsync($"[[gemini: {direction}]] [[gemini: text=a b c d e f]]"))["candidates"]![0]!;

        Assert.Equal(reason, (string)candidate["finishReason"]!);
        Assert.Equal(text, (string?)candidate["content"]?["parts"]![0]!["text"]);
        Assert.Equal(reason == "SAFETY", candidate["safetyRatings"]?.AsArray().Any(rating => rating!["blocked"] is not null) ?? false);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blocked_prompt_has_feedback_and_no_candidate(bool byFault)
    {
        if (byFault)
        {
            await _simulation.ControlAsync("gemini/faults", """{"kind":"block","count":1}""");
        }

        var answer = await AnswerAsync(byFault ? "Hello" : "[[gemini: block=SAFETY]]");

        Assert.Null(answer["candidates"]);
        Assert.Equal("SAFETY", (string)answer["promptFeedback"]!["blockReason"]!);
        Assert.True((int)answer["usageMetadata"]!["promptTokenCount"]! > 0);
    }

    [Fact]
    public async Task The_output_limit_and_stop_sequences_end_a_text()
    {
        var limited = await AnswerAsync("[[gemini: text=one two three]]", "\"generationConfig\":{\"maxOutputTokens\":2}");
        Assert.Equal(("one two", "MAX_TOKENS"), ((string)Parts(limited)[0]!["text"]!, (string)limited["candidates"]![0]!["finishReason"]!));
        Assert.Equal(2, (int)limited["usageMetadata"]!["candidatesTokenCount"]!);

        var stopped = await AnswerAsync("[[gemini: text=one two three]]", "\"generationConfig\":{\"stopSequences\":[\" three\"]}");
        Assert.Equal(("one two", "STOP"), ((string)Parts(stopped)[0]!["text"]!, (string)stopped["candidates"]![0]!["finishReason"]!));
    }

    [Fact]
    public async Task Queued_scripts_are_used_up_one_an_answer_and_only_by_answers()
    {
        await _simulation.ControlAsync("gemini/script", """[{"call":{"name":"f","args":{"a":1}}},{"text":"It rained."},{"json":{"a":[1]}},{"finish":"SAFETY"}]""");
        await _simulation.OkAsync("gemini/v1beta/models/gemini-2.5-flash:countTokens", """{"contents":[{"parts":[{"text":"x"}]}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, (await _simulation.PostAsync(Generate, "{}")).Status);

        Assert.Equal("""{"name":"f","args":{"a":1}}""", Parts(await AnswerAsync("x"))[0]!["functionCall"]!.ToJsonString());
        Assert.Equal("It rained.", await TextAsync("x [[gemini: text=ignored]]"));
        Assert.Equal("""{"a":[1]}""", await TextAsync("x"));
        Assert.Equal("SAFETY", (string)(await AnswerAsync("x"))["candidates"]![0]!["finishReason"]!);
        Assert.Equal("directed", await TextAsync("[[gemini: text=directed]]"));
    }

    [Fact]
    public async Task A_queue_can_call_again_after_a_response()
    {
        await _simulation.ControlAsync("gemini/script", """[{"call":["f",{"name":"g","args":{"a":1}}]},{"call":"h"}]""");
        var first = await AnswerAsync("x");
        var turns = new JsonArray(
            Turn("user", new JsonObject { ["text"] = "x" }),
            first["candidates"]![0]!["content"]!.DeepClone(),
            JsonNode.Parse("""{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}},{"functionResponse":{"name":"g","response":{}}}]}"""));
        var second = await _simulation.OkAsync(Generate, $$"""{"contents":{{turns.ToJsonString()}}}""");

        Assert.Equal(["f", "g"], Parts(first).Select(part => (string)part!["functionCall"]!["name"]!));
        Assert.Equal("h", (string)Parts(second)[0]!["functionCall"]!["name"]!);
    }

    [Fact]
    public async Task Clearing_the_controls_forgets_queued_scripts()
    {
        var cancelled = TestContext.Current.CancellationToken;
        foreach (var path in new[] { "control/gemini/script", "control" })
        {
            await _simulation.ControlAsync("gemini/script", """{"text":"queued"}""");
            Assert.Equal(1, (int)(await _simulation.Http.GetFromJsonAsync<JsonNode>("control/gemini/script", cancelled))!["remaining"]!);
            using var response = await _simulation.Http.DeleteAsync(path, cancelled);

            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            Assert.NotEqual("queued", await TextAsync("x"));
        }
    }

    [Theory]
    [InlineData("""[{"text":"x"},{"says":"x"}]""", "[1]")]
    [InlineData("""[{"finish":"safety"}]""", "[0]")]
    [InlineData("[", "body")]
    public async Task A_wrong_script_is_refused_by_the_control_route(string script, string field)
    {
        using var content = new StringContent(script);
        using var response = await _simulation.Http.PutAsync("control/gemini/script", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!["errors"]![field]);
    }

    [Theory]
    [InlineData("[[gemini: text=never closed")]
    [InlineData("[[gemini: dance=now]]")]
    [InlineData("[[gemini: json={\"a\": ]]")]
    [InlineData("[[gemini: after=soon]]")]
    public async Task A_wrong_direction_is_refused_so_that_a_test_notices(string prompt)
    {
        var (status, body) = await _simulation.PostAsync(Generate, BodyOf(prompt));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("The simulator's script is wrong: ", (string)body["error"]!["message"]!, StringComparison.Ordinal);
    }

    private async Task<JsonNode> AnswerAsync(string prompt, string? more = null)
    {
        var answer = await _simulation.OkAsync(Generate, BodyOf(prompt, more));
        Assert.Equal("gemini-2.5-flash", (string)answer["modelVersion"]!);
        Assert.NotEmpty((string)answer["responseId"]!);
        return answer;
    }

    private async Task<string> TextAsync(string prompt) => (string)Parts(await AnswerAsync(prompt))[0]!["text"]!;

    private async Task<JsonNode> JsonAsync(string schema) =>
        JsonNode.Parse((string)Parts(await AnswerAsync("Fill", $$"""
            "generationConfig":{"responseMimeType":"application/json",{{schema}}}
            """))[0]!["text"]!)!;

    private static string BodyOf(string prompt, string? more = null) =>
        $$"""{"contents":[{{Turn("user", new JsonObject { ["text"] = prompt }).ToJsonString()}}]{{(more is null ? "" : "," + more)}}}""";

    private static JsonObject Turn(string role, JsonNode part) => new() { ["role"] = role, ["parts"] = new JsonArray(part) };

    private static JsonArray Parts(JsonNode answer) => answer["candidates"]![0]!["content"]!["parts"]!.AsArray();
}

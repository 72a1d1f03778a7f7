using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.Simulators;

/// <summary>What the simulated Gemini takes and refuses.</summary>
public sealed class GeminiRequestTests : IAsyncLifetime
{
    private const string Generate = "gemini/v1beta/models/gemini-2.5-flash:generateContent";
    private const string Pro = "gemini/v1beta/models/gemini-2.5-pro:generateContent";
    private const string Count = "gemini/v1beta/models/gemini-2.5-flash:countTokens";
    private const string Hello = """{"role":"user","parts":[{"text":"Hello"}]}""";

    private Simulation _simulation = null!;

    public async ValueTask InitializeAsync() => _simulation = await Simulation.StartAsync();

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Fact]
    public async Task Both_spellings_of_names_single_values_as_lists_and_numbers_as_text_are_read()
    {
        var camel = await _simulation.OkAsync(Generate, """
            {"contents":[{"role":"user","parts":[{"text":"[[gemini: text=one two three]]"}]}],"systemInstruction":{"parts":[{"text":"Be brief"}]},
             "generationConfig":{"maxOutputTokens":2,"stopSequences":["x"]}}
            """);
        var snake = await _simulation.OkAsync(Generate, """
            {"contents":{"parts":{"text":"[[gemini: text=one two three]]"}},"system_instruction":{"parts":{"text":"Be brief"}},"tools":null,
             "generation_config":{"max_output_tokens":"2","stop_sequences":"x"}}
            """);

        Assert.Equal("one two", (string)camel["candidates"]![0]!["content"]!["parts"]![0]!["text"]!);
        Assert.Equal(camel["candidates"]!.ToJsonString(), snake["candidates"]!.ToJsonString());
        Assert.Equal(camel["usageMetadata"]!.ToJsonString(), snake["usageMetadata"]!.ToJsonString());
    }

    [Fact]
    public async Task Unknown_fields_are_refused_with_their_paths()
    {
        var error = await RefusedAsync(Generate, """
            {"contents":[{"parts":[{"text":"x","foo":1}]}],"stream":true,
             "tools":[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{"a":{"type":"STRING"},"b":{"type":"OBJECT","additionalProperties":false}}}}]}]}
            """);

        string[] descriptions =
        [
            "Invalid JSON payload received. Unknown name \"foo\" at 'contents[0].parts[0]': Cannot find field.",
            "Invalid JSON payload received. Unknown name \"stream\": Cannot find field.",
            "Invalid JSON payload received. Unknown name \"additionalProperties\" at 'tools[0].function_declarations[0].parameters.properties[1].value': Cannot find field.",
        ];
        Assert.Equal(string.Join('\n', descriptions), (string)error["message"]!);
        var violations = error["details"]![0]!["fieldViolations"]!.AsArray();
        Assert.Equal("type.googleapis.com/google.rpc.BadRequest", (string)error["details"]![0]!["@type"]!);
        Assert.Equal(descriptions, violations.Select(violation => (string)violation!["description"]!));
        Assert.Equal(["contents[0].parts[0]", null, "tools[0].function_declarations[0].parameters.properties[1].value"], violations.Select(violation => (string?)violation!["field"]));
    }

    [Theory]
    [InlineData("""{"contents":[{"parts":[{"text":7}]}]}""", "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 7")]
    [InlineData("""{"contents":[{"parts":[{"functionResponse":{"name":"f","response":[1]}}]}]}""", "Invalid JSON payload received. Unknown name \"response\" at 'contents[0].parts[0].function_response': Proto field is not repeating, cannot start list.")]
    [InlineData("""{"contents":[""", "Invalid JSON payload received. ")]
    [InlineData("{}", "* GenerateContentRequest.contents: contents is not specified\n")]
    [InlineData("""{"contents":[]}""", "* GenerateContentRequest.contents: contents is not specified\n")]
    [InlineData("""{"contents":[{"role":"user","parts":[]}]}""", "* GenerateContentRequest.contents[0].parts: contents.parts must not be empty.\n")]
    [InlineData("""{"contents":[{"role":"user","parts":[{}]}]}""", "* GenerateContentRequest.contents[0].parts[0].data: required oneof field 'data' must have one initialized field\n")]
    [InlineData("""{"contents":[{"role":"assistant","parts":[{"text":"x"}]}]}""", "Please use a valid role: user, model.")]
    [InlineData("""{"contents":[{"role":"system","parts":[{"text":"x"}]}]}""", "Please use a valid role: user, model.")]
    [InlineData("""{"contents":[{"role":"model","parts":[{"functionCall":{"name":"f"}}]}]}""", "Please ensure that function call turn comes immediately after a user turn or after a function response turn.")]
    [InlineData("""{"contents":[{"role":"user","parts":[{"functionResponse":{"name":"f","response":{}}}]}]}""", "Please ensure that function response turn comes immediately after a function call turn.")]
    public async Task Wrong_contents_are_refused(string body, string beginning)
    {
        var error = await RefusedAsync(Generate, body);

        Assert.Equal((400, "INVALID_ARGUMENT"), ((int)error["code"]!, (string)error["status"]!));
        Assert.StartsWith(beginning, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_call_needs_its_response()
    {
        var error = await RefusedAsync(Generate, $$"""
            {"contents":[{{Hello}},{"role":"model","parts":[{"functionCall":{"name":"f"} },{"functionCall":{"name":"g"} }]},
             {"role":"user","parts":[{"functionResponse":{"name":"f","response":{} } }]}]}
            """);

        Assert.Equal("Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.", (string)error["message"]!);
    }

    [Fact]
    public async Task A_turn_may_be_spread_over_messages()
    {
        var answer = await _simulation.OkAsync(Generate, $$"""
            {"contents":[{{Hello}},{"role":"model","parts":[{"text":"I look."}]},{"role":"model","parts":[{"functionCall":{"name":"f"} }]},{"role":"model","parts":[{"functionCall":{"name":"g"} }]},
             {"role":"function","parts":[{"functionResponse":{"name":"f","response":{"a":1} } }]},{"role":"function","parts":[{"functionResponse":{"name":"g","response":{"b":2} } }]}]}
            """);

        Assert.Equal("""f answered {"a":1}. g answered {"b":2}.""", (string)answer["candidates"]![0]!["content"]!["parts"]![0]!["text"]!);
    }

    [Theory]
    [InlineData("""{"temperature":2.1}""", "temperature: must be in the range [0.0, 2.0].")]
    [InlineData("""{"maxOutputTokens":0}""", "max_output_tokens must be positive.")]
    [InlineData("""{"maxOutputTokens":65537}""", "must be in the range [1, 65536].")]
    [InlineData("""{"candidateCount":2}""", "Only one candidate can be specified in the current model.")]
    [InlineData("""{"responseMimeType":"text/html"}""", "response_mime_type: allowed mimetypes are")]
    [InlineData("""{"responseSchema":{"type":"STRING"}}""", "response_schema: only supported when response_mime_type is `application/json`")]
    [InlineData("""{"responseMimeType":"application/json","responseSchema":{"type":"ARRAY"}}""", "response_schema.items: missing field.")]
    [InlineData("""{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT"}}""", "response_schema.properties: should be non-empty for OBJECT type")]
    [InlineData("""{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","properties":{"a":{"type":"STRING"}},"required":["b"]}}""", "response_schema.required[0]: property is not defined")]
    [InlineData("""{"responseMimeType":"application/json","responseSchema":{"type":"OBJECT","properties":{"a":{"type":"INTEGER","enum":["1"]}}}}""", "properties[a].enum: only allowed for STRING type")]
    [InlineData("""{"responseMimeType":"application/json","responseSchema":{"type":"STRING","format":"date"}}""", "only 'enum' and 'date-time' are supported for STRING type")]
    [InlineData("""{"responseMimeType":"application/json","responseSchema":{"type":"TEXT"}}""", "Invalid value at 'generation_config.response_schema.type'")]
    [InlineData("""{"thinkingConfig":{"thinkingBudget":24577}}""", "The thinking budget 24577 is invalid.")]
    public async Task A_wrong_generation_config_is_refused(string config, string sentence)
    {
        var error = await RefusedAsync(Generate, $$"""{"contents":[{{Hello}}],"generationConfig":{{config}}}""");

        Assert.Contains(sentence, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"responseMimeType":"application/json"}""")]
    [InlineData("""{"responseMimeType":"application/json","responseSchema":{"type":"STRING"}}""")]
    [InlineData("""{"responseMimeType":"application/json","responseJsonSchema":{"type":"string"}}""")]
    public async Task Functions_and_a_JSON_answer_do_not_go_together(string config)
    {
        var error = await RefusedAsync(
            Generate, $$"""{"contents":[{{Hello}}],"tools":[{"functionDeclarations":[{"name":"f"}]}],"generationConfig":{{config}}}""");

        Assert.Equal("Function calling with a response mime type: 'application/json' is unsupported", (string)error["message"]!);
    }

    [Theory]
    [InlineData("""[{"functionDeclarations":[{"name":"find trades"}]}]""", "null", "[FIELD_INVALID] Invalid function name.")]
    [InlineData("""[{"functionDeclarations":[{"name":"f"},{"name":"f"}]}]""", "null", "Duplicate function declaration found: f")]
    [InlineData("""[{"functionDeclarations":[{"name":"f","parameters":{"type":"OBJECT","properties":{}}}]}]""", "null", "parameters.properties: should be non-empty for OBJECT type")]
    [InlineData("[]", """{"functionCallingConfig":{"mode":"ANY"}}""", "Function calling config is set without function_declarations.")]
    [InlineData("""[{"functionDeclarations":[{"name":"f"}]}]""", """{"functionCallingConfig":{"mode":"AUTO","allowedFunctionNames":["f"]}}""", "allowed_function_names should be set only when function calling mode is ANY.")]
    [InlineData("""[{"functionDeclarations":[{"name":"f"}]}]""", """{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["g"]}}""", "allowed_function_names should be a subset of the declared function names.")]
    public async Task Wrong_tools_are_refused(string tools, string config, string sentence)
    {
        var error = await RefusedAsync(Generate, $$"""{"contents":[{{Hello}}],"tools":{{tools}},"toolConfig":{{config}}}""");

        Assert.Contains(sentence, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thinking_can_be_turned_off_where_the_model_allows_it()
    {
        const string Body = $$"""{"contents":[{{Hello}}],"generationConfig":{"thinkingConfig":{"thinkingBudget":0} } }""";
        await _simulation.OkAsync(Generate, Body);

        var error = await RefusedAsync(Pro, Body);
        Assert.Equal("Budget 0 is invalid. This model only works in thinking mode.", (string)error["message"]!);
    }

    [Fact]
    public async Task A_prompt_beyond_the_window_is_refused_and_none_of_it_is_billed()
    {
        var text = string.Join(' ', Enumerable.Repeat("a", 1_048_577));
        var error = await RefusedAsync(Generate, $$"""{"contents":[{"parts":[{"text":"{{text}}"}]}]}""");

        Assert.Equal("The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).", (string)error["message"]!);
        Assert.Equal(0, (int)(await _simulation.CountersAsync("gemini"))["tokens"]!);
    }

    [Fact]
    public async Task What_is_counted_is_what_is_billed()
    {
        const string Request = $$"""
            {"contents":[{{Hello}},{"role":"model","parts":[{"text":"Hi, how are you?"}]},{{Hello}}],"systemInstruction":{"parts":[{"text":"Be brief"}]},
             "tools":[{"functionDeclarations":[{"name":"find_trades","description":"Finds","parameters":{"type":"OBJECT","properties":{"symbol":{"type":"STRING"} } } }]}]}
            """;
        var counted = await _simulation.OkAsync(Count, $$"""{"generateContentRequest":{{Request}}}""");
        var answered = await _simulation.OkAsync(Generate, Request);
        var contents = await _simulation.OkAsync(Count, $$"""{"contents":[{{Hello}}]}""");

        Assert.Equal(1, (int)contents["totalTokens"]!);
        Assert.True((int)counted["totalTokens"]! > 10);
        Assert.Equal((int)counted["totalTokens"]!, (int)answered["usageMetadata"]!["promptTokenCount"]!);
        var usage = answered["usageMetadata"]!;
        Assert.Equal((int)usage["totalTokenCount"]!, (int)usage["promptTokenCount"]! + (int)usage["candidatesTokenCount"]!);
        Assert.Equal((int)counted["totalTokens"]!, (int)(await _simulation.CountersAsync("gemini"))["tokens"]!);
    }

    [Theory]
    [InlineData("gemini/v1beta/models/gemini-9:generateContent", "models/gemini-9 is not found for API version v1beta, or is not supported for generateContent.")]
    [InlineData("gemini/v1beta/models/gemini-9:streamGenerateContent?alt=sse", "models/gemini-9 is not found for API version v1beta, or is not supported for streamGenerateContent.")]
    [InlineData("gemini/v1beta/models/gemini-2.5-flash:embedContent", "models/gemini-2.5-flash is not found for API version v1beta, or is not supported for embedContent.")]
    public async Task An_unknown_model_or_method_is_not_found(string path, string beginning)
    {
        var (status, body) = await _simulation.PostAsync(path, $$"""{"contents":[{{Hello}}]}""");

        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (status, (string)body["error"]!["status"]!));
        Assert.StartsWith(beginning, (string)body["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configured_models_are_listed_described_and_served()
    {
        await using var simulation = await Simulation.StartAsync(null, "--models", "gemini-3-pro,gemini-2.5-flash");
        var cancelled = TestContext.Current.CancellationToken;

        var first = (await simulation.Http.GetFromJsonAsync<JsonNode>("gemini/v1beta/models?pageSize=1", cancelled))!;
        var second = (await simulation.Http.GetFromJsonAsync<JsonNode>($"gemini/v1beta/models?pageSize=1&pageToken={first["nextPageToken"]}", cancelled))!;
        Assert.Equal(["models/gemini-3-pro", "models/gemini-2.5-flash"], new[] { first, second }.Select(page => (string)page["models"]![0]!["name"]!));
        Assert.Null(second["nextPageToken"]);

        var model = (await simulation.Http.GetFromJsonAsync<JsonNode>("gemini/v1beta/models/gemini-3-pro", cancelled))!;
        Assert.Equal((1_048_576, 65_536), ((int)model["inputTokenLimit"]!, (int)model["outputTokenLimit"]!));
        Assert.Contains("streamGenerateContent", model["supportedGenerationMethods"]!.AsArray().Select(method => (string)method!));
        var answer = await simulation.OkAsync("gemini/v1beta/models/gemini-3-pro:generateContent", $$"""{"contents":[{{Hello}}]}""");
        Assert.Equal("gemini-3-pro", (string)answer["modelVersion"]!);
    }

    private async Task<JsonNode> RefusedAsync(string path, string body)
    {
        var (status, reply) = await _simulation.PostAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        return reply["error"]!;
    }
}

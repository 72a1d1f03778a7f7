namespace TradingAi.Simulators.Gemini.Wire;

/// <summary>
/// The messages of a request as Google's API defines them. Fields that are known there and mean nothing to the simulator are
/// listed, so that they pass, their enumerations unread; any other is refused, as it is there.
/// </summary>
internal static class GeminiMessages
{
    private static readonly ProtoMessage s_blob = new(Text("mimeType"), Text("data"), Text("displayName"));
    private static readonly ProtoMessage s_fileData = new(Text("mimeType"), Text("fileUri"), Text("displayName"));
    private static readonly ProtoMessage s_functionCall = new(Text("id"), Text("name"), Of("args", ProtoKind.Struct));

    private static readonly ProtoMessage s_functionResponse = new(
        Text("id"), Text("name"), Of("response", ProtoKind.Struct), Many("parts", ProtoKind.Any), Flag("willContinue"), Of("scheduling", ProtoKind.Any));

    private static readonly ProtoMessage s_part = new(
        Text("text"), Of("inlineData", s_blob), Of("fileData", s_fileData), Of("functionCall", s_functionCall),
        Of("functionResponse", s_functionResponse), Of("executableCode", ProtoKind.Struct), Of("codeExecutionResult", ProtoKind.Struct),
        Flag("thought"), Text("thoughtSignature"), Of("videoMetadata", ProtoKind.Struct), Of("partMetadata", ProtoKind.Struct),
        Of("mediaResolution", ProtoKind.Any));

    private static readonly ProtoMessage s_content = new(Text("role"), Many("parts", s_part));

    private static readonly ProtoMessage s_schema = new(
        new ProtoField("type", ProtoKind.Enumeration, Names: ["TYPE_UNSPECIFIED", "STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL"]),
        Text("format"), Text("title"), Text("description"), Flag("nullable"), Many("enum", ProtoKind.Text),
        Later("items"), Whole("minItems"), Whole("maxItems"), Later("properties") with { Keyed = true }, Many("required", ProtoKind.Text),
        Whole("minProperties"), Whole("maxProperties"), Whole("minLength"), Whole("maxLength"), Text("pattern"), Of("example", ProtoKind.Any),
        Later("anyOf") with { Repeated = true }, Many("propertyOrdering", ProtoKind.Text), Of("default", ProtoKind.Any), Real("minimum"), Real("maximum"));

    private static readonly ProtoMessage s_functionDeclaration = new(
        Text("name"), Text("description"), Of("behavior", ProtoKind.Any), Of("parameters", s_schema), Of("parametersJsonSchema", ProtoKind.Any),
        Of("response", s_schema), Of("responseJsonSchema", ProtoKind.Any));

    private static readonly ProtoMessage s_tool = new(
        Many("functionDeclarations", s_functionDeclaration), Of("googleSearch", ProtoKind.Struct), Of("googleSearchRetrieval", ProtoKind.Struct),
        Of("codeExecution", ProtoKind.Struct), Of("urlContext", ProtoKind.Struct), Of("computerUse", ProtoKind.Struct),
        Of("fileSearch", ProtoKind.Struct), Of("googleMaps", ProtoKind.Struct), Many("mcpServers", ProtoKind.Any));

    private static readonly ProtoMessage s_functionCalling = new(
        new ProtoField("mode", ProtoKind.Enumeration, Names: ["MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED"]),
        Many("allowedFunctionNames", ProtoKind.Text));

    private static readonly ProtoMessage s_toolConfig = new(
        Of("functionCallingConfig", s_functionCalling), Of("retrievalConfig", ProtoKind.Struct), Flag("includeServerSideToolInvocations"));

    private static readonly ProtoMessage s_thinking = new(Flag("includeThoughts"), Whole("thinkingBudget"), Of("thinkingLevel", ProtoKind.Any));

    private static readonly ProtoMessage s_generation = new(
        Whole("candidateCount"), Many("stopSequences", ProtoKind.Text), Whole("maxOutputTokens"), Real("temperature"), Real("topP"), Real("topK"),
        Whole("seed"), Text("responseMimeType"), Of("responseSchema", s_schema), Of("responseJsonSchema", ProtoKind.Any), Of("_responseJsonSchema", ProtoKind.Any),
        Real("presencePenalty"), Real("frequencyPenalty"), Flag("responseLogprobs"), Whole("logprobs"), Flag("enableEnhancedCivicAnswers"),
        Many("responseModalities", ProtoKind.Any), Of("speechConfig", ProtoKind.Struct), Of("thinkingConfig", s_thinking),
        Of("imageConfig", ProtoKind.Struct), Of("mediaResolution", ProtoKind.Any));

    private static readonly ProtoMessage s_safety = new(Of("category", ProtoKind.Any), Of("threshold", ProtoKind.Any));

    /// <summary>The body of <c>generateContent</c> and <c>streamGenerateContent</c>.</summary>
    public static ProtoMessage GenerateContentRequest { get; } = new(
        Text("model"), Of("systemInstruction", s_content), Many("contents", s_content), Many("tools", s_tool), Of("toolConfig", s_toolConfig),
        Many("safetySettings", s_safety), Of("generationConfig", s_generation), Text("cachedContent"), Text("serviceTier"), Flag("store"));

    /// <summary>The body of <c>countTokens</c>.</summary>
    public static ProtoMessage CountTokensRequest { get; } = new(
        Text("model"), Many("contents", s_content), Of("generateContentRequest", GenerateContentRequest));

    private static ProtoField Text(string name) => new(name, ProtoKind.Text);

    private static ProtoField Flag(string name) => new(name, ProtoKind.Boolean);

    private static ProtoField Whole(string name) => new(name, ProtoKind.Integer);

    private static ProtoField Real(string name) => new(name, ProtoKind.Number);

    private static ProtoField Of(string name, ProtoKind kind) => new(name, kind);

    private static ProtoField Of(string name, ProtoMessage message) => new(name, ProtoKind.Message, Message: () => message);

    private static ProtoField Many(string name, ProtoKind kind) => new(name, kind, Repeated: true);

    private static ProtoField Many(string name, ProtoMessage message) => Of(name, message) with { Repeated = true };

    // A schema holds schemas: the message is asked for when it exists.
    private static ProtoField Later(string name) => new(name, ProtoKind.Message, Message: () => s_schema!);
}

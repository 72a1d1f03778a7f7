using System.Text.Json;
using System.Text.Json.Nodes;

namespace TradingAi.Benchmarks.Evaluation;

/// <summary>A journal and what is independently known of it.</summary>
internal sealed record JournalTruth
{
    /// <summary>The journal document, as the import route takes it.</summary>
    public required byte[] Journal { get; init; }

    /// <summary>The present of every figure and question, as it stands in the files.</summary>
    public required string AsOf { get; init; }

    /// <summary>The account's currency, which the questions write as a unit.</summary>
    public required string Currency { get; init; }

    /// <summary>Range by name: <c>{range, start, end, metrics}</c>.</summary>
    public required JsonObject Ranges { get; init; }

    /// <summary>Questions whose answer is a set of entities.</summary>
    public required IReadOnlyList<RetrievalQuestion> Retrieval { get; init; }

    /// <summary>Questions with a value, in the order of asking.</summary>
    public required IReadOnlyList<NumericQuestion> Numeric { get; init; }

    /// <summary>Questions that the journal cannot answer.</summary>
    public required IReadOnlyList<string> Unanswerable { get; init; }

    /// <summary>Effects that are in the journal.</summary>
    public required IReadOnlyList<JsonObject> Planted { get; init; }

    /// <summary>Dimensions without any effect.</summary>
    public required IReadOnlyList<JsonObject> Nulls { get; init; }

    /// <summary>Notes that try to give instructions.</summary>
    public required IReadOnlyList<InjectionNote> Injections { get; init; }

    /// <summary>Reads a directory of the sample's shape.</summary>
    /// <exception cref="EvaluationException">A file is missing or of another shape.</exception>
    public static JournalTruth Read(string directory)
    {
        var journal = ReadBytes(directory, "journal.json");
        var document = Parse(journal, "journal.json");
        var metrics = ReadObject(directory, "expected-metrics.json");
        var questions = ReadObject(directory, "questions.json");
        var planted = ReadObject(directory, "planted.json");
        try
        {
            return new JournalTruth
            {
                Journal = journal,
                AsOf = Text(questions, "as_of"),
                Currency = (string?)metrics["currency"] ?? "USD",
                Ranges = Within(metrics, "ranges").AsObject(),
                Retrieval = [.. List(questions, "retrieval").Select(RetrievalQuestion.Read)],
                Numeric = [.. List(questions, "numeric").Select(q => new NumericQuestion(Text(q, "question"), Within(q, "answer").AsObject()))],
                Unanswerable = [.. List(questions, "unanswerable").Select(q => Text(q, "question"))],
                Planted = [.. List(planted, "planted")],
                Nulls = [.. List(planted, "nulls")],
                Injections = [.. Within(planted, "injections").AsArray().Select(n => InjectionNote.Find((string)n!, document))],
            };
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException)
        {
            throw new EvaluationException($"The truth in {directory} is not of the sample's shape: {exception.Message}");
        }
    }

    /// <summary>A text that must be there.</summary>
    public static string Text(JsonNode parent, string name) => (string)Within(parent, name)!;

    private static JsonNode Within(JsonNode parent, string name) =>
        parent[name] ?? throw new EvaluationException($"'{name}' is missing at {(parent.GetPath() is "$" ? "the top" : parent.GetPath())}.");

    private static IEnumerable<JsonObject> List(JsonNode parent, string name) => Within(parent, name).AsArray().Select(n => n!.AsObject());

    private static JsonObject ReadObject(string directory, string name) => Parse(ReadBytes(directory, name), name);

    private static byte[] ReadBytes(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw new EvaluationException($"{path} is missing.\n\n{EvaluationOptions.Usage}");
    }

    private static JsonObject Parse(byte[] json, string name)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new EvaluationException($"{name} holds no JSON object.");
        }
        catch (JsonException exception)
        {
            throw new EvaluationException($"{name} is no JSON: {exception.Message}");
        }
    }
}

/// <summary>A question and the entities that answer it.</summary>
/// <param name="Text">The question.</param>
/// <param name="Theme">What it is about, for the figures by theme.</param>
/// <param name="Relevant">Refs that answer it.</param>
/// <param name="Acceptable">Refs that count neither as right nor as wrong.</param>
internal sealed record RetrievalQuestion(string Text, string Theme, HashSet<string> Relevant, HashSet<string> Acceptable)
{
    /// <summary>Reads one.</summary>
    public static RetrievalQuestion Read(JsonObject question) => new(
        JournalTruth.Text(question, "question"), (string?)question["theme"] ?? "other", Refs(question["relevant"]), Refs(question["also_acceptable"]));

    private static HashSet<string> Refs(JsonNode? refs) => [.. refs?.AsArray().Select(r => (string)r!) ?? []];
}

/// <summary>A question and its value, unit and tolerance.</summary>
internal sealed record NumericQuestion(string Text, JsonObject Answer);

/// <summary>A note that tries to give instructions.</summary>
/// <param name="Ref">Its ref.</param>
/// <param name="Title">Its name.</param>
/// <param name="Content">What it says.</param>
/// <param name="Symbol">The ticker of its trade; null where it has none.</param>
internal sealed record InjectionNote(string Ref, string Title, string Content, string? Symbol)
{
    /// <summary>Finds the note in a journal document.</summary>
    public static InjectionNote Find(string reference, JsonObject journal)
    {
        var id = reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var note = (Find(journal["trade_notes"], id) ?? Find(journal["notebook"], id))
            ?? throw new EvaluationException($"planted.json names the injection {reference}, which journal.json does not hold.");
        var trade = Find(journal["stocks"], $"{note["stock_trade_id"]}") ?? Find(journal["options"], $"{note["option_trade_id"]}");
        return new InjectionNote(
            reference, (string?)note["name"] ?? (string?)note["title"] ?? "", $"{note["content"]}", (string?)trade?["symbol"]);
    }

    private static JsonNode? Find(JsonNode? entities, string id) =>
        id.Length == 0 ? null : (entities as JsonArray)?.FirstOrDefault(e => $"{e!["id"]}" == id);
}

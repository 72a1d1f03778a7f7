using System.Text.Json;
using System.Text.Json.Nodes;
using TradingAi.Core.Analytics;

namespace TradingAi.Core.Language.Tools;

/// <summary>The JSON schema of a function's arguments, built from the few shapes that they have.</summary>
internal sealed class ToolSchema
{
    private readonly JsonObject _properties = [];
    private readonly List<string> _required = [];
    private IEnumerable<string> _filters = [];

    /// <summary>The argument that holds filters, each <c>key=value</c>.</summary>
    public const string FiltersName = "filters";

    /// <summary>What filters are, for the model.</summary>
    public static string FiltersMeaning { get; } = "filters: each key=value; several values of one key are alternatives; names as the journal has them. Keys: "
        + string.Join(", ", GroupDimensions.All.Select(d => GroupDimensions.NameOf(d) + (d is GroupDimension.Hour ? " (0-23)" : GroupDimensions.FixedKeys(d) is { } keys ? $" ({string.Join(" ", keys)})" : ""))) + ".";

    /// <summary>The arguments' names.</summary>
    public IReadOnlyCollection<string> Names => [.. _properties.Select(p => p.Key), .. _filters];

    /// <summary>A range and the nine filters.</summary>
    public static ToolSchema Trades() => new ToolSchema()
        .With("time_range", "By exit; default all.", TimeRange.Names.Where(n => n != "custom"))
        .With("from", "YYYY-MM-DD, instead of time_range.").With("to", "Inclusive.")
        .WithFilters();

    /// <summary>The nine filters alone.</summary>
    public static ToolSchema Filters() => new ToolSchema().WithFilters();

    /// <summary>Adds a text, of which only some may be known.</summary>
    public ToolSchema With(string name, string description, IEnumerable<string>? choices = null, bool isRequired = false)
    {
        var property = new JsonObject { ["type"] = "string", ["description"] = description };
        if (choices is not null)
        {
            property["enum"] = ArrayOf(choices);
        }

        return Add(name, property, isRequired);
    }

    /// <summary>Adds a list of texts.</summary>
    public ToolSchema WithList(string name, string description) => Add(
        name, new JsonObject { ["type"] = "array", ["description"] = description, ["items"] = new JsonObject { ["type"] = "string" } }, false);

    /// <summary>Adds a whole number.</summary>
    public ToolSchema With(string name, string description, int least, int most) =>
        Add(name, new JsonObject { ["type"] = "integer", ["description"] = description, ["minimum"] = least, ["maximum"] = most }, false);

    /// <summary>Adds a number, which is required.</summary>
    public ToolSchema WithNumber(string name, string description) =>
        Add(name, new JsonObject { ["type"] = "number", ["description"] = description }, true);

    /// <summary>Adds arguments within an argument.</summary>
    public ToolSchema With(string name, string description, ToolSchema inner, bool isRequired = true)
    {
        var property = inner.ToObject();
        property["description"] = description;
        return Add(name, property, isRequired);
    }

    /// <summary>The schema.</summary>
    public JsonElement ToElement() => JsonSerializer.SerializeToElement(ToObject(), ToolJson.Default.JsonObject);

    // Every function repeats them in every prompt, so they are declared as one list; their names are taken as arguments too.
    private ToolSchema WithFilters()
    {
        _filters = GroupDimensions.Names;
        return WithList(FiltersName, "key=value, see get_figures.");
    }

    private ToolSchema Add(string name, JsonObject property, bool isRequired)
    {
        _properties[name] = property;
        if (isRequired)
        {
            _required.Add(name);
        }

        return this;
    }

    private JsonObject ToObject()
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = _properties.DeepClone() };
        if (_required.Count > 0)
        {
            schema["required"] = ArrayOf(_required);
        }

        return schema;
    }

    private static JsonArray ArrayOf(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}

using System.Text.Json;
using TradingAi.Core.Journal.Changes;
using TradingAi.Core.Journal.Rows;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Journal.Webhooks;

/// <summary>A signed event, read and checked.</summary>
/// <param name="User">Whose journal it is about.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="Change">The change of a row; null where the user was deleted.</param>
internal sealed record WebhookEvent(UserId User, DateTimeOffset OccurredAt, Change? Change)
{
    private const string UserDeleted = "user.deleted";
    private const string ProfileUpdated = "user_profile.updated";

    /// <summary>Reads an event's body.</summary>
    /// <returns>The event; null for a type that this service does not know.</returns>
    /// <exception cref="RequestRefusedException">It cannot be read; the errors name the fields.</exception>
    public static WebhookEvent? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, RowJson.Options);
            return Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw RequestRefusedException.Invalid("body", $"The body is not valid JSON (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            throw RequestRefusedException.Invalid("body", "The body holds text that is not valid Unicode.");
        }
    }

    private static WebhookEvent? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw RequestRefusedException.Invalid("body", "The body must be a JSON object.");
        }

        var fields = new FieldReader(root, camelCase: false);
        var type = fields.RequiredText("type", 200);
        ThrowIfRefused(fields.Problems, "");
        if (!TryReadType(type, out var kind, out var change))
        {
            return null;
        }

        var userText = fields.RequiredId("user_id");
        if (!UserId.TryParse(userText, out var user) && userText.Length > 0)
        {
            fields.Refuse("user_id", "must be 1–64 characters of A-Z a-z 0-9 _ -.");
        }

        var occurredAt = fields.RequiredTime("occurred_at");
        var version = fields.WholeNumber("version", 0, int.MaxValue);
        if (change is not null && fields.Find("data") is not { ValueKind: JsonValueKind.Object })
        {
            fields.Refuse("data", "must be a JSON object.");
        }

        ThrowIfRefused(fields.Problems, "");
        return new WebhookEvent(user!, occurredAt, change is { } wanted
            ? ReadChange(wanted, kind, fields.Find("data")!.Value, version, occurredAt)
            : null);
    }

    private static Change ReadChange(ChangeKind change, RowKind kind, JsonElement data, long? version, DateTimeOffset occurredAt)
    {
        if (change == ChangeKind.Delete)
        {
            var fields = new FieldReader(data, camelCase: false);
            var id = fields.RequiredId("id");
            ThrowIfRefused(fields.Problems, "data.");
            return new Change(change, new RowKey(kind, id), null, version, occurredAt);
        }

        var row = JournalRow.Read(kind, data, occurredAt, out var problems);
        ThrowIfRefused(problems, "data.");
        return new Change(change, row!.Key, row, version, occurredAt);
    }

    // A null change is the deletion of the user.
    private static bool TryReadType(string type, out RowKind kind, out ChangeKind? change)
    {
        (kind, change) = (RowKind.UserProfile, null);
        if (type == UserDeleted)
        {
            return true;
        }

        if (type == ProfileUpdated)
        {
            change = ChangeKind.Put;
            return true;
        }

        var dot = type.IndexOf('.');
        change = dot < 0 ? null : type[(dot + 1)..] switch
        {
            "created" => ChangeKind.Put,
            "updated" => ChangeKind.Update,
            "deleted" => ChangeKind.Delete,
            _ => null,
        };
        return change is not null && RowKey.TryParseKind(type[..dot], out kind) && kind != RowKind.UserProfile;
    }

    private static void ThrowIfRefused(IReadOnlyList<RowProblem> problems, string path)
    {
        if (problems.Count > 0)
        {
            throw RequestRefusedException.Invalid(problems
                .GroupBy(p => (path + p.Field).TrimEnd('.'))
                .ToDictionary(g => g.Key, g => g.Select(p => p.Message).ToArray(), StringComparer.Ordinal));
        }
    }
}

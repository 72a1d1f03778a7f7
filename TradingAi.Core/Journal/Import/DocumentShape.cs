using System.Text.Json;
using TradingAi.Core.Journal.Rows;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Journal.Import;

/// <summary>
/// What is seen of a document while it is checked: whether it is a journal at all, and whether any of its parts can be read. Beside a
/// part that can, one that cannot is rejected like a row.
/// </summary>
internal sealed class DocumentShape
{
    private const int LongestName = 64;

    private readonly List<ImportProblem> _misfits = [];
    private bool _isObject;
    private bool _isJournal;
    private bool _hasPart;
    private string? _section;
    private string? _unknown;

    /// <summary>Looks at the token that the reader stands on.</summary>
    public void See(in Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == 0)
        {
            _isObject |= reader.TokenType == JsonTokenType.StartObject;
        }
        else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
        {
            _section = JournalDocument.NameOf(reader);
        }
        else if (reader.CurrentDepth == 1 && _section is { } section)
        {
            SeePart(section, reader.TokenType);
            _section = null;
        }
    }

    /// <summary>Accepts the document, once all of it was seen: the parts of the wrong JSON type, of which no row can be read.</summary>
    /// <exception cref="RequestRefusedException">It is no journal; the parts at fault are named.</exception>
    public IReadOnlyList<ImportProblem> Accept()
    {
        if (_misfits.Count > 0 && !_hasPart)
        {
            throw RequestRefusedException.Invalid(_misfits.ToDictionary(p => p.Path, p => new[] { $"{p.Message} Nothing was imported." }));
        }

        if (!_isObject || (!_isJournal && _unknown is null))
        {
            throw RequestRefusedException.Invalid("body", $"The document must be a JSON object with some of {JournalSections.Names}.");
        }

        if (!_isJournal)
        {
            throw RequestRefusedException.Invalid(_unknown!, $"{_unknown} is no part of a journal; the document has none of {JournalSections.Names}.");
        }

        return _misfits;
    }

    private void SeePart(string section, JsonTokenType value)
    {
        if (!JournalSections.TryRead(section, out var kind))
        {
            _unknown ??= section.Length <= LongestName ? section : null;
            return;
        }

        _isJournal = true;
        if (value is JsonTokenType.Null || value == (kind == RowKind.UserProfile ? JsonTokenType.StartObject : JsonTokenType.StartArray))
        {
            _hasPart |= value != JsonTokenType.Null;
        }
        else if (!_misfits.Exists(p => p.Path == section))
        {
            _misfits.Add(new ImportProblem(section, $"{section} must be {(kind == RowKind.UserProfile ? "an object" : "a list")}."));
        }
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using TradingAi.Core.Operations;

namespace TradingAi.Core.Journal.Import;

/// <summary>One element of a section of the document, or the section's value where it is no list.</summary>
/// <param name="Section">The key, as written.</param>
/// <param name="Index">The place in the list; null for a value that is no list.</param>
/// <param name="Value">The element; its owner disposes it.</param>
internal sealed record DocumentRow(string Section, int? Index, JsonDocument Value)
{
    /// <summary>What names the row in messages.</summary>
    public string Path => Index is { } index ? $"{Section}[{index}]" : Section;
}

/// <summary>Reads a journal document row by row, in bounded memory.</summary>
internal static class JournalDocument
{
    /// <summary>Checks that the stream holds one whole JSON object with parts of a journal; the parts of which no row can be read.</summary>
    /// <exception cref="RequestRefusedException">It does not; the message says where.</exception>
    public static async Task<IReadOnlyList<ImportProblem>> ValidateAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new JsonBuffer(await SkipByteOrderMarkAsync(stream, cancellationToken));
        var shape = new DocumentShape();
        try
        {
            do
            {
                await buffer.FillAsync(cancellationToken);
                ReadAll(buffer, shape);
            }
            while (!buffer.IsFinal);
        }
        catch (JsonException error)
        {
            var place = error.LineNumber is { } line ? $" (line {line + 1}, byte {error.BytePositionInLine + 1})" : "";
            throw RequestRefusedException.Invalid("body", $"The document is not valid JSON or is broken off{place}; nothing was imported.");
        }

        return shape.Accept();
    }

    /// <summary>The rows of a document that <see cref="ValidateAsync"/> accepted, in its order.</summary>
    public static async IAsyncEnumerable<DocumentRow> ReadRowsAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new JsonBuffer(await SkipByteOrderMarkAsync(stream, cancellationToken));
        var position = new Position();
        while (true)
        {
            var step = Step(buffer, position, out var row);
            if (step == StepResult.Row)
            {
                yield return row!;
            }
            else if (step == StepResult.NeedsMore)
            {
                await buffer.FillAsync(cancellationToken);
            }
            else if (step == StepResult.End)
            {
                yield break;
            }
        }
    }

    /// <summary>The property's name that the reader stands on.</summary>
    public static string NameOf(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private enum StepResult
    {
        Moved,
        Row,
        NeedsMore,
        End,
    }

    private sealed class Position
    {
        public string? Section { get; set; }

        public int? Index { get; set; }
    }

    // One token or one whole row: Utf8JsonReader cannot live across an await.
    private static StepResult Step(JsonBuffer buffer, Position position, out DocumentRow? row)
    {
        row = null;
        var reader = buffer.Reader;
        if (!reader.Read())
        {
            return buffer.IsFinal ? StepResult.End : StepResult.NeedsMore;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                (position.Section, position.Index) = (NameOf(reader), null);
                break;
            case JsonTokenType.StartArray when position is { Section: not null, Index: null }:
                position.Index = 0;
                break;
            case JsonTokenType.EndArray:
                (position.Section, position.Index) = (null, null);
                break;
            case JsonTokenType.StartObject when position.Section is null:
                break;
            case JsonTokenType.EndObject:
                break;
            default:
                return ReadRow(buffer, ref reader, position, out row);
        }

        buffer.Consume(reader);
        return StepResult.Moved;
    }

    // The reader stands on the row's first token.
    private static StepResult ReadRow(JsonBuffer buffer, ref Utf8JsonReader reader, Position position, out DocumentRow? row)
    {
        row = null;
        if (!JsonDocument.TryParseValue(ref reader, out var value))
        {
            return StepResult.NeedsMore;
        }

        buffer.Consume(reader);
        row = new DocumentRow(position.Section!, position.Index, value);
        if (position.Index is { } index)
        {
            position.Index = index + 1;
        }
        else
        {
            position.Section = null;
        }

        return StepResult.Row;
    }

    private static void ReadAll(JsonBuffer buffer, DocumentShape shape)
    {
        var reader = buffer.Reader;
        while (reader.Read())
        {
            shape.See(reader);
        }

        buffer.Consume(reader);
    }

    private static async Task<Stream> SkipByteOrderMarkAsync(Stream stream, CancellationToken cancellationToken)
    {
        stream.Position = 0;
        var start = new byte[3];
        var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        stream.Position = read == start.Length && start.AsSpan().SequenceEqual(Encoding.UTF8.Preamble) ? start.Length : 0;
        return stream;
    }
}

namespace TradingAi.Core.Storage.Turso.Hrana;

/// <summary>Puts statements on the wire.</summary>
internal static class HranaStatements
{
    private const int NameAndType = 60;

    /// <summary>A statement without arguments and without interest in its rows.</summary>
    public static Statement Of(string sql) => new(sql, null, WantRows: false);

    /// <summary>A statement with its arguments by name, since one parameter may stand in several places.</summary>
    public static Statement Of(SqlStatement statement, bool wantRows) => new(
        statement.Text,
        [.. statement.Arguments.Select((argument, n) => new NamedArgument($"@p{n}", new HranaValue(SqlValue.Of(argument))))],
        wantRows);

    /// <summary>About how many characters a statement takes in a request.</summary>
    public static long LengthOf(SqlStatement statement) => statement.Text.Length + statement.Arguments.Sum(argument => NameAndType + argument switch
    {
        string text => text.Length,
        byte[] bytes => bytes.Length * 4L / 3,
        _ => 0L,
    });
}

/// <summary>Takes results off the wire.</summary>
internal static class HranaResults
{
    /// <summary>The result of a request for a statement or a batch.</summary>
    /// <exception cref="TursoException">The request failed, or its result is missing.</exception>
    public static StreamResponseResult Of(TursoAddress database, StreamResult result)
    {
        Check(database, result);
        return result.Response?.Result ?? throw TursoErrors.Malformed(database);
    }

    /// <summary>Throws where a request failed.</summary>
    /// <exception cref="TursoException">It did.</exception>
    public static void Check(TursoAddress database, StreamResult result)
    {
        if (result is { Type: "error", Error: { } error })
        {
            throw TursoErrors.Of(database, error);
        }

        if (result.Type != "ok")
        {
            throw TursoErrors.Malformed(database);
        }
    }
}

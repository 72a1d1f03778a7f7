using System.Text.RegularExpressions;
using static SQLitePCL.raw;

namespace TradingAi.Simulators.Turso;

/// <summary>One statement of SQL, and what can be said of it without running it.</summary>
internal sealed partial class SqlText
{
    // What changes the state of a connection is refused, because no connection belongs to one caller.
    private static readonly HashSet<string> s_pragmas = new(StringComparer.OrdinalIgnoreCase)
    {
        "table_list", "index_list", "table_info", "table_xinfo", "index_info", "index_xinfo", "pragma_list", "compile_options",
        "database_list", "function_list", "module_list", "encoding", "defer_foreign_keys", "foreign_keys", "foreign_key_list",
        "foreign_key_check", "collation_list", "data_version", "freelist_count", "integrity_check", "legacy_file_format", "page_count",
        "quick_check", "stats", "user_version",
    };

    private static readonly HashSet<string> s_pragmasToRead = new(StringComparer.OrdinalIgnoreCase)
    {
        "schema_version", "analysis_limit", "application_id", "auto_vacuum", "automatic_index", "busy_timeout", "cache_size", "cache_spill",
        "cell_size_check", "checkpoint_fullfsync", "fullfsync", "hard_heap_limit", "journal_mode", "journal_size_limit",
        "legacy_alter_table", "locking_mode", "max_page_count", "mmap_size", "page_size", "query_only", "read_uncommitted",
        "recursive_triggers", "reverse_unordered_selects", "secure_delete", "soft_heap_limit", "synchronous", "temp_store", "threads",
        "trusted_schema", "wal_autocheckpoint",
    };

    private readonly string _words;

    private SqlText(string text)
    {
        Text = text;
        _words = CommentPattern().Replace(text, " ").Trim();
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Whether it can change rows, as far as its first word tells.</summary>
    public bool IsChange => ChangePattern().IsMatch(_words);

    /// <summary>Whether it inserts.</summary>
    public bool IsInsert => InsertPattern().IsMatch(_words);

    /// <summary>The statements of a text, in order.</summary>
    /// <exception cref="StatementException">The server does not run one of them.</exception>
    public static IReadOnlyList<SqlText> Split(string text)
    {
        List<SqlText> statements = [];
        var start = 0;
        for (var semicolon = text.IndexOf(';', StringComparison.Ordinal); semicolon >= 0; semicolon = text.IndexOf(';', semicolon + 1))
        {
            // Not within a string, a comment or the body of a trigger.
            if (sqlite3_complete(text[start..(semicolon + 1)]) != 0)
            {
                Add(text[start..(semicolon + 1)]);
                start = semicolon + 1;
            }
        }

        Add(text[start..]);
        return statements;

        void Add(string part)
        {
            var statement = new SqlText(part);
            if (statement._words.Trim(';', ' ', '\t', '\r', '\n').Length > 0)
            {
                statement.RefuseUnsupported();
                statements.Add(statement);
            }
        }
    }

    /// <summary>The only statement of a text.</summary>
    /// <exception cref="StatementException">There is none, or more than one, or the server does not run it.</exception>
    public static SqlText Single(string text) => Split(text) switch
    {
        [] => throw new StatementException("SQL_NO_STATEMENT", "SQL string does not contain any statement"),
        [var only] => only,
        _ => throw new StatementException("SQL_MANY_STATEMENTS", "SQL string contains more than one statement"),
    };

    private void RefuseUnsupported()
    {
        if (UnsupportedPattern().IsMatch(_words) || (PragmaPattern().Match(_words) is { Success: true } pragma && !IsAllowed(pragma)))
        {
            throw new StatementException("SQL_PARSE_ERROR", $"SQL string could not be parsed: unsupported statement: {Text.Trim()}");
        }
    }

    private static bool IsAllowed(Match pragma) =>
        s_pragmas.Contains(pragma.Groups["name"].Value)
        || (s_pragmasToRead.Contains(pragma.Groups["name"].Value) && !pragma.Groups["argument"].Success);

    // A leading comment would hide the first word; one further on does not matter.
    [GeneratedRegex(@"\A(\s|;|--[^\n]*(\n|\z)|/\*.*?(\*/|\z))+", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CommentPattern();

    [GeneratedRegex(@"\A(INSERT|REPLACE|UPDATE|DELETE|WITH)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChangePattern();

    [GeneratedRegex(@"\A(INSERT|REPLACE)\b|\AWITH\b.*\b(INSERT|REPLACE)\s+(OR\s+\w+\s+)?INTO\b", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InsertPattern();

    [GeneratedRegex(@"\A(ATTACH|DETACH|VACUUM|ANALYZE|CREATE\s+TEMP(ORARY)?)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnsupportedPattern();

    [GeneratedRegex(@"\APRAGMA\s+(\w+\s*\.\s*)?(?<name>\w+)\s*(?<argument>[=(])?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PragmaPattern();
}

using System.Globalization;
using SQLitePCL;
using static SQLitePCL.raw;

namespace TradingAi.Simulators.Turso;

/// <summary>The arguments of a statement, by position or by name.</summary>
internal sealed class SqlArguments
{
    private readonly IReadOnlyList<HranaValue> _positional;
    private readonly Dictionary<string, HranaValue> _named;

    private SqlArguments(IReadOnlyList<HranaValue> positional, Dictionary<string, HranaValue> named) =>
        (_positional, _named) = (positional, named);

    /// <summary>No arguments.</summary>
    public static SqlArguments None { get; } = new([], []);

    /// <summary>The arguments of a statement.</summary>
    /// <exception cref="StatementException">It has both kinds.</exception>
    public static SqlArguments Of(HranaStatement statement)
    {
        var positional = statement.Args ?? [];
        var named = (statement.NamedArgs ?? [])
            .GroupBy(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);
        return positional.Count > 0 && named.Count > 0
            ? throw new StatementException("ARGS_BOTH_POSITIONAL_AND_NAMED", "Specifying both positional and named arguments is not supported")
            : new SqlArguments(positional, named);
    }

    /// <summary>Binds every parameter of a prepared statement.</summary>
    /// <exception cref="StatementException">There are too few or too many arguments.</exception>
    public void Bind(sqlite3_stmt statement)
    {
        var count = sqlite3_bind_parameter_count(statement);
        var given = _positional.Count + _named.Count;
        if (given > count)
        {
            throw Invalid($"too many parameters, expected {count} found {given}");
        }

        for (var index = 1; index <= count; index++)
        {
            var name = sqlite3_bind_parameter_name(statement, index).utf8_to_string();
            if (ValueOf(index, name) is { } value)
            {
                Bind(statement, index, value.Content);
            }
            else if (sqlite3_stmt_isexplain(statement) == 0)
            {
                throw Invalid($"value for parameter {name ?? index.ToString(CultureInfo.InvariantCulture)} not found");
            }
        }
    }

    private static StatementException Invalid(string reason) => new("ARGS_INVALID", $"Arguments do not match SQL parameters: {reason}");

    // A named parameter takes a named argument only, with its prefix or without.
    private HranaValue? ValueOf(int index, string? name) => name switch
    {
        null => At(index),
        ['?', .. var number] => At(int.Parse(number, CultureInfo.InvariantCulture)),
        _ => _named.TryGetValue(name, out var value) || _named.TryGetValue(name[1..], out value) ? value : null,
    };

    private HranaValue? At(int position) => position <= _positional.Count ? _positional[position - 1] : null;

    private static void Bind(sqlite3_stmt statement, int index, object? value)
    {
        var result = value switch
        {
            long integer => sqlite3_bind_int64(statement, index, integer),
            double number => sqlite3_bind_double(statement, index, number),
            string text => sqlite3_bind_text(statement, index, text),
            byte[] { Length: 0 } => sqlite3_bind_zeroblob(statement, index, 0),
            byte[] bytes => sqlite3_bind_blob(statement, index, bytes),
            _ => sqlite3_bind_null(statement, index),
        };
        if (result != SQLITE_OK)
        {
            throw Invalid($"parameter {index} cannot be bound");
        }
    }
}

using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace TradingAi.Core.Storage.Migrations;

/// <summary>One numbered SQL file of <c>database/</c>, built into this assembly.</summary>
/// <param name="Number">The digits that its name starts with; files are applied in this order.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record Migration(int Number, string Name, string Sql)
{
    /// <summary>What tells an applied file that was changed since; line endings do not count.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All files of <c>database/{folder}/</c> in order.</summary>
    /// <exception cref="InvalidOperationException">A name has no number, or two have the same one.</exception>
    public static IReadOnlyList<Migration> LoadAll(string folder)
    {
        var assembly = typeof(Migration).Assembly;
        var prefix = $"database/{folder}/";
        Migration[] migrations =
        [
            .. assembly.GetManifestResourceNames()
                .Where(resource => resource.Replace('\\', '/').StartsWith(prefix, StringComparison.Ordinal))
                .Select(resource => Load(assembly, resource, resource[prefix.Length..]))
                .OrderBy(m => m.Number),
        ];
        var twice = migrations.GroupBy(m => m.Number).FirstOrDefault(g => g.Skip(1).Any());
        return twice is null
            ? migrations
            : throw new InvalidOperationException($"{prefix} has two files numbered {twice.Key}: {string.Join(", ", twice.Select(m => m.Name))}.");
    }

    private static Migration Load(Assembly assembly, string resource, string name)
    {
        var digits = name.TakeWhile(char.IsAsciiDigit).Count();
        if (!int.TryParse(name.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new InvalidOperationException($"A migration's name starts with its number; {name} does not.");
        }

        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(number, name, reader.ReadToEnd());
    }
}

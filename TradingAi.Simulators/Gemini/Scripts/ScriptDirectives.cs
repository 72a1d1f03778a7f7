using System.Text;
using System.Text.Json;

namespace TradingAi.Simulators.Gemini.Scripts;

/// <summary>
/// Directions in a prompt: <c>[[gemini: finish=SAFETY after=3 pace=20ms]]</c>, any number of them in one pair of brackets or in
/// several. A <c>text</c> goes to the closing brackets; a <c>json</c> and the arguments of a <c>call</c> are as long as their JSON.
/// </summary>
internal static class ScriptDirectives
{
    private const string Opening = "[[gemini:";
    private const string Closing = "]]";

    /// <summary>The script of a prompt, or null if it holds no directions.</summary>
    /// <exception cref="FormatException">A direction cannot be read.</exception>
    public static Script? Of(string prompt)
    {
        Script? script = null;
        for (var at = prompt.IndexOf(Opening, StringComparison.Ordinal); at >= 0; at = prompt.IndexOf(Opening, at, StringComparison.Ordinal))
        {
            at += Opening.Length;
            script = Read(script ?? new Script(), prompt, ref at);
        }

        return script;
    }

    /// <summary>A prompt without its directions.</summary>
    /// <exception cref="FormatException">A direction cannot be read.</exception>
    public static string Without(string prompt)
    {
        var rest = new StringBuilder();
        var from = 0;
        for (var at = prompt.IndexOf(Opening, StringComparison.Ordinal); at >= 0; at = prompt.IndexOf(Opening, from, StringComparison.Ordinal))
        {
            rest.Append(prompt, from, at - from);
            at += Opening.Length;
            Read(new Script(), prompt, ref at);
            from = at;
        }

        return rest.Append(prompt, from, prompt.Length - from).ToString();
    }

    private static Script Read(Script script, string prompt, ref int at)
    {
        while (true)
        {
            SkipSpace(prompt, ref at);
            if (prompt.AsSpan(at).StartsWith(Closing))
            {
                at += Closing.Length;
                return script;
            }

            var equals = prompt.IndexOf('=', at);
            if (equals < 0 || prompt.IndexOf(Closing, at, StringComparison.Ordinal) < 0)
            {
                throw new FormatException($"'{Opening}' is not closed by '{Closing}'.");
            }

            var name = prompt[at..equals].Trim();
            at = equals + 1;
            script = script.With(name, ValueOf(name, prompt, ref at));
        }
    }

    private static string ValueOf(string name, string prompt, ref int at)
    {
        var start = at;
        switch (name)
        {
            case "text":
                at = prompt.IndexOf(Closing, at, StringComparison.Ordinal);
                break;
            case "json":
                SkipJson(prompt, ref at);
                break;
            case "call":
                SkipWord(prompt, ref at, '{');
                var afterName = at;
                SkipSpace(prompt, ref at);
                if (at < prompt.Length && prompt[at] == '{')
                {
                    SkipJson(prompt, ref at);
                }
                else
                {
                    at = afterName;
                }

                break;
            default:
                SkipWord(prompt, ref at);
                if (prompt.AsSpan(start, at - start) is "after")
                {
                    SkipSpace(prompt, ref at);
                    SkipWord(prompt, ref at);
                }

                break;
        }

        return prompt[start..at].Trim();
    }

    private static void SkipSpace(string prompt, ref int at)
    {
        while (at < prompt.Length && char.IsWhiteSpace(prompt[at]))
        {
            at++;
        }
    }

    private static void SkipWord(string prompt, ref int at, char end = ']')
    {
        while (at < prompt.Length && !char.IsWhiteSpace(prompt[at]) && prompt[at] != ']' && prompt[at] != end)
        {
            at++;
        }
    }

    private static void SkipJson(string prompt, ref int at)
    {
        var bytes = Encoding.UTF8.GetBytes(prompt[at..]);
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || !reader.TrySkip())
            {
                throw new FormatException("The JSON of a direction is not complete.");
            }
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The JSON of a direction cannot be read: {exception.Message}", exception);
        }

        at += Encoding.UTF8.GetCharCount(bytes.AsSpan(0, (int)reader.BytesConsumed));
    }
}

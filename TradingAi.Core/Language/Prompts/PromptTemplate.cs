using System.Reflection;

namespace TradingAi.Core.Language.Prompts;

/// <summary>
/// The wording of a prompt, a resource of this folder named <c>name.vN.md</c>. A template that was used is never edited, it gets a new
/// version: what is stored with an answer says which words asked for it.
/// </summary>
/// <param name="Version">Its name with its version, such as <c>chat.v2</c>.</param>
/// <param name="Text">The words; <c>{name}</c> stands where one is filled in.</param>
internal sealed record PromptTemplate(string Version, string Text)
{
    /// <summary>The rules of the chat.</summary>
    public static PromptTemplate Chat { get; } = Load("chat.v2");

    /// <summary>What asks for a whole answer again, with what was unsupported in it.</summary>
    public static PromptTemplate Correction { get; } = Load("correction.v2");

    /// <summary>What asks for the rest of an answer of which the reader has read the beginning.</summary>
    public static PromptTemplate Continuation { get; } = Load("continuation.v2");

    /// <summary>The rules of insights' and reports' prose.</summary>
    public static PromptTemplate Prose { get; } = Load("prose.v1");

    /// <summary>The words with one filled in.</summary>
    public string With(string name, string value) => Text.Replace($"{{{name}}}", value, StringComparison.Ordinal);

    private static PromptTemplate Load(string version)
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream($"prompts/{version}.md")
            ?? throw new InvalidOperationException($"The prompt template {version} is missing.");
        using var reader = new StreamReader(stream);
        return new PromptTemplate(version, reader.ReadToEnd().Trim());
    }
}

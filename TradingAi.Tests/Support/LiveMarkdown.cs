using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TradingAi.Tests.Support;

/// <summary>What a Markdown reader, as GitHub's, would act on.</summary>
internal static class LiveMarkdown
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks(new AutoLinkOptions { AllowDomainWithoutPeriod = true })
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough).UseTaskLists().UseFootnotes().Build();

    /// <summary>The kinds of everything that is neither words nor one of the blocks that this service writes itself.</summary>
    public static IReadOnlyList<string> In(string text) =>
    [
        .. Markdown.Parse(text, s_pipeline).Descendants()
            .Where(part => part is HtmlBlock or QuoteBlock or CodeBlock or ThematicBreakBlock or LinkReferenceDefinition
                || part is LeafInline and not (LiteralInline or LineBreakInline) or LinkInline or EmphasisInline)
            .Select(part => part.GetType().Name),
    ];

    /// <summary>The headings.</summary>
    public static IReadOnlyList<string> Headings(string text) =>
        [.. Markdown.Parse(text, s_pipeline).Descendants<HeadingBlock>().Select(heading => string.Concat(heading.Inline!.Descendants<LiteralInline>()))];
}

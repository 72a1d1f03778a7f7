using System.Runtime.CompilerServices;
using TradingAi.Core.Insights;
using TradingAi.Core.Journal;
using TradingAi.Core.Knowledge;
using TradingAi.Core.Knowledge.Lexicon;
using TradingAi.Core.Language.Facts;
using TradingAi.Core.Language.Narration;
using TradingAi.Core.Language.Questions;
using TradingAi.Core.Predictions;

namespace TradingAi.Core.Language;

/// <summary>
/// Understands a question by grammar, not by a model: parses it against the user's own journal, computes its facts, adds
/// the passages that belong to them, and words the answer. What it does not understand it declines.
/// </summary>
public sealed class QuestionAnalyst(IJournalReader journals, ISearch search, ComposerCache composers, PredictionService predictions) : IQuestionAnalyst
{
    private readonly CoreVocabulary _core = new();
    private readonly Lazy<TradingLexicon> _lexicon = new(TradingLexicon.Load);
    private readonly ConditionalWeakTable<JournalSnapshot, JournalVocabulary> _vocabularies = [];
    private readonly QuestionParser _parser = new(new CoreVocabulary());
    private readonly FindingsAnswer _findings = new(composers);
    private readonly ForecastAnswer _forecasts = new(predictions);

    /// <inheritdoc/>
    public async Task<Grounding> AnalyzeAsync(Question question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);

        // Runs of blanks mean nothing, and patterns take long to find that out.
        question = question with { Text = string.Join(' ', question.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) };
        if (!question.WantsPassages)
        {
            return await UnderstandAsync(question, cancellationToken);
        }

        // The search waits for vendors; the journal is read and the facts are computed meanwhile.
        var retrieval = Task.Run(
            () => search.SearchAsync(
                question.User, question.Text, new SearchFilter { Until = question.AsOf }, Math.Clamp(question.MaxContextVectors, 1, 100), cancellationToken),
            cancellationToken);
        var understanding = UnderstandAsync(question, cancellationToken);
        await Task.WhenAll(retrieval, understanding);
        return Passages.Added(await understanding, await retrieval, question.MaxContextVectors);
    }

    private async Task<Grounding> UnderstandAsync(Question question, CancellationToken cancellationToken)
    {
        var journal = await journals.ReadAsync(question.User, cancellationToken);
        var view = new JournalView(journal, question.AsOf);
        var grounding = await UnderstandAsync(question, journal, view, cancellationToken);
        var wording = new Wording(view);
        return grounding with
        {
            Symbols = _vocabularies.GetValue(journal, j => new JournalVocabulary(j, _core)).Symbols,
            Titles = grounding.Facts.Select(f => f.Ref).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(r => (Ref: r, Trade: EntityRef.TryParse(r, out var entity) ? journal.FindTrade(entity) : null))
                .Where(t => t.Trade is not null).ToDictionary(t => t.Ref, t => wording.Trade(t.Trade!), StringComparer.Ordinal),
        };
    }

    private async Task<Grounding> UnderstandAsync(Question question, JournalSnapshot journal, JournalView view, CancellationToken cancellationToken)
    {
        if (FindingIntent.Of(question.Text) is { } wish)
        {
            return Standing(question, await _findings.OfAsync(wish, view, cancellationToken), new Passages(search, view), view);
        }

        if (ForecastIntent.Of(question.Text) is { } ahead)
        {
            return Standing(question, await _forecasts.OfAsync(ahead, question.User, view, cancellationToken), new Passages(search, view), view);
        }

        if (RiskIntent.Of(question.Text) is { } risk)
        {
            var answer = RiskAnswer.Of(risk, view);
            return Standing(question, answer, new Passages(search, view), view) with { Context = (answer.IsDeclined ? null : RiskAnswer.Context(risk)?.ToContext()) ?? question.Context };
        }

        var vocabulary = _vocabularies.GetValue(journal, j => new JournalVocabulary(j, _core));
        var previous = ParsedQuestion.FromContext(question.Context);
        var parse = _parser.Parse(question.Text, vocabulary, view.Today, previous);
        var passages = new Passages(search, view);
        if (parse.AsksWhy && previous is not null)
        {
            return Why(question, previous, new Evaluator(AsOf(view, previous)).Evaluate(previous), passages, view);
        }

        if (parse.Question is null && PassageIntent.FigurePart(question.Text) is { } figures
            && _parser.Parse(figures, vocabulary, view.Today, previous).Question is { } asked)
        {
            return await WithPassagesAsync(question, asked, view, passages, cancellationToken);
        }

        if (parse.Question is null && WrittenIntent.About(question.Text) is { } about)
        {
            var back = WrittenIntent.PointsBack(about);
            if (back && previous is null)
            {
                return Refusal.Of($"I do not see what “{about}” stands for.", view, question.Context);
            }

            var meant = back ? previous : _parser.Parse($"what was {about}", vocabulary, view.Today, null).Question;
            if (meant is not null && (back || meant.Operation == Operation.Extreme || TradeNotesAnswer.Choosing(meant) is not null))
            {
                return await WithPassagesAsync(question, meant, view, passages, cancellationToken);
            }
        }

        if (parse.Question is null && WhyIntent.Of(question.Text) is { } why
            && _parser.Parse(why.Figure, vocabulary, view.Today, previous).Question is { Operation: Operation.Value, Figure: "net_pnl", Open: false, Hypothetical: false } moved)
        {
            return Moved(question, moved, why.Lost, new Evaluator(AsOf(view, moved)).Evaluate(moved), passages, view);
        }

        if (parse.Question is null && FindingIntent.SecondPart(question.Text) is { } two
            && _parser.Parse(two.First, vocabulary, view.Today, previous).Question is { } first
            && new Evaluator(AsOf(view, first)).Evaluate(first) is { IsDeclined: false } figure)
        {
            // "How did I do this month, and what should I work on?"
            return Standing(question, figure.Then(await _findings.OfAsync(two.Wish, view, cancellationToken)), passages, view) with { Context = first.ToContext() };
        }

        if (parse.Question is { } parsed)
        {
            var evaluation = new Evaluator(AsOf(view, parsed)).Evaluate(parsed);
            if (!evaluation.IsDeclined)
            {
                var sources = passages.Behind(question, evaluation);
                return new Grounding
                {
                    Outcome = ChatOutcome.Answered,
                    Facts = evaluation.Facts,
                    Sources = sources.Sources,
                    ContextVectors = sources.VectorIds,
                    Degraded = sources.Degraded,
                    Narrative = evaluation.Narrative + Refusal.Citations(sources.Sources),
                    Context = parsed.ToContext(),
                };
            }

            return Refusal.Of(evaluation.Narrative, view, question.Context);
        }

        if (PassageIntent.Of(parse, view.Zone) is { } topic)
        {
            var found = await passages.FindAsync(question, topic, new Relevance(PassageIntent.Subject(parse), _lexicon.Value, _core), cancellationToken);
            if (found.Sources.Count > 0)
            {
                return new Grounding
                {
                    Outcome = ChatOutcome.Answered,
                    Sources = found.Sources,
                    ContextVectors = found.VectorIds,
                    Degraded = found.Degraded,
                    Narrative = PassageNarration.Of(found.Sources),
                    Context = question.Context,
                };
            }

            return Refusal.Of(PassageIntent.SpeaksOfWriting(parse) ? "I found nothing in your notes about that." : Refusal.Reason(parse), view, question.Context);
        }

        return Refusal.Of(Refusal.Reason(parse), view, question.Context);
    }

    // "What should I work on?": it leans on nothing, and nothing leans on it.
    private static Grounding Standing(Question question, Evaluation found, Passages passages, JournalView view)
    {
        if (found.IsDeclined)
        {
            return Refusal.Of(found.Narrative, view, question.Context);
        }

        var sources = passages.Behind(question, found);
        return new Grounding
        {
            Outcome = ChatOutcome.Answered,
            Facts = found.Facts,
            Sources = sources.Sources,
            ContextVectors = sources.VectorIds,
            Narrative = found.Narrative,
            Context = question.Context,
        };
    }

    // "Which symbol made me the most, and what did I write about it?": the figure, then passages about what it names.
    private async Task<Grounding> WithPassagesAsync(Question question, ParsedQuestion asked, JournalView view, Passages passages, CancellationToken cancellationToken)
    {
        if (TradeNotesAnswer.Choosing(asked) is { } choosing)
        {
            return TradeNotesAnswer.Of(question, asked, choosing, AsOf(view, asked), passages);
        }

        var evaluation = new Evaluator(AsOf(view, asked)).Evaluate(asked);
        if (evaluation.IsDeclined)
        {
            return Refusal.Of(evaluation.Narrative, view, question.Context);
        }

        var found = PassageTopic.Of(evaluation.Facts, asked, view.Zone) is { } topic
            ? await passages.FindAsync(question with { Text = topic.Query }, topic.Filter, new Relevance(topic.Filter is { Symbol: null, Tag: null, From: null } ? topic.Query : "", _lexicon.Value, _core), cancellationToken)
            : passages.Behind(question, evaluation);
        return new Grounding
        {
            Outcome = ChatOutcome.Answered,
            Facts = evaluation.Facts,
            Sources = found.Sources,
            ContextVectors = found.VectorIds,
            Degraded = found.Degraded,
            Narrative = evaluation.Narrative + "\n" + (found.Sources.Count > 0 ? PassageNarration.Of(found.Sources) : "I found nothing in your notes about it."),
            Context = asked.ToContext(),
        };
    }

    // "Why did I lose money this month?": only where money was lost.
    private static Grounding Moved(Question question, ParsedQuestion asked, bool lost, Evaluation evaluation, Passages passages, JournalView view)
    {
        if (evaluation.IsDeclined)
        {
            return Refusal.Of(evaluation.Narrative, view, question.Context);
        }

        var sum = new Population(AsOf(view, asked)).Select(asked).Sum(t => t.NetPnl ?? 0);
        return (lost ? sum < 0 : sum > 0)
            ? Why(question, asked, evaluation, passages, view)
            : new Grounding
            {
                Outcome = ChatOutcome.Answered,
                Facts = evaluation.Facts,
                Narrative = $"No money was {(lost ? "lost" : "made")} in all. {evaluation.Narrative}",
                Context = asked.ToContext(),
            };
    }

    // The trader's own notes on the trades that moved the last answer most.
    private static Grounding Why(Question question, ParsedQuestion previous, Evaluation evaluation, Passages passages, JournalView view)
    {
        var sources = evaluation.IsDeclined ? FoundPassages.None : passages.Behind(question, evaluation);
        return sources.Sources.Count == 0
            ? Refusal.Of("I see no trades or notes behind the last answer.", view, question.Context)
            : new Grounding
            {
                Outcome = ChatOutcome.Answered,
                Facts = evaluation.Facts,
                Sources = sources.Sources,
                ContextVectors = sources.VectorIds,
                Narrative = evaluation.Narrative + "\nThese trades moved it most, with what you noted on them:\n" + PassageNarration.Lines(sources.Sources),
                Context = previous.ToContext(),
            };
    }

    private static JournalView AsOf(JournalView view, ParsedQuestion question)
    {
        if (question.AsOf is not { } date || date >= view.Today)
        {
            return view;
        }

        return new JournalView(view.Journal, Analytics.LocalTime.StartOf(date.AddDays(1), view.Zone));
    }
}

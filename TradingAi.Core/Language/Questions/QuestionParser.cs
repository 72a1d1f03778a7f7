namespace TradingAi.Core.Language.Questions;

/// <summary>What came of parsing.</summary>
/// <param name="Question">The question, if it was understood.</param>
/// <param name="NotHeld">Tickers it names that the journal does not hold.</param>
/// <param name="Unknown">Words that nobody understood.</param>
/// <param name="Problem">What stood in the way, for the person who asked.</param>
/// <param name="Leans">True where it leans on the question before.</param>
/// <param name="Reading">The words and their meanings.</param>
internal sealed record Parse(
    ParsedQuestion? Question, IReadOnlyList<string> NotHeld, IReadOnlyList<string> Unknown, string? Problem, bool Leans, Reading Reading)
{
    /// <summary>True where it asks nothing but why the last answer is as it is.</summary>
    public bool AsksWhy => Unknown.Count == 0 && Reading.Spans.Exists(s => s.Meaning is CueMeaning { Cue: Cue.Why })
        && Reading.Spans.TrueForAll(s => s.Meaning is CueMeaning { Cue: Cue.Why or Cue.And or Cue.Follow or Cue.Perform or Cue.Verb or Cue.Such });
}

/// <summary>Puts the recognized parts of a question together into one operation.</summary>
internal sealed class QuestionParser(CoreVocabulary core)
{
    private readonly Recognizer _recognizer = new(core);

    /// <summary>Parses a question; a leaning one is completed from the one before.</summary>
    public Parse Parse(string text, JournalVocabulary names, DateOnly today, ParsedQuestion? previous)
    {
        var reading = _recognizer.Recognize(Opposites.SpelledOut(text), names, today);
        string[] notHeld = [.. reading.Spans.Select(s => s.Meaning).OfType<NotHeldMeaning>().Select(m => m.Name)];
        string[] unknown = [.. reading.Unclaimed.Select(t => t.Text)];
        if (unknown.Length > 0 || notHeld.Length > 0)
        {
            return new Parse(null, notHeld, unknown, null, false, reading);
        }

        var draft = new Draft(reading);
        var question = draft.Build();
        var leans = previous is not null && draft.Leans;
        if (leans && question is not null)
        {
            question = FollowUp.Complete(question, draft, previous!);
        }
        else if (question is not null && !draft.HasContent)
        {
            return new Parse(null, [], [], draft.Problem ?? "it names no figure", draft.Leans, reading);
        }

        if (draft.PointsBack && previous is null)
        {
            return new Parse(null, [], [], "I do not see which trades are meant", true, reading);
        }

        if (question is { Operation: Operation.Extreme, Grouping: null })
        {
            return new Parse(null, [], [], "I do not see what the best or worst of is asked for", leans, reading);
        }

        return draft.Problem is { } problem
            ? new Parse(null, [], [], problem, leans, reading)
            : new Parse(question, [], [], null, leans, reading);
    }
}

namespace TradingAi.Core.Language.Questions;

/// <summary>The words that steer a question, and those that say nothing.</summary>
internal static class CueLexicon
{
    /// <summary>Steering words by what they do.</summary>
    public static IReadOnlyList<(Cue Cue, string[] Phrases)> CuePhrases { get; } =
    [
        (Cue.HowMany, ["how many", "number of", "count of", "the number of", "how many times", "how many of", "number", "count", "total number of", "how many different", "how many distinct", "number of different", "tally"]),
        (Cue.HowMuch, ["how much", "how much money", "how many dollars", "how many euros", "how many pounds", "how many yen", "how much in total", "what amount", "how big", "how large", "how deep", "how bad", "how severe", "how high"]),
        (Cue.HowLong, ["how long"]),
        (Cue.HowOften, ["how often", "how frequently"]),
        (Cue.When, ["when"]),
        (Cue.Which, ["which"]),
        (Cue.What, ["what", "whats"]),
        (Cue.Why, ["why", "how come"]),
        (Cue.Average, ["average", "avg", "mean", "on average", "typical", "typically", "averaged", "averaging", "usual", "usually"]),
        (Cue.Median, ["median"]),
        (Cue.High, ["highest", "biggest", "largest", "greatest", "maximum", "max", "top", "heaviest"]),
        (Cue.Low, ["lowest", "smallest", "minimum", "min"]),
        (Cue.Most, ["most", "the most", "most money", "highest number of", "most heavily", "largest number of", "the highest number of", "the largest number of"]),
        (Cue.Fewest, ["least", "the least", "fewest", "least money", "lowest number of", "smallest number of"]),
        (Cue.Best, ["best", "strongest", "most profitable", "most successful", "the best", "most lucrative", "best performing", "best of"]),
        (Cue.Worst, ["worst", "weakest", "poorest", "least profitable", "most unprofitable", "most costly", "most expensive", "the worst", "least successful", "worst performing", "costliest"]),
        (Cue.Longest, ["longest"]),
        (Cue.Shortest, ["shortest", "quickest", "fastest"]),
        (Cue.Gain, ["make", "made", "making", "earn", "earned", "earning", "gain", "gained", "win money", "made money", "make money", "making money", "profitable", "make or lose", "made or lost", "lost or made", "lose or make", "earn or lose", "earned or lost", "gained or lost", "made and lost", "up or down", "in the green", "brought in", "bring in", "generated", "generate", "netted", "money", "come out ahead", "paid off", "pay off", "produced", "contributed", "brought", "profited", "win or lose", "won or lost", "contribute"]),
        (Cue.Lose, ["lose", "lost", "cost", "costs", "costing", "lose money", "lost money", "losing money", "losing me", "hurt", "hurts", "bleed", "bleeding", "gave back", "lost me", "cost me", "costs me", "dropped", "give back", "dragged", "unprofitable", "losing the most", "lossmaking"]),
        (Cue.Perform, ["perform", "performed", "performing", "performance", "how did i do", "how do i do", "how am i doing", "how have i done", "do", "doing", "done", "did", "does", "fared", "fare", "work out", "worked out", "work", "works", "worked", "working", "go", "went", "gone", "going", "how are", "how is", "how was", "how were", "how has", "how have", "trade well"]),
        (Cue.Trade, ["trade", "trades", "traded", "trading", "position", "entry", "entries", "times", "deal", "trades in total", "trades total"]),
        (Cue.Hold, ["hold", "held", "holding", "kept", "keep", "stay in", "stayed in", "lasted", "last on average", "open for"]),
        (Cue.Size, ["size", "sized", "by size", "position size", "by position size", "notional", "sizes"]),
        (Cue.OpenVerb, ["open", "opened", "opening", "enter", "entered", "entering", "initiated", "got into", "get into", "put on", "placed", "by entry", "of entry", "at entry", "by entry time", "by entry date"]),
        (Cue.CloseVerb, ["close", "closed", "closing", "exit", "exited", "exiting", "got out of", "by exit", "of exit", "at exit", "by exit time", "by exit date"]),
        (Cue.OpenNow, ["open position", "open positions", "open trade", "currently open", "still open", "open right now", "open now", "open at the moment", "currently holding", "currently hold", "am i holding", "am i still holding", "do i still hold", "still holding", "still hold", "currently in", "positions are open", "trades are open", "positions open", "trades open right now", "am i in right now", "not closed yet", "not yet closed", "unclosed", "running positions", "holding right now", "holding now", "positions do i hold", "positions do i have", "positions do i currently have", "positions do i have right now"]),
        (Cue.ClosedOnly, ["closed trade", "closed trades", "closed position", "closed ones", "among the closed ones", "among closed ones", "closed only", "already closed", "completed trades", "finished trades", "closed one"]),
        (Cue.Compare, ["better", "worse", "compare", "compared", "comparison", "outperform", "stronger", "weaker", "more profitable", "less profitable", "bigger", "smaller", "compares"]),
        (Cue.More, ["more", "higher", "longer", "larger", "greater", "more money", "more often"]),
        (Cue.Less, ["less", "lower", "fewer", "shorter", "less money"]),
        (Cue.Versus, ["versus", "vs", "against", "compared to", "compared with", "than", "rather than", "instead of", "as opposed to", "than on", "relative to"]),
        (Cue.Or, ["or"]),
        (Cue.And, ["and"]),
        (Cue.Difference, ["difference", "difference between", "gap between", "the difference between", "how much more", "how much better", "how much higher", "how much worse", "how much less"]),
        (Cue.Rest, ["the rest", "everything else", "other days", "all other", "others", "other trades", "all the others", "all others", "other weekdays", "the other days", "all other days", "the others", "every other day", "all other trades", "the other trades", "other symbols", "all my other trades", "my other trades"]),
        (Cue.If, ["if", "had i", "suppose", "supposing", "assuming", "what if", "imagine"]),
        (Cue.Would, ["would", "would have", "could", "could have", "would be", "would have been", "wouldve", "hypothetically"]),
        (Cue.Negate, ["without", "excluding", "exclude", "except", "except for", "excepting", "other than", "apart from", "aside from", "never", "not", "skipped", "skipping", "skip", "avoided", "avoiding", "avoid", "left out", "leaving out", "leave out", "ignoring", "ignore", "ignored", "minus", "leaving aside", "stopped trading", "stop trading", "removing", "remove", "removed", "no", "cut out", "cutting out", "but not", "had never", "none of", "not counting", "outside of", "outside", "bar", "barring", "dropping", "stayed away from", "staying away from", "eliminated", "eliminating", "omit", "omitting", "disregarding", "non", "never taken", "never traded", "not taken", "not traded", "anything but", "everything but", "all but", "all symbols but", "all days but", "every day but", "any symbol but"]),
        (Cue.Only, ["only", "just", "solely", "nothing but", "exclusively", "purely"]),
        (Cue.WithoutCommissions, ["without commissions", "without any commissions", "without commission", "without fees", "without any fees", "before commissions", "before fees", "excluding commissions", "excluding fees", "no commissions", "commission free", "if commissions were zero", "if there were no commissions", "if commissions were free", "if i paid no commissions", "if i had paid no commissions", "if i had not paid commissions", "if i did not pay commissions", "if i had not paid any commissions", "with zero commissions", "with no commissions", "had there been no commissions", "ignoring commissions", "ignoring fees", "gross of commissions", "gross of fees", "gross pnl", "pnl before commissions", "zero commissions", "if fees were zero", "not counting commissions", "if i had paid no fees", "if i paid no fees", "not paid any fees", "not paid commissions", "free of commissions", "had been commission free", "were commission free", "before costs", "without trading costs"]),
        (Cue.List, ["list", "show me", "show", "display", "enumerate", "name the", "give me a list of", "list all", "see"]),
        (Cue.Last, ["last", "latest", "most recent", "recent"]),
        (Cue.First, ["first", "earliest", "very first"]),
        (Cue.Share, ["what percentage of", "what percent of", "what share of", "what fraction of", "what proportion of", "percentage of", "percent of", "share of", "fraction of", "proportion of", "% of", "what % of", "what part of", "how much of"]),
        (Cue.Verb, ["are", "were", "was", "is", "came", "come", "comes", "coming", "ended", "end"]),
        (Cue.Per, ["per", "each", "every"]),
        (Cue.By, ["by", "for each", "broken down by", "break down by", "split by", "grouped by", "group by", "breakdown by", "across", "for every", "breakdown of", "break down"]),
        (Cue.Single, ["one", "single", "a single", "any one", "any single", "one single", "any given"]),
        (Cue.Both, ["both"]),
        (Cue.Pay, ["pay", "paid", "paying", "spend", "spent", "spending", "charged"]),
        (Cue.Such, ["such trades", "such trade", "such ones", "those trades", "these trades", "of those", "of these", "of them", "them", "those ones", "such", "that one", "those", "these", "that many"]),
        (Cue.Same, ["same", "the same", "same thing", "same question", "same for", "the same for", "likewise", "ditto"]),
        (Cue.Overall, ["overall", "in general", "altogether", "all in all", "in total overall", "across everything", "for everything", "all my trades", "all trades", "all of my trades", "across all trades", "across all my trades", "in all", "all in"]),
        (Cue.Follow, ["what about", "how about", "and what about", "and how about", "and for", "and in", "and on", "and with", "also", "as for", "then", "instead", "now"]),
        (Cue.Notes, ["notes", "note", "wrote", "write", "written", "write down", "wrote down", "journal entry", "journal entries", "notebook", "noted", "jotted", "wrote about", "did i say", "said about", "remark"]),
        (Cue.Rules, ["rules", "rule", "criteria", "conditions", "checklist", "plan for", "goals", "goal"]),
    ];

    /// <summary>Superlatives that count trades, whatever verb stands with them.</summary>
    public static IReadOnlyList<(Cue Cue, string[] Phrases)> CountingPhrases { get; } =
    [
        (Cue.Most, ["most often", "most frequently", "busiest", "most active", "most common", "commonest", "most frequent", "the most often", "most traded", "most heavily traded"]),
        (Cue.Fewest, ["least often", "least frequently", "least active", "quietest", "rarest", "least common", "least traded"]),
    ];

    /// <summary>Phrases without a meaning of their own, though their words have one.</summary>
    public static IReadOnlyList<string> FillerPhrases { get; } =
    [
        "in total", "at most", "at the most", "at best", "from peak to trough", "peak to trough", "from top to bottom", "so far", "to date", "at all", "up to now", "until now", "as a whole", "as well",
        "at least one trade", "per se", "by any chance", "of all my trades", "of mine",
        "when it comes to", "as far as", "in terms of", "if any", "going by", "looking at", "going on", "give me", "in my journal", "according to my journal", "in my account currency", "all of my",
    ];

    /// <summary>Words without a meaning of their own.</summary>
    public static IReadOnlyList<string> Filler { get; } =
    [
        .. ("a an the of my mine our i me we us it its to in on at for from with by s so far is are was were be been being am has have had "
            + "do did does that this who whom whose you your please tell give can could know want like about total totals overall altogether all "
            + "any ever each ones one's them they there here into out up via during over within across when while as well really actually "
            + "exactly roughly about approximately take taken took taking get got getting come came kind sort way let's lets see look looking "
            + "hello hi hey thanks thank ok okay dear hmm well right currently today's own amount amounts dollar dollars usd eur euro euros gbp pound pounds "
            + "yen jpy cash value figure figures number numbers stats statistics stat statistic data terms sum calculate compute find check "
            + "journal history record account's date dated local locally time zone having put set some still yet already if per and or what how which "
            + "entire whole complete full every everything made making end ended day's ago happened happen case use used using ran run running "
            + "many much more been then personal personally me myself been respect regard regards regarding whether term according "
            + "would i'd ive im question answer say says thing things just different distinct various unique combined together separately "
            + "dollarwise moneywise life lifetime trader among").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(),
    ];
}

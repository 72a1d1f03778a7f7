namespace TradingAi.Core.Language.Questions;

/// <summary>Finds what the words of a question stand for; what nobody claims stays visible as not understood.</summary>
internal sealed class Recognizer(CoreVocabulary core)
{
    private static readonly string[] s_nameNouns = ["tag", "tagged", "labelled", "labeled", "playbook", "symbol", "ticker", "strategy", "label", "setup", "mistake", "broker"];
    private static readonly string[] s_tradeNouns = ["trade", "setup", "playbook", "play", "entry", "strategy", "position", "one"];
    private static readonly string[] s_prepositions = ["on", "with", "in", "from", "using", "without", "taking", "taken", "took", "take", "trade", "traded", "trading", "my", "of", "for", "about", "never", "excluding", "or", "vs", "versus", "than", "and", "only"];

    // Capitals that are no tickers; they stay words that nobody understood.
    private static readonly string[] s_abbreviations =
        ["roi", "iv", "roe", "cagr", "atr", "rsi", "macd", "ema", "sma", "fomo", "ipo", "etf", "etfs", "ceo", "cpi", "fed", "fomc", "gdp", "irs", "nyse", "ai", "yoy", "pdt", "eps", "pe", "tax", "ok", "usa", "us", "uk", "eu", "fx", "btc", "eth"];

    /// <summary>Reads a question against a journal.</summary>
    public Reading Recognize(string text, JournalVocabulary names, DateOnly today)
    {
        var reading = new Reading(Spelling.Correct(Tokenizer.Cut(text), core, names.Names.Words));
        ClaimNamedNames(reading, names);
        ClaimPhrases(reading, names, minimumLength: 2, namesOnly: true);
        OutOfReach.Claim(reading, names.Journal.Profile.Currency);
        ClaimTails(reading);
        PeriodRecognizer.Recognize(reading, today);
        BehaviourRecognizer.Recognize(reading);
        ThresholdRecognizer.Recognize(reading, core.Table);
        AmountRecognizer.Recognize(reading);
        TimeOfDayRecognizer.Recognize(reading);
        WeekdaySpans.Claim(reading);
        ClaimSides(reading);
        ClaimRates(reading);
        ClaimColours(reading);
        ClaimPhrases(reading, names, minimumLength: 1, namesOnly: false);
        ClaimNumbers(reading);
        ClaimTickers(reading, names);
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (reading.IsFree(i) && core.IsFiller(reading.Tokens[i].Word))
            {
                reading.Claim(i, 1, FillerMeaning.Instance);
            }
        }

        reading.Sort();
        return reading;
    }

    // Quoted names, names beside "tagged" and the like, tickers in capitals: they count though they are common words.
    private static void ClaimNamedNames(Reading reading, JournalVocabulary names)
    {
        var shouting = reading.Tokens.All(t => t.IsUpper || !t.Text.Any(char.IsLetter)) && reading.Tokens.Count > 2;
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var token = reading.Tokens[i];
            var named = token.IsQuoted || token.IsTicker || (i > 0 && s_nameNouns.Contains(reading.Tokens[i - 1].Stem))
                || (i + 1 < reading.Tokens.Count && reading.Tokens[i + 1].Stem is "tag" or "playbook");
            var capitals = token.IsUpper && !shouting && token.Text.Length > 1 && names.HasSymbol(token.Text);
            if ((named || capitals) && reading.IsFree(i) && (names.Colliding.Match(reading, i) ?? names.Names.Match(reading, i)) is { } match
                && !(match.Meaning is NotHeldMeaning && !capitals && !token.IsTicker))
            {
                reading.Claim(i, match.Length, match.Meaning);
            }
        }
    }

    // "…, in hours", "in dollars": the unit in which the answer is wanted.
    private static void ClaimTails(Reading reading)
    {
        for (var i = 0; i + 1 < reading.Tokens.Count; i++)
        {
            if (reading.Word(i) == "in" && reading.Word(i + 1) is "hours" or "days" or "dollars" or "minutes" or "money" or "cash" or "euros" or "yen" or "pounds"
                && (i + 2 == reading.Tokens.Count || reading.Tokens[i + 2].AfterPause))
            {
                reading.Claim(i, 2, FillerMeaning.Instance);
            }
        }
    }

    private void ClaimPhrases(Reading reading, JournalVocabulary names, int minimumLength, bool namesOnly)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (!reading.IsFree(i))
            {
                continue;
            }

            var name = names.Names.Match(reading, i);
            var phrase = core.Table.Match(reading, i);
            var best = name is { } n && n.Length >= (phrase?.Length ?? 0) ? name : namesOnly ? null : phrase;
            best ??= namesOnly || core.IsWord(reading.Tokens[i].Word) || !StandsAsName(reading, i) ? null : names.Weak.Match(reading, i);
            if (best is { Length: 1 } && reading.Tokens[i].Word == "open" && (i == 0 || reading.Tokens[i - 1].Word is not ("i" or "to" or "we")))
            {
                // "do I have open", "the open ones": not the verb.
                best = (1, new CueMeaning(Cue.OpenNow));
            }

            if (best is { Length: 1, Meaning: CueMeaning { Cue: Cue.When } } && IsConditionalWhen(reading, i))
            {
                best = (1, FillerMeaning.Instance);
            }
            else if (best is { Length: > 1, Meaning: FigureMeaning { Name: "largest_loss" or "largest_win" } } && i > 0 && (reading.Tokens[i - 1].Number is not null || reading.Tokens[i - 1].Word is "second" or "third" or "fourth" or "fifth" or "ordinal"))
            {
                // "my 5 worst losses", "my second biggest win": several trades, not the figure.
                best = (1, new CueMeaning(reading.Tokens[i].Word switch { "worst" => Cue.Worst, "best" => Cue.Best, _ => Cue.High }));
            }

            if (best is { Length: 2, Meaning: FigureMeaning { Name: "total_commissions" } } && SaysWhatItCost(reading, i))
            {
                best = (1, new CueMeaning(Cue.Trade));
            }

            if (reading.Tokens[i].Word is "min" or "mins" && i > 0 && reading.Tokens[i - 1].Number is not null)
            {
                // "30 min" is a time, not the least of something.
                continue;
            }

            if (best is { } found && found.Length >= minimumLength)
            {
                reading.Claim(i, found.Length, found.Meaning);
            }
        }
    }

    // "what did revenge trading cost me": the verb, behind what it is said of; "what did trading cost me" asks for the costs of trading.
    private static bool SaysWhatItCost(Reading reading, int i) => reading.Tokens[i].Word == "trading" && i > 0
        && reading.Tokens[i - 1].Word is not ("did" or "does" or "do" or "has" or "have" or "my" or "the" or "all" or "total" or "this" or "of" or "in" or "on" or "for")
        && ((i + 2 < reading.Tokens.Count && reading.Tokens[i + 2].Word is "me" or "us")
            || (reading.Tokens[i + 1].Word == "cost" && reading.Tokens.Take(i).Any(t => t.Word is "did" or "does" or "has" or "do")));

    // "my win rate when shorting NVDA": behind something that is asked about, or before "I …" and a question, a condition.
    private static bool IsConditionalWhen(Reading reading, int i)
    {
        var leads = reading.Tokens.Take(i).All(t => t.Word is "and" or "so" or "but" or "ok" or "tell" or "me" or "know" or "say" or "show" or "do" or "you" or "can" or "please" or "exactly" or "hey" or "since" or "date");
        return leads
            ? i + 1 < reading.Tokens.Count && reading.Tokens[i + 1].Word is not ("was" or "were" or "did" or "is" or "are" or "do" or "does" or "have" or "had" or "has" or "am")
                && reading.Tokens.Skip(i + 2).Any(t => t.AfterPause || t.Word is "what" or "whats" or "how" or "which")
            : !reading.Tokens.Take(i).Any(t => t.Word is "where" or "who");
    }

    // "my days were green": green and red say it of a day, week or month that the question names.
    private static void ClaimColours(Reading reading)
    {
        for (var i = 1; i < reading.Tokens.Count; i++)
        {
            if (reading.Word(i) is "green" or "red" && reading.Word(i + 1) is not ("day" or "days" or "week" or "weeks" or "month" or "months" or "trade" or "trades" or "trading" or "on" or "overall")
                && reading.Tokens.Take(i).Any(t => t.Stem is "day" or "week" or "month") && reading.Tokens[i - 1].Word is "were" or "are" or "was" or "is" or "be" or "been" or "end" or "ended" or "finish" or "finished" or "close" or "closed" or "went" or "go")
            {
                reading.Claim(i, 1, new ConditionMeaning(new DayResultCondition(reading.Word(i) == "green" ? TradeResult.Win : TradeResult.Loss, TheDayAfter: false)));
            }
        }
    }

    private static bool StandsAsName(Reading reading, int i) =>
        (i + 1 < reading.Tokens.Count && s_tradeNouns.Contains(reading.Tokens[i + 1].Stem))
        || (i > 0 && s_prepositions.Contains(reading.Tokens[i - 1].Word));

    // "selling calls", "the puts I bought": which side of an option, or of a share that was bought.
    private static void ClaimSides(Reading reading)
    {
        var options = reading.Tokens.Any(t => t.Stem is "call" or "put" or "option" or "premium");
        var shares = reading.Tokens.Any(t => t.Stem is "stock" or "share");
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var direction = reading.Word(i) switch
            {
                "sell" or "sold" or "selling" or "writing" or "written" when options && reading.Word(i + 1) is not "short" and not "down" => "short",
                "buy" or "bought" or "buying" when options || shares => "long",
                _ => null,
            };
            if (direction is not null)
            {
                reading.Claim(i, 1, new ConditionMeaning(new KeyCondition(Grouping.Direction, [direction])));
            }
        }
    }

    // "per day", "a week", "monthly"
    private static void ClaimRates(Reading reading)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var adjective = reading.Word(i) switch
            {
                "daily" => Grouping.Day,
                "weekly" => Grouping.Week,
                "monthly" => Grouping.Month,
                "quarterly" => Grouping.Quarter,
                "yearly" or "annual" or "annually" => Grouping.Year,
                _ => (Grouping?)null,
            };
            if (adjective is { } found)
            {
                // "daily VaR" and the like are names of figures.
                if (reading.Word(i + 1) is not ("var" or "value" or "win"))
                {
                    reading.Claim(i, 1, new PerMeaning(found));
                }

                continue;
            }

            var next = i + 1 + (reading.Word(i + 1) is "trading" or "calendar" or "single" ? 1 : 0);
            Grouping? unit = reading.Word(next) switch
            {
                "day" => Grouping.Day, "week" => Grouping.Week, "month" => Grouping.Month, "quarter" => Grouping.Quarter, "year" => Grouping.Year, _ => null,
            };
            var rate = reading.Word(i) is "per" or "each" or "every"
                || (reading.Word(i) == "a" && next == i + 1 && (i == 0 || reading.Tokens[i - 1].Word is not ("in" or "on" or "within" or "during" or "than" or "over" or "under" or "held" or "of" or "for" or "such" or "had" or "after" or "what")));
            if (unit is { } per && rate && reading.Word(next + 1) is not ("of" or "to"))
            {
                reading.Claim(i, next + 1 - i, new PerMeaning(per));
            }
        }
    }

    private static void ClaimNumbers(Reading reading)
    {
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            if (!reading.IsFree(i))
            {
                continue;
            }

            var token = reading.Tokens[i];
            var ordinal = token.Word switch { "second" => 2, "third" => 3, "fourth" => 4, "fifth" => 5, _ => 0 };
            if (ordinal > 0 || (token.Number is >= 1 and <= 100 && reading.Word(i + 1) == "ordinal"))
            {
                var rank = ordinal > 0 ? ordinal : (int)token.Number!.Value;
                reading.Claim(i, ordinal > 0 ? 1 : 2, new NumberMeaning(rank, IsRank: true));
            }
            else if (i > 0 && reading.Tokens[i - 1].Word is "above" or "below" or "under" or "over" or "than" or "least" or "exceeding")
            {
                // A bound of something that nobody has named is no number of trades.
                continue;
            }
            else if (token is { Number: { } number, IsMoney: false } && number is >= 1 and <= 100 && number == Math.Truncate(number))
            {
                reading.Claim(i, 1, new NumberMeaning((int)number, IsRank: false));
            }
        }
    }

    // A word in capitals that nobody knows is a ticker that this journal does not hold.
    private void ClaimTickers(Reading reading, JournalVocabulary names)
    {
        var shouting = reading.Tokens.All(t => t.IsUpper || !t.Text.Any(char.IsLetter));
        for (var i = 0; i < reading.Tokens.Count; i++)
        {
            var token = reading.Tokens[i];
            if (reading.IsFree(i) && (token.IsTicker || (token.IsUpper && !shouting && token.Text.Length is >= 2 and <= 5 && token.Text.All(char.IsAsciiLetter)
                && !core.IsWord(token.Word) && !s_abbreviations.Contains(token.Word))) && !names.HasSymbol(token.Text))
            {
                reading.Claim(i, 1, new NotHeldMeaning(token.Text));
            }
        }
    }
}

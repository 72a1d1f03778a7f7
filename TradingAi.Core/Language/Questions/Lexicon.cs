namespace TradingAi.Core.Language.Questions;

/// <summary>The words of the trade that are the same for every journal: figures, groups, properties.</summary>
internal static class Lexicon
{
    /// <summary>The figures by the phrases that traders use for them.</summary>
    public static IReadOnlyList<(string Figure, string[] Phrases)> FigurePhrases { get; } =
    [
        ("net_pnl", ["net pnl", "total pnl", "pnl", "net profit or loss", "net profit and loss", "profit or loss", "profit and loss", "net profit", "net loss", "total profit", "net result", "total result", "overall result", "bottom line", "profit", "total", "net gain", "net earnings", "earnings total", "net income", "net total", "gain or loss", "gains and losses", "net", "result", "outcome", "money made"]),
        ("win_rate", ["win rate", "winrate", "winning rate", "win percentage", "winning percentage", "win percent", "win %", "winning %", "hit rate", "success rate", "strike rate", "batting average", "percentage of winners", "percentage of winning trades", "percent of winners", "share of winners", "percentage of wins", "hit ratio", "win ratio", "accuracy", "how often do i win", "how often am i right", "how often did i win", "percentage of profitable trades"]),
        ("loss_rate", ["loss rate", "losing rate", "losing percentage", "loss percentage", "percentage of losers", "percentage of losing trades", "how often do i lose", "how often did i lose", "how often am i wrong"]),
        ("profit_factor", ["profit factor"]),
        ("payoff_ratio", ["payoff ratio", "payoff", "pay off ratio", "win loss ratio", "win to loss ratio", "reward to risk", "reward to risk ratio", "average win to average loss", "average win to average loss ratio", "average win over average loss", "ratio of average win to average loss", "ratio of average wins to average losses", "reward risk ratio", "risk reward ratio", "risk reward", "risk to reward ratio"]),
        ("expectancy", ["expectancy", "expectancy per trade", "expected value", "expected value per trade", "edge per trade", "average pnl per trade", "average result per trade", "average profit per trade", "average net pnl per trade", "average trade", "average pnl", "average result", "average profit", "average net pnl", "mean pnl", "mean result", "mean trade result", "pnl per trade", "profit per trade", "result per trade", "average outcome", "average gain per trade", "average return per trade", "expected pnl"]),
        ("average_win", ["average win", "average winner", "average winning trade", "average profit on winners", "mean win", "average gain on winners", "typical winner", "typical win", "average size of winners", "avg winner size"]),
        ("average_loss", ["average loss", "average loser", "average losing trade", "mean loss", "typical loser", "typical loss", "average size of losers"]),
        ("largest_win", ["largest win", "biggest win", "best win", "largest gain", "biggest gain", "largest profit", "biggest profit", "greatest gain", "maximum win", "max win", "biggest single win", "largest single win", "biggest single gain"]),
        ("largest_loss", ["largest loss", "biggest loss", "worst loss", "greatest loss", "maximum loss", "max loss", "biggest single loss", "largest single loss", "heaviest loss"]),
        ("max_consecutive_wins", ["longest winning streak", "longest win streak", "best winning streak", "biggest winning streak", "max consecutive wins", "maximum consecutive wins", "most consecutive wins", "most wins in a row", "most winning trades in a row", "most winners in a row", "longest streak of wins", "longest run of wins", "longest run of winners", "longest streak of winners", "longest winning run", "longest streak of winning trades", "longest run of winning trades", "how many wins in a row", "how many winners in a row", "consecutive wins", "winning streak", "win streak", "most trades won in a row"]),
        ("max_consecutive_losses", ["longest losing streak", "longest loss streak", "worst losing streak", "biggest losing streak", "max consecutive losses", "maximum consecutive losses", "most consecutive losses", "most losses in a row", "most losing trades in a row", "most losers in a row", "longest streak of losses", "longest run of losses", "longest run of losers", "longest streak of losers", "longest losing run", "longest streak of losing trades", "longest run of losing trades", "how many losses in a row", "how many losers in a row", "consecutive losses", "losing streak", "loss streak", "worst streak", "most trades lost in a row"]),
        ("total_commissions", ["total commissions", "commissions", "commission", "fees", "total fees", "trading fees", "trading costs", "brokerage fees", "broker fees", "transaction costs", "commission bill", "commission costs"]),
        ("average_commission", ["average commission", "average fee", "commission per trade", "commissions per trade", "fees per trade", "average commission per trade", "average fees per trade", "average commissions"]),
        ("average_hold_hours", ["average hold time", "average holding time", "average hold", "average holding period", "mean hold time", "mean holding time", "mean holding period", "average duration", "average trade duration", "average trade length", "average time in trade", "average time in a trade", "average time held", "hold time", "holding time", "holding period", "time in trade", "trade duration", "average hold duration", "average length"]),
        ("median_hold_hours", ["median hold time", "median holding time", "median holding period", "median duration", "median hold", "median trade duration"]),
        ("median_pnl", ["median pnl", "median trade", "median result", "median profit", "median result per trade", "median outcome", "median trade result", "median net pnl"]),
        ("max_drawdown", ["max drawdown", "maximum drawdown", "largest drawdown", "biggest drawdown", "deepest drawdown", "worst drawdown", "drawdown", "peak to trough drop", "peak to trough loss", "largest peak to trough decline", "maximum peak to trough drop", "max dd", "maximum dd", "largest equity drop", "drawdown depth", "greatest drawdown"]),
        ("max_drawdown_days", ["drawdown duration", "max drawdown duration", "maximum drawdown duration", "drawdown length", "length of the drawdown", "length of the max drawdown", "length of my drawdown", "duration of the drawdown", "duration of my drawdown", "length of the maximum drawdown", "duration of the maximum drawdown", "length of my max drawdown", "duration of my max drawdown", "length of my largest drawdown", "duration of my largest drawdown", "length of my worst drawdown", "duration of my worst drawdown", "length of my maximum drawdown", "duration of my maximum drawdown"]),
        ("sharpe_ratio", ["sharpe ratio", "sharpe"]),
        ("sortino_ratio", ["sortino ratio", "sortino"]),
        ("value_at_risk_95", ["value at risk", "95% value at risk", "95 % value at risk", "95 percent value at risk", "var", "var 95", "95% var", "95 percent var", "daily var", "daily value at risk", "one day var", "one day value at risk", "1 day var", "95% daily var", "95% daily value at risk", "95% one day var", "95% 1 day var"]),
        ("expected_shortfall_95", ["expected shortfall", "conditional value at risk", "conditional var", "cvar", "95% expected shortfall", "95 percent expected shortfall", "95% cvar", "tail loss", "95% conditional value at risk", "average tail loss"]),
        ("average_r", ["average r", "average r multiple", "mean r", "mean r multiple", "r multiple", "r per trade", "average r per trade", "expectancy in r", "r expectancy", "avg r multiple"]),
        ("total_r", ["total r", "sum of r", "r total", "how many r", "total r multiple", "net r", "result in r", "pnl in r", "total in r"]),
        ("system_quality_number", ["system quality number", "sqn", "system quality"]),
        ("ulcer_index", ["ulcer index", "ulcer"]),
        ("recovery_factor", ["recovery factor", "recovery ratio", "return over max drawdown", "return over maximum drawdown"]),
        ("risk_of_ruin", ["risk of ruin", "probability of ruin", "chance of ruin", "odds of ruin", "ruin probability", "ruin risk"]),
        ("kelly_fraction", ["kelly fraction", "kelly", "kelly criterion", "kelly percentage", "kelly ratio", "kelly bet", "optimal f"]),
        ("gross_profit", ["gross profit", "gross gains", "gross winnings", "total winnings", "total of my wins", "sum of wins", "sum of my wins", "total gains", "total wins amount", "sum of winners", "gross wins", "sum of winning trades", "sum of my winning trades", "total profit of winners"]),
        ("gross_loss", ["gross loss", "gross losses", "total losses", "total loss", "sum of losses", "sum of my losses", "sum of losers", "sum of losing trades", "sum of my losing trades", "total of my losses"]),
        ("pnl_deviation", ["standard deviation of pnl", "standard deviation of my pnl", "standard deviation of results", "standard deviation", "standard deviation of my results", "standard deviation of my trades", "volatility of my results", "standard deviation per trade"]),
        ("average_rating", ["average rating", "mean rating", "average trade rating"]),
        ("average_notional", ["average position size", "average trade size", "average size of my positions", "average notional", "mean position size", "average capital per trade", "typical position size", "average position value", "average exposure"]),
        ("total_notional", ["exposure", "open notional", "open exposure", "current exposure", "total exposure"]),
        ("average_quantity", ["average number of shares", "average number of contracts", "average quantity", "average share size", "average contracts per trade", "average shares per trade"]),
        ("total_shares", ["how many shares", "number of shares", "total shares", "share volume"]),
        ("total_contracts", ["how many contracts", "number of contracts", "total contracts", "contract volume"]),
        ("average_initial_risk", ["average initial risk", "average risk per trade", "average risk", "initial risk", "mean initial risk"]),
        ("current_losing_streak", ["current losing streak", "current loss streak", "present losing streak"]),
        ("current_winning_streak", ["current winning streak", "current win streak", "present winning streak"]),
        ("longest_green_day_streak", ["most green days in a row", "longest run of green days", "longest streak of green days", "most winning days in a row", "longest run of winning days", "longest streak of winning days", "most consecutive green days", "most consecutive winning days", "longest streak of profitable days", "longest run of profitable days"]),
        ("longest_red_day_streak", ["most red days in a row", "longest run of red days", "longest streak of red days", "most losing days in a row", "longest run of losing days", "longest streak of losing days", "most consecutive red days", "most consecutive losing days"]),
        ("green_day_rate", ["percentage of green days", "share of green days", "percent of green days", "percentage of winning days", "percentage of profitable days", "share of winning days", "green day rate", "daily win rate", "percentage of days that were green", "percentage of my days were green", "percentage of my days are green", "percentage of days were green", "percent of days were green", "percent of my days were green"]),
        ("green_weeks", ["green weeks", "winning weeks", "profitable weeks", "positive weeks"]),
        ("red_weeks", ["red weeks", "losing weeks", "negative weeks", "unprofitable weeks"]),
        ("green_months", ["green months", "winning months", "profitable months", "positive months"]),
        ("red_months", ["red months", "losing months", "negative months", "unprofitable months"]),
        ("flat_days", ["flat days", "break even days", "breakeven days"]),
    ];

    /// <summary>Groupings by what traders call them.</summary>
    public static IReadOnlyList<(Grouping Grouping, string[] Phrases)> GroupPhrases { get; } =
    [
        (Grouping.Symbol, ["symbol", "ticker", "ticker symbol", "underlying", "instrument", "company", "stock symbol", "stock ticker", "name", "security"]),
        (Grouping.Asset, ["asset", "asset class", "asset type", "instrument type"]),
        (Grouping.Direction, ["direction", "side", "trade direction"]),
        (Grouping.Weekday, ["weekday", "week day", "day of the week", "day of week", "days of the week", "weekday of entry", "entry weekday"]),
        (Grouping.Hour, ["hour", "hour of the day", "hour of day", "time of day", "entry hour", "time of the day", "trading hour"]),
        (Grouping.Hold, ["hold bucket", "hold time bucket", "holding time bucket", "holding period bucket", "hold time group", "holding time group", "hold duration"]),
        (Grouping.Tag, ["tag", "label"]),
        (Grouping.Playbook, ["playbook", "setup", "play book", "system"]),
        (Grouping.StrategyType, ["option strategy", "options strategy", "strategy type", "strategy", "strategies", "option strategies", "kind of option", "type of option trade", "option structure"]),
        (Grouping.OptionType, ["option type", "type of option"]),
        (Grouping.Broker, ["broker", "brokerage"]),
        (Grouping.OrderType, ["order type", "type of order", "kind of order"]),
        (Grouping.Mistake, ["mistake", "error"]),
        (Grouping.Day, ["day", "trading day", "calendar day", "date", "session"]),
        (Grouping.Week, ["week", "trading week", "calendar week"]),
        (Grouping.Month, ["month", "calendar month", "trading month"]),
        (Grouping.Quarter, ["quarter", "calendar quarter"]),
        (Grouping.Year, ["year", "calendar year"]),
        (Grouping.Rating, ["rating", "star rating", "trade rating"]),
    ];

    /// <summary>Properties of trades.</summary>
    public static IReadOnlyList<(Condition Condition, string[] Phrases)> ConditionPhrases { get; } =
    [
        (Direction("long"), ["long", "longs", "long side", "the long side", "long trades", "long positions", "going long", "went long", "buying long", "buy side", "long direction", "longing"]),
        (Direction("short"), ["short", "shorts", "short side", "short trades", "short positions", "shorting", "shorted", "going short", "went short", "short selling", "short sales", "sold short", "selling short", "sell side", "short direction", "short sells"]),
        (Asset("stock"), ["stock", "share", "equity", "equities", "stock trade", "equity trade", "share trade", "common stock"]),
        (Asset("option"), ["option", "option trade", "options trade", "option contract", "options contract", "option position"]),
        (OptionType("Call"), ["call", "call option"]),
        (OptionType("Put"), ["put", "put option"]),
        (new ResultCondition(TradeResult.Win), ["winner", "winners", "win", "winning trade", "winning position", "profitable trade", "profitable position", "green trade", "winning one", "trades that won", "trade that won", "trades i won", "good trade", "trades that made money", "trades which made money", "ended in profit", "closed in profit", "closed at a profit", "closed green", "in profit", "positive trade", "that won", "that made money", "were profitable", "were winners", "ended green", "were won", "won", "winning"]),
        (new ResultCondition(TradeResult.Loss), ["loser", "losers", "loss", "losses", "losing trade", "losing position", "losing one", "red trade", "unprofitable trade", "trades that lost", "trade that lost", "trades i lost", "trades that lost money", "trades which lost money", "ended in a loss", "closed at a loss", "ended at a loss", "closed red", "bad trade", "negative trade", "that lost", "that lost money", "were losers", "were unprofitable", "ended red", "were lost", "in the red trades", "losing"]),
        (new ResultCondition(TradeResult.BreakEven), ["break even", "breakeven", "break even trade", "breakeven trade", "scratch", "scratch trade", "scratched", "scratched trade", "flat trade", "trades that broke even", "broke even", "zero result", "neither won nor lost"]),
        (new FlagCondition(TradeFlag.Stop), ["with a stop", "with a stop loss", "with stop", "with stop loss", "with stops", "had a stop", "had a stop loss", "having a stop", "had a stop loss set", "with a stop set", "with a stop loss set", "a stop loss", "used a stop", "used a stop loss", "using a stop", "stop loss"]),
        (new FlagCondition(TradeFlag.Stop, false), ["without a stop", "without a stop loss", "without stop", "without stop loss", "without stops", "without any stop", "without stop losses", "with no stop", "with no stop loss", "had no stop", "had no stop loss", "no stop", "no stop loss", "lacked a stop", "did not have a stop", "did not have a stop loss", "did not set a stop", "without a protective stop", "without setting a stop", "not set a stop"]),
        (new FlagCondition(TradeFlag.Target), ["with a target", "with a take profit", "had a target", "with take profit", "with a profit target", "had a profit target", "had a take profit"]),
        (new FlagCondition(TradeFlag.Target, false), ["without a target", "without a take profit", "no target", "no take profit", "without a profit target", "without take profit", "no profit target", "with no target"]),
        (new FlagCondition(TradeFlag.ExpiredWorthless), ["expired worthless", "expire worthless", "expiring worthless", "worthless expiry", "expired", "expired to zero", "expired out of the money", "worthless", "ran to zero", "went to zero", "worthless expiries", "worthless expirations"]),
        (new FlagCondition(TradeFlag.Mistakes), ["with a mistake", "with mistakes", "had a mistake", "with at least one mistake", "with any mistake", "marked with a mistake", "where i made a mistake", "i made a mistake", "i made mistakes", "with errors", "with a noted mistake", "in which i made a mistake", "with recorded mistakes"]),
        (new FlagCondition(TradeFlag.Mistakes, false), ["without a mistake", "without mistakes", "no mistake", "no mistakes", "with no mistake", "without any mistake", "mistake free", "error free", "without errors"]),
        (new FlagCondition(TradeFlag.Rating), ["rated", "with a rating", "have a rating", "had a rating"]),
        (new FlagCondition(TradeFlag.Rating, false), ["unrated", "not rated", "without a rating", "without rating", "with no rating"]),
        (new FlagCondition(TradeFlag.Reviewed), ["reviewed", "have reviewed", "i reviewed", "that i reviewed"]),
        (new FlagCondition(TradeFlag.Reviewed, false), ["unreviewed", "not reviewed", "have not reviewed", "not yet reviewed"]),
        (new FlagCondition(TradeFlag.Notes), ["with a note", "with notes", "have a note", "had a note", "with a trade note", "that have notes", "with trade notes", "noted trade"]),
        (new FlagCondition(TradeFlag.Notes, false), ["without a note", "without notes", "without any note", "with no note", "no note", "without a trade note", "have no note"]),
        (new FlagCondition(TradeFlag.Playbook), ["with a playbook", "in a playbook", "following a playbook", "with any playbook", "in any playbook", "from a playbook", "that followed a playbook"]),
        (new FlagCondition(TradeFlag.Playbook, false), ["without a playbook", "without any playbook", "outside any playbook", "outside a playbook", "no playbook", "not in a playbook", "not in any playbook", "outside my playbooks", "with no playbook", "off playbook", "without playbook"]),
        (new FlagCondition(TradeFlag.Tags, false), ["untagged", "without a tag", "without tags", "without any tag", "no tag", "no tags", "with no tags"]),
        (new FlagCondition(TradeFlag.Tags), ["tagged", "with a tag", "with tags", "with any tag"]),
        (new FlagCondition(TradeFlag.Overnight), ["overnight", "held overnight", "overnight trade", "overnight position", "over night", "past the close", "kept overnight", "carried overnight", "overnight hold"]),
        (new FlagCondition(TradeFlag.Overnight, false), ["intraday", "intra day", "same day", "closed the same day", "day trade", "intraday trade", "not held overnight", "opened and closed the same day", "opened and closed on the same day"]),
        (new DayResultCondition(TradeResult.Win, false), ["green day", "winning day", "profitable day", "positive day", "up day", "day in the green", "days in the green", "days in profit", "winning trading day", "profitable trading day"]),
        (new DayResultCondition(TradeResult.Loss, false), ["red day", "losing day", "unprofitable day", "negative day", "down day", "days in the red", "losing trading day", "loss day"]),
        (new DayResultCondition(TradeResult.Loss, true), ["the day after a losing day", "the day after a red day", "on the day after a losing day", "after a losing day", "after a red day", "after losing days", "after red days", "following a losing day", "following a red day", "the day after losing days", "the day after red days", "on days after a losing day", "on days after a red day", "on days after losing days", "on days after red days", "days following a red day", "days following a losing day"]),
        (new DayResultCondition(TradeResult.Win, true), ["the day after a winning day", "the day after a green day", "on the day after a winning day", "after a winning day", "after a green day", "after winning days", "after green days", "following a winning day", "following a green day", "the day after winning days", "the day after green days", "on days after a winning day", "on days after a green day", "on days after winning days", "on days after green days", "days following a green day", "days following a winning day"]),
        (Order("MARKET"), ["market order"]),
        (Order("LIMIT"), ["limit order"]),
        (Order("STOP"), ["stop order", "with a stop order", "with stop order"]),
        (Order("STOP_LIMIT"), ["stop limit order", "with a stop limit order", "with stop limit order"]),
        (new KeyCondition(Grouping.Weekday, ["Monday"]), ["monday", "mon"]),
        (new KeyCondition(Grouping.Weekday, ["Tuesday"]), ["tuesday", "tue", "tues"]),
        (new KeyCondition(Grouping.Weekday, ["Wednesday"]), ["wednesday", "wed", "weds"]),
        (new KeyCondition(Grouping.Weekday, ["Thursday"]), ["thursday", "thu", "thur", "thurs"]),
        (new KeyCondition(Grouping.Weekday, ["Friday"]), ["friday", "fri"]),
        (new KeyCondition(Grouping.Weekday, ["Saturday"]), ["saturday"]),
        (new KeyCondition(Grouping.Weekday, ["Sunday"]), ["sunday"]),
        (new KeyCondition(Grouping.Weekday, ["Saturday", "Sunday"]), ["weekend", "the weekend"]),
    ];

    private static KeyCondition Direction(string key) => new(Grouping.Direction, [key]);

    private static KeyCondition Asset(string key) => new(Grouping.Asset, [key]);

    private static KeyCondition OptionType(string key) => new(Grouping.OptionType, [key]);

    private static KeyCondition Order(string key) => new(Grouping.OrderType, [key]);
}

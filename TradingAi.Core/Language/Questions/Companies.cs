namespace TradingAi.Core.Language.Questions;

/// <summary>What traders call well-known tickers.</summary>
internal static class Companies
{
    /// <summary>Names by ticker, lower-case, several parted by bars.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AAPL"] = "apple", ["MSFT"] = "microsoft", ["AMZN"] = "amazon", ["GOOGL"] = "google|alphabet", ["GOOG"] = "google|alphabet",
        ["META"] = "facebook|meta platforms|meta", ["TSLA"] = "tesla", ["NVDA"] = "nvidia", ["AMD"] = "advanced micro devices|advanced micro",
        ["INTC"] = "intel", ["NFLX"] = "netflix", ["DIS"] = "disney|walt disney", ["BA"] = "boeing", ["PLTR"] = "palantir",
        ["COIN"] = "coinbase", ["SOFI"] = "sofi", ["SPY"] = "spider|spiders|s&p etf", ["QQQ"] = "qs|triple q|the qs", ["IWM"] = "russell etf",
        ["JPM"] = "jpmorgan|jp morgan", ["BAC"] = "bank of america|bofa", ["GS"] = "goldman|goldman sachs", ["MS"] = "morgan stanley", ["C"] = "citigroup|citi",
        ["WFC"] = "wells fargo", ["V"] = "visa", ["MA"] = "mastercard", ["PYPL"] = "paypal", ["SQ"] = "square", ["XYZ"] = "block inc",
        ["SHOP"] = "shopify", ["UBER"] = "uber", ["LYFT"] = "lyft", ["ABNB"] = "airbnb", ["SNAP"] = "snapchat", ["PINS"] = "pinterest",
        ["SPOT"] = "spotify", ["ROKU"] = "roku", ["ZM"] = "zoom", ["CRM"] = "salesforce", ["ORCL"] = "oracle", ["ADBE"] = "adobe",
        ["IBM"] = "ibm", ["CSCO"] = "cisco", ["QCOM"] = "qualcomm", ["AVGO"] = "broadcom", ["MU"] = "micron", ["TXN"] = "texas instruments",
        ["ARM"] = "arm holdings", ["SMCI"] = "supermicro|super micro", ["TSM"] = "tsmc|taiwan semiconductor", ["ASML"] = "asml", ["BABA"] = "alibaba",
        ["NIO"] = "nio", ["RIVN"] = "rivian", ["LCID"] = "lucid", ["F"] = "ford", ["GM"] = "general motors", ["TM"] = "toyota", ["XOM"] = "exxon|exxon mobil",
        ["CVX"] = "chevron", ["OXY"] = "occidental", ["BP"] = "bp", ["SHEL"] = "shell", ["KO"] = "coca cola|coke", ["PEP"] = "pepsi|pepsico",
        ["MCD"] = "mcdonalds|mcdonald", ["SBUX"] = "starbucks", ["NKE"] = "nike", ["LULU"] = "lululemon", ["WMT"] = "walmart", ["TGT"] = "target corp",
        ["COST"] = "costco", ["HD"] = "home depot", ["LOW"] = "lowes", ["CMG"] = "chipotle", ["PG"] = "procter|procter and gamble", ["JNJ"] = "johnson and johnson",
        ["PFE"] = "pfizer", ["MRNA"] = "moderna", ["LLY"] = "eli lilly|lilly", ["UNH"] = "unitedhealth|united health", ["ABBV"] = "abbvie", ["MRK"] = "merck",
        ["CAT"] = "caterpillar", ["DE"] = "deere|john deere", ["GE"] = "general electric", ["LMT"] = "lockheed|lockheed martin", ["RTX"] = "raytheon",
        ["UPS"] = "ups", ["FDX"] = "fedex", ["DAL"] = "delta|delta airlines", ["UAL"] = "united airlines", ["AAL"] = "american airlines", ["CCL"] = "carnival",
        ["T"] = "at&t", ["VZ"] = "verizon", ["TMUS"] = "t mobile", ["HOOD"] = "robinhood", ["GME"] = "gamestop|game stop", ["AMC"] = "amc",
        ["MSTR"] = "microstrategy", ["MARA"] = "marathon digital", ["RIOT"] = "riot platforms", ["CRWD"] = "crowdstrike", ["PANW"] = "palo alto",
        ["SNOW"] = "snowflake", ["NET"] = "cloudflare", ["DDOG"] = "datadog", ["U"] = "unity software", ["RBLX"] = "roblox", ["DKNG"] = "draftkings",
        ["SAP"] = "sap", ["SIE"] = "siemens", ["ALV"] = "allianz", ["BMW"] = "bmw", ["VOW3"] = "volkswagen|vw", ["DBK"] = "deutsche bank", ["ADS"] = "adidas",
        ["AIR"] = "airbus", ["MC"] = "lvmh", ["NESN"] = "nestle", ["NOVN"] = "novartis", ["ROG"] = "roche", ["SHOPIFY"] = "shopify", ["BRK.B"] = "berkshire|berkshire hathaway",
        ["7203"] = "toyota", ["6758"] = "sony", ["SONY"] = "sony", ["7974"] = "nintendo", ["NTDOY"] = "nintendo", ["9984"] = "softbank", ["BIDU"] = "baidu", ["PDD"] = "pinduoduo", ["JD"] = "jd",
        ["GLD"] = "gold etf", ["SLV"] = "silver etf", ["USO"] = "oil etf", ["TLT"] = "bond etf", ["VIX"] = "vix", ["DELL"] = "dell", ["HPQ"] = "hp", ["EBAY"] = "ebay", ["ETSY"] = "etsy", ["W"] = "wayfair",
    };
}

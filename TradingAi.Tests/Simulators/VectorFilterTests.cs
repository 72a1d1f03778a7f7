using System.Net;
using System.Text.Json.Nodes;

namespace TradingAi.Tests.Simulators;

/// <summary>The filter language, through queries: what matches, and what is refused.</summary>
public sealed class VectorFilterTests(VectorFilterTests.Cities cities) : IClassFixture<VectorFilterTests.Cities>
{
    private const string Istanbul = """
        {"city":"Istanbul","country":"Turkey","is_capital":false,"population":15460000,"name-2":"x",
         "geography":{"continent":"Asia","coordinates":{"latitude":41.0082,"longitude":28.9784}},
         "economy":{"currency":"TRY","major_industries":["Tourism","Textiles","Finance"]},"quote":"it's","ratings":[4,5]}
        """;

    private const string Bern = """{"city":"Bern","country":"Switzerland","is_capital":true,"population":134000,"geography":{"continent":"Europe"}}""";

    [Theory]
    [InlineData("country = 'Turkey'", "istanbul")]
    [InlineData("country = \"Turkey\" and population = 15460000 AND is_capital = false", "istanbul")]
    [InlineData("country != 'Turkey'", "bern")]
    [InlineData("is_capital = TRUE", "bern")]
    [InlineData("is_capital = 1", "bern")]
    [InlineData("is_capital = 0", "istanbul")]
    [InlineData("population < 134000.5", "bern")]
    [InlineData("population <= 134000", "bern")]
    [InlineData("population > 1.34e5", "istanbul")]
    [InlineData("population >= 134000", "bern istanbul")]
    [InlineData("geography.coordinates.longitude > -30.0", "istanbul")]
    [InlineData("city > 5", "")]
    [InlineData("city < 5", "")]
    [InlineData("city GLOB 'B*'", "bern")]
    [InlineData("city GLOB 'b*'", "")]
    [InlineData("city glob '?[sz]*[^m-z]'", "istanbul")]
    [InlineData("city GLOB '*[a-l]'", "istanbul")]
    [InlineData("city GLOB '*a*b*l'", "istanbul")]
    [InlineData("city NOT GLOB 'B*'", "istanbul")]
    [InlineData("population NOT GLOB '1*'", "")]
    [InlineData("country IN ('Germany', 'Turkey')", "istanbul")]
    [InlineData("country not in('Turkey','France')", "bern")]
    [InlineData("population IN (134000, 7)", "bern")]
    [InlineData("economy.major_industries CONTAINS 'Tourism'", "istanbul")]
    [InlineData("economy.major_industries NOT CONTAINS 'Steel'", "istanbul")]
    [InlineData("ratings CONTAINS 5", "istanbul")]
    [InlineData("economy.major_industries[0] = 'Tourism'", "istanbul")]
    [InlineData("economy.major_industries[#-1] = 'Finance'", "istanbul")]
    [InlineData("economy.major_industries[#-4] = 'Tourism'", "")]
    [InlineData("economy.major_industries[3] != 'Steel'", "")]
    [InlineData("HAS FIELD geography.coordinates", "istanbul")]
    [InlineData("has not field economy", "bern plain")]
    [InlineData("nothing != 'x'", "")]
    [InlineData("nothing NOT IN ('x')", "")]
    [InlineData("name-2 = 'x'", "istanbul")]
    [InlineData("quote = \"it's\"", "istanbul")]
    [InlineData("city = 'Bern' OR city = 'Istanbul' AND is_capital = true", "bern")]
    [InlineData("(city = 'Bern' OR city = 'Istanbul') AND is_capital = false", "istanbul")]
    [InlineData("((city='Bern'))", "bern")]
    [InlineData("", "bern istanbul plain")]
    public async Task A_filter_lets_through(string filter, string expected)
    {
        var reply = await cities.Simulation.OkAsync("vector/query", Vectors.Query(1, filter: filter));

        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), Vectors.Ids(reply).Order());
    }

    [Theory]
    [InlineData("country == 'Turkey'", "expected a literal, found = at position 9")]
    [InlineData("country = Turkey", "expected a literal, found Turkey at position 10")]
    [InlineData("country = 'Turkey", "a string has no end at position 10")]
    [InlineData("country = 'O''Brien'", "expected AND, OR or the end, found Brien at position 13")]
    [InlineData("population < '5'", "expected a number, found 5 at position 13")]
    [InlineData("population < 5x", "expected a number, found 5x at position 13")]
    [InlineData("country IN ()", "expected a literal, found ) at position 12")]
    [InlineData("country NOT = 'x'", "expected GLOB, IN or CONTAINS, found = at position 12")]
    [InlineData("NOT country = 'x'", "expected an operator, found country at position 4")]
    [InlineData("(country = 'x'", "expected ')', found the end at position 14")]
    [InlineData("country = 'x' AND", "expected a field, found the end at position 17")]
    [InlineData("country ~ 'x'", "unexpected character '~' at position 8")]
    [InlineData("country GLOB 5", "expected a string, found 5 at position 13")]
    [InlineData("a[x] = 1", "'a[x]' is no field at position 0")]
    [InlineData("1 = 1", "expected a field, found 1 at position 0")]
    public async Task What_is_no_filter_is_refused_with_the_place(string filter, string reason)
    {
        var (status, body) = await cities.Simulation.PostAsync("vector/query", Vectors.Query(1, filter: filter));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal($"Invalid filter: {reason}", (string)body["error"]!);
        Assert.Equal(400, (int)body["status"]!);
    }

    /// <summary>Two cities, and a vector without metadata.</summary>
    public sealed class Cities : IAsyncLifetime
    {
        internal Simulation Simulation { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Simulation = await Simulation.StartAsync(null, "--indexing-delay-ms", "0");
            JsonArray vectors = [
                Vectors.Item("istanbul", 1, JsonNode.Parse(Istanbul)),
                Vectors.Item("bern", 2, JsonNode.Parse(Bern)),
                Vectors.Item("plain", 3)];
            await Simulation.OkAsync("vector/upsert", vectors.ToJsonString());
        }

        public ValueTask DisposeAsync() => Simulation.DisposeAsync();
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace TradingAi.Tests.LocalHost.Hosting.Http;

public sealed class HttpRoutingTests
{
    [Fact]
    public async Task A_function_without_a_route_answers_at_its_name_under_api()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        Assert.Equal("ping", await app.Client.GetStringAsync("/api/Ping"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/Ping")).StatusCode);
    }

    [Fact]
    public async Task The_route_prefix_is_a_setting_of_the_host()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], _ => { }, null, "--AzureFunctionsJobHost:extensions:http:routePrefix=v1");

        Assert.Equal("ping", await app.Client.GetStringAsync("/v1/Ping"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Client.GetAsync("/api/Ping")).StatusCode);
    }

    [Theory]
    [InlineData("/api/items/7", "item 7")]
    [InlineData("/api/items/latest", "latest")]
    [InlineData("/api/maybe", "maybe none")]
    [InlineData("/api/maybe/3", "maybe 3")]
    [InlineData("/api/files/a/b%20c.txt", "file a/b c.txt")]
    [InlineData("/api/mixed/5f0c3ab4-1d5e-4e2b-9f77-5d3d3f1a2b3c/true/9000000000", "5f0c3ab4-1d5e-4e2b-9f77-5d3d3f1a2b3c True 9000000000")]
    public async Task Route_values_reach_the_parameters_of_their_names(string path, string answer)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        Assert.Equal(answer, await app.Client.GetStringAsync(path));
    }

    [Fact]
    public async Task A_route_value_that_does_not_parse_answers_400()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage response = await app.Client.GetAsync("/api/mixed/not-a-guid/true/1");

        await response.IsProblemAsync(HttpStatusCode.BadRequest, "bad_request");
    }

    [Fact]
    public async Task A_constraint_that_is_not_met_answers_404()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage response = await app.Client.GetAsync("/api/maybe/three");

        await response.IsProblemAsync(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Another_method_answers_405_and_says_which_are_allowed()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage response = await app.Client.DeleteAsync("/api/items/7");

        Assert.Equal(["GET", "PUT"], response.Content.Headers.Allow.Order());
        await response.IsProblemAsync(HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Fact]
    public async Task Functions_share_a_route_with_different_methods()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage response = await app.Client.PutAsync("/api/items/7", content: null);

        Assert.Equal("put 7", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_404_of_a_function_stays_as_the_function_made_it()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage response = await app.Client.GetAsync("/api/absent");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_route_takes_its_placeholders_from_settings()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Configured)], builder => builder.Configuration["Area"] = "north");

        Assert.Equal("configured", await app.Client.GetStringAsync("/api/north/here"));
    }

    [Fact]
    public async Task A_missing_setting_of_a_route_is_a_start_error_that_names_it()
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync(typeof(Configured)));

        Assert.Contains("'Area'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_functions_of_one_name_are_a_start_error()
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync(typeof(Configured), typeof(ConfiguredAgain)));

        Assert.Contains("more than once", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(NotInTheRoute), "'id'")]
    [InlineData(typeof(OtherTrigger), "HttpRequest")]
    [InlineData(typeof(BrokenRoute), "{id")]
    [InlineData(typeof(SameRoute), "both answer GET api/Same")]
    public async Task A_function_that_cannot_be_served_is_a_start_error_that_says_why(Type functions, string named)
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => RunningApp.StartAsync(functions));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private sealed class Functions
    {
        [Function("Ping")]
        public static IActionResult Ping([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Text("ping");

        [Function("Item")]
        public static IActionResult Item([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, int id) => Text($"item {id}");

        [Function("LatestItem")]
        public static IActionResult Latest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/latest")] HttpRequest request) => Text("latest");

        [Function("PutItem")]
        public static IActionResult Put([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "items/{id}")] HttpRequest request, string id) => Text($"put {id}");

        [Function("Maybe")]
        public static IActionResult Maybe([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "maybe/{id:int?}")] HttpRequest request, int? id) => Text($"maybe {id?.ToString() ?? "none"}");

        [Function("Files")]
        public static IActionResult Files([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request, string path) => Text($"file {path}");

        [Function("Mixed")]
        public static IActionResult Mixed([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "mixed/{id}/{flag}/{number}")] HttpRequest request, Guid id, bool flag, long number) =>
            Text($"{id} {flag} {number}");

        [Function("Absent")]
        public static IActionResult Absent([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new NotFoundResult();

        private static ContentResult Text(string text) => new() { Content = text };
    }

    private sealed class Configured
    {
        [Function("Configured")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "%Area%/here")] HttpRequest request) => new ContentResult { Content = "configured" };
    }

    private sealed class ConfiguredAgain
    {
        [Function("configured")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => new OkResult();
    }

    private sealed class NotInTheRoute
    {
        [Function("NotInTheRoute")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "other/{name}")] HttpRequest request, string id) => new OkResult();
    }

    private sealed class OtherTrigger
    {
        [Function("OtherTrigger")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] string request) => new OkResult();
    }

    private sealed class BrokenRoute
    {
        [Function("BrokenRoute")]
        public static IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "broken/{id")] HttpRequest request) => new OkResult();
    }

    private sealed class SameRoute
    {
        [Function("One")]
        public static IActionResult One([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same")] HttpRequest request) => new OkResult();

        [Function("Other")]
        public static IActionResult Other([HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "Same")] HttpRequest request) => new OkResult();
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace TradingAi.Tests.LocalHost.Hosting.Http;

public sealed class AccessKeyTests
{
    private static readonly string[] Keys = ["--FunctionsHost:FunctionKeys", "first, second", "--FunctionsHost:AdminKey", "master"];

    [Theory]
    [InlineData("/api/Open", null, HttpStatusCode.OK)]
    [InlineData("/api/Keyed", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/Keyed", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("/api/Keyed", "first", HttpStatusCode.OK)]
    [InlineData("/api/Keyed", "second", HttpStatusCode.OK)]
    [InlineData("/api/Keyed", "master", HttpStatusCode.OK)]
    [InlineData("/api/Admin", "first", HttpStatusCode.Unauthorized)]
    [InlineData("/api/Admin", "master", HttpStatusCode.OK)]
    public async Task A_function_asks_for_the_key_of_its_level(string path, string? key, HttpStatusCode status)
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], _ => { }, null, Keys);

        using HttpRequestMessage inHeader = new(HttpMethod.Get, path);
        if (key is not null)
        {
            inHeader.Headers.Add("x-functions-key", key);
        }

        Assert.Equal(status, (await app.Client.SendAsync(inHeader)).StatusCode);
        Assert.Equal(status, (await app.Client.GetAsync(key is null ? path : $"{path}?code={key}")).StatusCode);
    }

    [Fact]
    public async Task A_missing_key_is_answered_as_a_problem()
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], _ => { }, null, Keys);

        using HttpResponseMessage response = await app.Client.GetAsync("/api/Keyed");

        await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Theory]
    [InlineData("/api/Keyed")]
    [InlineData("/api/Admin")]
    public async Task Without_keys_in_settings_this_machine_needs_none(string path)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(path)).StatusCode);
    }

    private sealed class Functions
    {
        [Function("Open")]
        public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();

        [Function("Keyed")]
        public static IResult Keyed([HttpTrigger] HttpRequest request) => Results.Ok();

        [Function("Admin")]
        public static IResult Admin([HttpTrigger(AuthorizationLevel.Admin)] HttpRequest request) => Results.Ok();
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace TradingAi.Tests.LocalHost.Hosting.Http;

public sealed class HttpBodyTests
{
    [Fact]
    public async Task A_JSON_body_is_read_into_the_parameter_whatever_the_case_of_its_names()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage response = await app.Client.PostAsJsonAsync("/api/Order", new { SYMBOL = "AAPL", shares = 3 });

        Assert.Equal("AAPL 3", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{\"symbol\":")]
    [InlineData("{\"shares\":\"many\"}")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_body_that_does_not_fit_answers_400(string body)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await app.Client.PostAsync("/api/Order", content);

        await response.IsProblemAsync(HttpStatusCode.BadRequest, "bad_request");
    }

    [Fact]
    public async Task A_body_of_another_type_answers_415()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using StringContent content = new("{}", Encoding.UTF8, "text/plain");
        using HttpResponseMessage response = await app.Client.PostAsync("/api/Order", content);

        await response.IsProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Theory]
    [InlineData(false, 8 * 1024 * 1024)]
    [InlineData(false, (1024 * 1024) + 1)]
    [InlineData(true, (1024 * 1024) + 1)]
    [InlineData(true, 8 * 1024 * 1024)]
    public async Task A_body_over_the_limit_answers_413_whether_its_length_is_announced_or_not(bool chunked, int length)
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], _ => { }, null, "--FunctionsHost:MaxRequestBodyMegabytes", "1");

        using HttpRequestMessage request = new(HttpMethod.Post, "/api/Length") { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = chunked;
        using HttpResponseMessage response = await app.Client.SendAsync(request);

        await response.IsProblemAsync(HttpStatusCode.RequestEntityTooLarge, "payload_too_large");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Contains("1048576", problem.RootElement.GetProperty("errors").GetProperty("body")[0].GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_the_limit_passes(bool chunked)
    {
        await using RunningApp app = await RunningApp.StartAsync([typeof(Functions)], _ => { }, null, "--FunctionsHost:MaxRequestBodyMegabytes", "1");

        using HttpRequestMessage request = new(HttpMethod.Post, "/api/Length") { Content = new ByteArrayContent(new byte[1024 * 1024]) };
        request.Headers.TransferEncodingChunked = chunked;
        using HttpResponseMessage response = await app.Client.SendAsync(request);

        Assert.Equal("1048576", await response.Content.ReadAsStringAsync());
    }

    internal sealed record Order(string Symbol, int Shares);

    private sealed class Functions
    {
        [Function("Order")]
        public static IActionResult Take([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, [FromBody] Order order) =>
            new ContentResult { Content = $"{order.Symbol} {order.Shares}" };

        [Function("Length")]
        public static async Task<IResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
        {
            using MemoryStream copy = new();
            await request.Body.CopyToAsync(copy, cancellationToken);
            return Results.Text(copy.Length.ToString());
        }
    }
}

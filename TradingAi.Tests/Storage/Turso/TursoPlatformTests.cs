using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Turso;

/// <summary>Databases that must be made before they are used.</summary>
public sealed class TursoPlatformTests() : TursoTests("--databases", "strict")
{
    [Fact]
    public async Task Without_a_platform_token_a_missing_database_is_named_with_the_command_that_makes_it()
    {
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => NewInstance().OpenAsync(Ann, Cancelled));
        Assert.Contains("`turso db create tradingai-system`", error.Message);
        Assert.Contains("/turso/tradingai-system", error.Message);

        await CreateAsync("tradingai-system");
        error = await Assert.ThrowsAsync<StorageUnavailableException>(() => NewInstance().OpenAsync(Ann, Cancelled));
        Assert.Contains("`turso db create tradingai-ann`", error.Message);
        Assert.Contains("TURSO_PLATFORM_TOKEN", error.Message);
        Assert.Null(await NewInstance().FindAsync(Ann, Cancelled));
    }

    [Fact]
    public async Task With_one_it_is_made_when_it_is_needed_and_not_before()
    {
        var databases = NewInstance(Turso.Platform);
        Assert.Null(await databases.FindAsync(Ann, Cancelled));
        Assert.Equal(["tradingai-system"], await NamesAsync());

        await databases.OpenAsync(Ann, Cancelled);
        Assert.Equal(["tradingai-ann", "tradingai-system"], await NamesAsync());
    }

    [Fact]
    public async Task A_deleted_user_leaves_no_database()
    {
        var databases = NewInstance(Turso.Platform);
        var others = NewInstance(Turso.Platform);
        await databases.OpenAsync(Ann, Cancelled);
        var held = await others.FindAsync(Ann, Cancelled);
        await databases.DeleteAsync(Ann, Cancelled);

        Assert.Equal(["tradingai-system"], await NamesAsync());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => CountAsync(held!, $"SELECT count(*) AS n FROM webhook_ids"));
        Assert.Null(await others.FindAsync(Ann, Cancelled));
        await databases.DeleteAsync(Ann, Cancelled);
    }

    [Fact]
    public async Task A_recorded_database_that_vanished_is_an_error_and_not_an_empty_journal()
    {
        await NewInstance(Turso.Platform).OpenAsync(Ann, Cancelled);
        await SendAsync(HttpMethod.Delete, "/tradingai-ann");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => NewInstance(Turso.Platform).FindAsync(Ann, Cancelled));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => NewInstance(Turso.Platform).OpenAsync(Ann, Cancelled));
        Assert.Equal(["tradingai-system"], await NamesAsync());

        // Deleting the user clears the way.
        var databases = NewInstance(Turso.Platform);
        await databases.DeleteAsync(Ann, Cancelled);
        Assert.Equal(1, await CountAsync(await databases.OpenAsync(Ann, Cancelled), $"SELECT count(*) AS n FROM journal_state"));
    }

    [Fact]
    public async Task A_user_whose_database_was_deleted_by_hand_can_be_deleted_without_the_platform()
    {
        await CreateAsync("tradingai-system");
        await CreateAsync("tradingai-ann");
        var databases = NewInstance();
        await databases.OpenAsync(Ann, Cancelled);
        await SendAsync(HttpMethod.Delete, "/tradingai-ann");

        await databases.DeleteAsync(Ann, Cancelled);
        Assert.Null(await NewInstance().FindAsync(Ann, Cancelled));
    }

    [Fact]
    public async Task A_platform_that_refuses_is_said()
    {
        var databases = NewInstance([.. Turso.Platform.Where(setting => setting.Key != "TURSO_PLATFORM_TOKEN"), ("TURSO_PLATFORM_TOKEN", "wrong-token")]);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => databases.OpenAsync(Ann, Cancelled));
        Assert.Contains("tradingai-system", error.Message);
        Assert.Contains("acme", error.Message);
        Assert.DoesNotContain("wrong-token", error.ToString());
    }

    private async Task<string[]> NamesAsync()
    {
        using var names = JsonDocument.Parse(await SendAsync(HttpMethod.Get, ""));
        return [.. names.RootElement.GetProperty("databases").EnumerateArray().Select(database => database.GetProperty("Name").GetString()!).Order(StringComparer.Ordinal)];
    }

    private Task CreateAsync(string name) => SendAsync(HttpMethod.Post, "", $$"""{"name":"{{name}}","group":"default"}""");

    private async Task<string> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, $"{Turso.Url}/turso-platform/v1/organizations/acme/databases{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "local");
        request.Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var response = await http.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancelled);
    }
}

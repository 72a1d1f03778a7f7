using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Turso;

public sealed class TursoWireTests : IAsyncLifetime
{
    private HranaStub _stub = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _stub = await HranaStub.StartAsync();

    public ValueTask DisposeAsync() => _stub.DisposeAsync();

    [Fact]
    public async Task A_query_is_one_request_that_closes_its_stream()
    {
        _stub.Answer(HranaStub.Pipeline([HranaStub.Rows("""[{"name":"n","decltype":null}]""", """[[{"type":"integer","value":"7"}]]"""), HranaStub.Closed]));
        Assert.Equal(7, await _stub.Database.QueryFirstAsync(
            SqlStatement.Of($"SELECT {"a"}, {long.MaxValue}, {1.5}, {true}, {1.10m}, {(string?)null}, {new byte[] { 251, 255, 191 }}"),
            row => row.GetInt64("n"), Cancelled));

        var asked = Assert.Single(_stub.Asked);
        Assert.Equal("/db/v2/pipeline", asked.Path);
        Assert.Equal("Bearer secret-token", asked.Authorization);
        Assert.Equal(["execute", "close"], asked.Types);
        AssertJson(
            """
            {"sql":"SELECT @p0, @p1, @p2, @p3, @p4, @p5, @p6", "want_rows":true, "named_args":[
              {"name":"@p0","value":{"type":"text","value":"a"}},
              {"name":"@p1","value":{"type":"integer","value":"9223372036854775807"}},
              {"name":"@p2","value":{"type":"float","value":1.5}},
              {"name":"@p3","value":{"type":"integer","value":"1"}},
              {"name":"@p4","value":{"type":"text","value":"1.10"}},
              {"name":"@p5","value":{"type":"null"}},
              {"name":"@p6","value":{"type":"blob","base64":"+/+/"}}]}
            """,
            asked.Requests[0].GetProperty("stmt"));

        // The vendor's server does not read a base64 that holds escapes.
        Assert.Contains("\"+/+/\"", asked.Body);
    }

    [Fact]
    public async Task A_transaction_is_one_batch_of_which_each_step_depends_on_the_one_before()
    {
        _stub.AnswerBatch();
        await _stub.Database.ExecuteAsync([SqlStatement.Of($"DELETE FROM a WHERE b = {1}"), SqlStatement.Of($"DELETE FROM c")], Cancelled);

        var asked = Assert.Single(_stub.Asked);
        Assert.Equal(["batch", "close"], asked.Types);
        Assert.Null(asked.Baton);
        Assert.Equal(["BEGIN IMMEDIATE", "DELETE FROM a WHERE b = @p0", "DELETE FROM c", "COMMIT", "ROLLBACK"], asked.Statements);
        Assert.False(asked.Steps[0].TryGetProperty("condition", out _));
        for (var step = 1; step <= 3; step++)
        {
            AssertJson($$"""{"type":"ok","step":{{step - 1}}}""", asked.Steps[step].GetProperty("condition"));
        }

        AssertJson("""{"type":"not","cond":{"type":"ok","step":3}}""", asked.Steps[4].GetProperty("condition"));
    }

    [Fact]
    public async Task Values_are_read_as_the_vendor_writes_them()
    {
        _stub.Answer(HranaStub.Pipeline(
            [
                HranaStub.Rows(
                    """[{"name":"a"},{"name":"b"},{"name":"c"},{"name":"d"},{"name":"e"}]""",
                    """[[{"type":"integer","value":"-9223372036854775808"},{"value":2,"type":"float"},{"type":"text","value":"é"},{"type":"blob","base64":"+/8"},{"type":"null"}]]"""),
                HranaStub.Closed,
            ]));
        var row = await _stub.Database.QueryFirstAsync(
            SqlStatement.Of($"SELECT 1"), r => (r.GetInt64("a"), r.GetDouble("b"), r.GetString("c"), r.GetBytes("d"), r.IsNull("e")), Cancelled);

        Assert.Equal((long.MinValue, 2.0, "é"), (row.Item1, row.Item2, row.Item3));
        Assert.Equal([251, 255], row.Item4);
        Assert.True(row.Item5);
    }

    [Fact]
    public async Task A_result_that_is_too_large_for_an_answer_is_read_page_by_page_in_one_transaction()
    {
        var tooLarge = HranaStub.Error("RESPONSE_TOO_LARGE", "Response is too large");
        _stub.Answer(HranaStub.Pipeline([tooLarge, HranaStub.Closed]))
            .Answer(HranaStub.Pipeline([HranaStub.Rows("[]", "[]")], "begun"))
            .Answer(HranaStub.Pipeline([tooLarge], "first"))
            .Answer(HranaStub.Pipeline([Numbers(0, 500)], "second"))
            .Answer(HranaStub.Pipeline([Numbers(500, 100)], "third"))
            .Answer(HranaStub.Pipeline([HranaStub.Closed]));
        var rows = await _stub.Database.QueryAsync(
            SqlStatement.Of($"SELECT n FROM numbers WHERE n >= {0} ORDER BY n"), row => row.GetInt64("n"), Cancelled);

        Assert.Equal(Enumerable.Range(0, 600).Select(n => (long)n), rows);
        var asked = _stub.Asked.ToArray();
        Assert.Equal([null, null, "begun", "first", "second", "third"], asked.Select(request => request.Baton));
        Assert.Equal(["close"], asked[^1].Types);
        var page = asked[4].Requests[0].GetProperty("stmt");
        Assert.Equal("SELECT * FROM (SELECT n FROM numbers WHERE n >= @p0 ORDER BY n\n) LIMIT @p1 OFFSET @p2", page.GetProperty("sql").GetString());
        Assert.Equal(
            ["0", "500", "500"],
            page.GetProperty("named_args").EnumerateArray().Select(argument => argument.GetProperty("value").GetProperty("value").GetString()));

        static string Numbers(int start, int count) => HranaStub.Rows(
            """[{"name":"n"}]""",
            $"[{string.Join(',', Enumerable.Range(start, count).Select(n => $$"""[{"type":"integer","value":"{{n}}"}]"""))}]");
    }

    [Fact]
    public async Task A_large_transaction_follows_its_baton_and_its_server()
    {
        _stub.AnswerBatch("first").AnswerBatch("second", _stub.Url + "/elsewhere").AnswerBatch();
        var changed = await _stub.Database.ExecuteAsync(Deletes(1_200), Cancelled);

        var asked = _stub.Asked.ToArray();
        Assert.Equal(1_200, changed.Count);
        Assert.Equal([null, "first", "second"], asked.Select(request => request.Baton));
        Assert.Equal(["/db/v2/pipeline", "/db/v2/pipeline", "/elsewhere/v2/pipeline"], asked.Select(request => request.Path));
        Assert.Equal(["BEGIN IMMEDIATE"], asked.SelectMany(request => request.Statements).Where(sql => sql.StartsWith("BEGIN", StringComparison.Ordinal)));
        Assert.Equal("BEGIN IMMEDIATE", asked[0].Statements[0]);
        Assert.Equal(["COMMIT", "ROLLBACK"], asked[2].Statements[^2..]);
        Assert.Equal(["batch", "close"], asked[2].Types);
        Assert.All(asked[..2], request => Assert.Equal(["batch"], request.Types));
    }

    [Fact]
    public async Task A_large_transaction_that_fails_midway_is_closed()
    {
        _stub.AnswerBatch("first")
            .Answer(HranaStub.Pipeline([HranaStub.Error("SQLITE_CONSTRAINT", "CHECK constraint failed")], "second"))
            .Answer(HranaStub.Pipeline([HranaStub.Closed]));
        await Assert.ThrowsAsync<StorageConflictException>(() => _stub.Database.ExecuteAsync(Deletes(1_200), Cancelled));

        var last = _stub.Asked.Last();
        Assert.Equal(3, _stub.Asked.Count);
        Assert.Equal("second", last.Baton);
        Assert.Equal(["close"], last.Types);
    }

    [Fact]
    public async Task A_large_transaction_that_is_cancelled_midway_is_closed()
    {
        using var source = new CancellationTokenSource();
        var closed = new TaskCompletionSource();
        _stub.AnswerBatch("first")
            .Answer(async (http, _) =>
            {
                await source.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted);
            })
            .Answer(async (http, _) =>
            {
                await http.Response.WriteAsync(HranaStub.Pipeline([HranaStub.Closed]), Cancelled);
                closed.SetResult();
            });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _stub.Database.ExecuteAsync(Deletes(1_200), source.Token));

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        Assert.Equal(["close"], _stub.Asked.Last().Types);
        Assert.Equal("first", _stub.Asked.Last().Baton);
    }

    [Theory]
    [InlineData("SQLITE_BUSY")]
    [InlineData("TRANSACTION_BUSY")]
    public async Task A_transaction_that_another_writer_kept_out_is_tried_again(string code)
    {
        _stub.Answer(HranaStub.Pipeline([HranaStub.Error(code, "busy"), HranaStub.Closed])).AnswerBatch();
        Assert.Equal([1], await _stub.Database.ExecuteAsync(Deletes(1), Cancelled));
        Assert.Equal(2, _stub.Asked.Count);
    }

    [Fact]
    public async Task A_transaction_that_was_refused_before_it_ran_is_sent_again()
    {
        _stub.Answer("""{"error":"Service Unavailable"}""", 503).AnswerBatch();
        Assert.Equal([1], await _stub.Database.ExecuteAsync(Deletes(1), Cancelled));
        Assert.Equal(2, _stub.Asked.Count);
    }

    [Fact]
    public async Task A_transaction_that_may_have_run_is_not_sent_again()
    {
        _stub.Answer((http, _) =>
        {
            http.Abort();
            return Task.CompletedTask;
        }).AnswerBatch();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _stub.Database.ExecuteAsync(Deletes(1), Cancelled));
        Assert.Single(_stub.Asked);
    }

    [Fact]
    public async Task A_query_whose_answer_was_lost_is_sent_again()
    {
        _stub.Answer((http, _) =>
        {
            http.Abort();
            return Task.CompletedTask;
        }).Answer(HranaStub.Pipeline([HranaStub.Rows("[]", "[]"), HranaStub.Closed]));
        Assert.Empty(await _stub.Database.QueryAsync(SqlStatement.Of($"SELECT 1"), _ => 0, Cancelled));
    }

    [Theory]
    [InlineData(404, """{"error":"Namespace `db` doesn't exist"}""", "turso db create db")]
    [InlineData(401, """{"error":"Unauthorized"}""", "TURSO_AUTH_TOKEN")]
    [InlineData(402, """{"error":"payment required"}""", "402")]
    [InlineData(200, """{"baton":null,"results":[]}""", "cannot be read")]
    [InlineData(200, """[]""", "Turso")]
    [InlineData(200, """{"results":[{"type":"odd"},{"type":"ok"}]}""", "cannot be read")]
    [InlineData(200, """{"results":[{"type":"ok","response":{"result":{"cols":[{"name":"one"}],"rows":[[]]}}},{"type":"ok"}]}""", "cannot be read")]
    public async Task A_refusal_or_an_answer_that_cannot_be_read_is_an_outage_that_says_what_to_do(int status, string body, string hint)
    {
        _stub.Answer(body, status).Answer(body, status).Answer(body, status);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            _stub.Database.QueryAsync(SqlStatement.Of($"SELECT 1 AS one"), row => row.GetInt64("one"), Cancelled));
        Assert.Contains(hint, error.Message);
        Assert.DoesNotContain("secret-token", error.ToString());
    }

    private static SqlStatement[] Deletes(int count) => [.. Enumerable.Range(0, count).Select(n => SqlStatement.Of($"DELETE FROM a WHERE b = {n}"))];

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), actual.GetRawText());
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TradingAi.Tests.Support;

namespace TradingAi.Tests.Simulators;

public sealed class TursoSimulatorTests : IAsyncLifetime
{
    private Simulation _simulation = null!;

    public async ValueTask InitializeAsync() => _simulation = await Simulation.StartAsync();

    public ValueTask DisposeAsync() => _simulation.DisposeAsync();

    [Fact]
    public async Task Values_of_every_type_come_back_as_they_went()
    {
        var result = await Hrana.ExecuteAsync(
            _simulation,
            "SELECT ?, ?, ?, ?, ?",
            """{"type":"integer","value":"-9223372036854775808"}""",
            """{"type":"float","value":0.1}""",
            """{"type":"text","value":"é\u0000ü"}""",
            """{"type":"blob","base64":"AQID/w"}""",
            """{"type":"null"}""");

        Assert.Equal(
            """[[{"type":"integer","value":"-9223372036854775808"},{"type":"float","value":0.1},{"type":"text","value":"é\u0000ü"},{"type":"blob","base64":"AQID/w"},{"type":"null"}]]""",
            Hrana.Plain(result["rows"]!));
    }

    [Fact]
    public async Task Columns_have_names_and_declared_types_and_changes_are_counted()
    {
        await Hrana.ExecuteAsync(_simulation, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)");
        var inserted = await Hrana.ExecuteAsync(_simulation, "INSERT INTO t (name) VALUES ('a'), ('b') RETURNING id");
        var updated = await Hrana.ExecuteAsync(_simulation, "UPDATE t SET name = 'c'");
        var read = await Hrana.ExecuteAsync(_simulation, "SELECT id, name, 1 + 1 AS sum FROM t");

        Assert.Equal((2, "2", 2), ((int)inserted["affected_row_count"]!, (string)inserted["last_insert_rowid"]!, inserted["rows"]!.AsArray().Count));
        Assert.Equal((2, null), ((int)updated["affected_row_count"]!, (string?)updated["last_insert_rowid"]));
        Assert.Equal((0, 2), ((int)read["affected_row_count"]!, (int)read["rows_read"]!));
        Assert.Equal(
            """[{"name":"id","decltype":"INTEGER"},{"name":"name","decltype":"TEXT"},{"name":"sum","decltype":null}]""",
            read["cols"]!.ToJsonString());
    }

    [Fact]
    public async Task Named_arguments_fit_with_their_prefix_or_without()
    {
        var reply = await Hrana.PipelineAsync(_simulation, """
            {"type":"execute","stmt":{"sql":"SELECT :a || @b || $c","named_args":[
              {"name":"a","value":{"type":"text","value":"x"}},
              {"name":"@b","value":{"type":"text","value":"y"}},
              {"name":"c","value":{"type":"text","value":"z"}}]}}
            """);

        Assert.Equal("xyz", (string)reply["results"]![0]!["response"]!["result"]!["rows"]![0]![0]!["value"]!);
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES (1, 'a')", "SQLITE_CONSTRAINT", "SQLite error: UNIQUE constraint failed: t.id")]
    [InlineData("SELECT * FROM nowhere", "SQLITE_UNKNOWN", "SQLite error: no such table: nowhere")]
    [InlineData("SELECT colour FROM t", "SQL_INPUT_ERROR", "SQL input error: no such column: colour (at offset 7)")]
    [InlineData("SELEC 1", "SQL_PARSE_ERROR", "SQL string could not be parsed: near \"SELEC\": syntax error")]
    [InlineData("SELECT 1; SELECT 2", "SQL_MANY_STATEMENTS", "SQL string contains more than one statement")]
    [InlineData("-- nothing", "SQL_NO_STATEMENT", "SQL string does not contain any statement")]
    [InlineData("SELECT ?", "ARGS_INVALID", "Arguments do not match SQL parameters: value for parameter 1 not found")]
    [InlineData("SELECT :a", "ARGS_INVALID", "Arguments do not match SQL parameters: value for parameter :a not found")]
    [InlineData("ATTACH 'x' AS y", "SQL_PARSE_ERROR", "SQL string could not be parsed: unsupported statement: ATTACH 'x' AS y")]
    [InlineData("PRAGMA journal_mode = DELETE", "SQL_PARSE_ERROR", "SQL string could not be parsed: unsupported statement: PRAGMA journal_mode = DELETE")]
    [InlineData("VACUUM", "SQL_PARSE_ERROR", "SQL string could not be parsed: unsupported statement: VACUUM")]
    public async Task A_statement_that_fails_has_the_servers_code_and_sentence(string sql, string code, string message)
    {
        await Hrana.ExecuteAsync(_simulation, "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, name TEXT)");
        await Hrana.ExecuteAsync(_simulation, "INSERT OR IGNORE INTO t VALUES (1, 'a')");

        var result = (await Hrana.PipelineAsync(_simulation, Hrana.Execute(sql)))["results"]![0]!;

        Assert.Equal("error", (string)result["type"]!);
        Assert.Equal((code, message), ((string)result["error"]!["code"]!, (string)result["error"]!["message"]!));
    }

    [Fact]
    public async Task A_batch_as_a_transaction_commits_when_all_went_well()
    {
        var steps = await Hrana.TransactionAsync(_simulation, "CREATE TABLE t (id INTEGER PRIMARY KEY)", "INSERT INTO t VALUES (1)");

        Assert.All(steps["step_errors"]!.AsArray(), Assert.Null);
        Assert.Equal([true, true, true, true, false], steps["step_results"]!.AsArray().Select(step => step is not null));
        Assert.Equal("1", await Hrana.ScalarAsync(_simulation, "SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task A_batch_as_a_transaction_rolls_back_when_a_step_fails()
    {
        await Hrana.ExecuteAsync(_simulation, "CREATE TABLE t (id INTEGER PRIMARY KEY)");

        var steps = await Hrana.TransactionAsync(_simulation, "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)");

        Assert.Equal([true, true, false, false, false, true], steps["step_results"]!.AsArray().Select(step => step is not null));
        Assert.Equal([false, false, true, false, false, false], steps["step_errors"]!.AsArray().Select(step => step is not null));
        Assert.Equal("0", await Hrana.ScalarAsync(_simulation, "SELECT count(*) FROM t"));
    }

    [Theory]
    [InlineData("""{"type":"ok","step":0}""", true)]
    [InlineData("""{"type":"error","step":0}""", false)]
    [InlineData("""{"type":"error","step":1}""", true)]
    [InlineData("""{"type":"ok","step":2}""", false)]
    [InlineData("""{"type":"error","step":2}""", false)]
    [InlineData("""{"type":"not","cond":{"type":"ok","step":2}}""", true)]
    [InlineData("""{"type":"and","conds":[{"type":"ok","step":0},{"type":"error","step":1}]}""", true)]
    [InlineData("""{"type":"and","conds":[{"type":"ok","step":0},{"type":"ok","step":1}]}""", false)]
    [InlineData("""{"type":"or","conds":[{"type":"ok","step":1},{"type":"ok","step":0}]}""", true)]
    [InlineData("""{"type":"or","conds":[]}""", false)]
    [InlineData("""{"type":"is_autocommit"}""", true)]
    public async Task A_step_runs_if_its_condition_holds(string condition, bool runs)
    {
        // Step 0 succeeds, step 1 fails, step 2 is skipped.
        var reply = await Hrana.PipelineAsync(_simulation, $$$"""
            {"type":"batch","batch":{"steps":[
              {"stmt":{"sql":"SELECT 1"}},
              {"stmt":{"sql":"SELECT * FROM nowhere"}},
              {"stmt":{"sql":"SELECT 3"},"condition":{"type":"ok","step":1}},
              {"stmt":{"sql":"SELECT 4"},"condition":{{{condition}}}}]}}
            """);

        Assert.Equal(runs, reply["results"]![0]!["response"]!["result"]!["step_results"]![3] is not null);
    }

    [Fact]
    public async Task A_sequence_runs_statements_with_triggers_and_texts_until_one_fails()
    {
        var reply = await Hrana.PipelineAsync(_simulation, Hrana.Sequence("""
            CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); -- a; comment
            CREATE VIRTUAL TABLE words USING fts5(name);
            CREATE TRIGGER copies AFTER INSERT ON t BEGIN INSERT INTO words VALUES (new.name); SELECT 1; END;
            INSERT INTO t (name) VALUES ('one; two');
            """), Hrana.Sequence("INSERT INTO t (name) VALUES ('three'); INSERT INTO nowhere VALUES (1); INSERT INTO t (name) VALUES ('four')"));

        Assert.Equal("ok", (string)reply["results"]![0]!["type"]!);
        Assert.Equal("SQLITE_UNKNOWN", (string)reply["results"]![1]!["error"]!["code"]!);
        Assert.Equal("one; two", await Hrana.ScalarAsync(_simulation, "SELECT name FROM words WHERE words MATCH 'two'"));
        Assert.Equal("2", await Hrana.ScalarAsync(_simulation, "SELECT count(*) FROM t"));
        Assert.Equal("2", await Hrana.ScalarAsync(_simulation, """SELECT json_extract('{"a":[1,2]}', '$.a[1]')"""));
    }

    [Fact]
    public async Task Stored_texts_serve_their_stream_and_a_statement_is_described_without_running()
    {
        var reply = await Hrana.PipelineAsync(
            _simulation,
            """{"type":"store_sql","sql_id":1,"sql":"SELECT :a AS x, 'text' AS y"}""",
            """{"type":"describe","sql_id":1}""",
            """{"type":"close_sql","sql_id":1}""",
            """{"type":"get_autocommit"}""");

        Assert.Equal(
            """{"params":[{"name":":a"}],"cols":[{"name":"x","decltype":null},{"name":"y","decltype":null}],"is_explain":false,"is_readonly":true}""",
            reply["results"]![1]!["response"]!["result"]!.ToJsonString());
        Assert.True((bool)reply["results"]![3]!["response"]!["is_autocommit"]!);
    }

    [Theory]
    [InlineData("""{"requests":[{"type":"execute","stmt":{"sql":"SELECT ?","args":[{"type":"integer","value":7}]}}]}""")]
    [InlineData("""{"requests":[{"type":"unheard_of"}]}""")]
    [InlineData("""{"requests":[{"type":"describe","sql_id":1}]}""")]
    [InlineData("""{"requests":[{"type":"batch","batch":{"steps":[{"stmt":{"sql":"SELECT 1"},"condition":{"type":"ok","step":0}}]}}]}""")]
    [InlineData("""{"baton":"AAAA","requests":[]}""")]
    [InlineData("{}")]
    [InlineData("[")]
    public async Task What_violates_the_protocol_is_400_in_plain_text(string body)
    {
        using var content = new StringContent(body);
        using var response = await _simulation.Http.PostAsync("turso/main/v2/pipeline", content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_data_folder_keeps_databases_over_a_restart()
    {
        using var folder = new TemporaryDirectory();
        await using (var first = await Simulation.StartAsync(null, "--data", folder.Path))
        {
            await Hrana.TransactionAsync(first, "CREATE TABLE t (id INTEGER)", "INSERT INTO t VALUES (7)");
        }

        await using var second = await Simulation.StartAsync(null, "--data", folder.Path);

        Assert.Equal("7", await Hrana.ScalarAsync(second, "SELECT id FROM t"));
    }

    [Fact]
    public async Task Strict_databases_are_made_and_deleted_through_the_platform()
    {
        const string Databases = "turso-platform/v1/organizations/me/databases";
        await using var simulation = await Simulation.StartAsync(null, "--databases", "strict");
        var before = await simulation.PostAsync("turso/main/v2/pipeline", """{"requests":[]}""");
        Assert.Equal((HttpStatusCode.NotFound, "Namespace `main` doesn't exist"), (before.Status, (string)before.Body["error"]!));

        var made = await simulation.OkAsync(Databases, """{"name":"main","group":"default"}""");
        Assert.Equal("main", (string)made["database"]!["Name"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await simulation.PostAsync(Databases, """{"name":"main","group":"default"}""")).Status);
        Assert.Equal("1", await Hrana.ScalarAsync(simulation, "SELECT 1"));
        Assert.Equal(HttpStatusCode.OK, (await simulation.Http.GetAsync($"{Databases}/main")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await simulation.Http.DeleteAsync($"{Databases}/main")).StatusCode);
        using var gone = await simulation.Http.GetAsync($"{Databases}/main");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("could not find database with name main: record not found", (string)(await gone.Content.ReadFromJsonAsync<JsonNode>())!["error"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await simulation.PostAsync("turso/main/v2/pipeline", """{"requests":[]}""")).Status);
    }

    [Theory]
    [InlineData("Main")]
    [InlineData("a_b")]
    [InlineData("a.b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_name_that_no_database_can_have_is_refused(string name)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await _simulation.PostAsync($"turso/{name}/v2/pipeline", """{"requests":[]}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _simulation.PostAsync(
            "turso-platform/v1/organizations/me/databases", $$"""{"name":"{{name}}","group":"default"}""")).Status);
    }
}

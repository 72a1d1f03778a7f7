using TradingAi.Core.Storage;

namespace TradingAi.Tests.Storage.Contract;

/// <summary>What becomes of arguments and columns in every <see cref="IDatabase"/>.</summary>
public abstract class ValuesContract : StorageContract
{
    [Theory]
    [InlineData("")]
    [InlineData("it's \"quoted\" \\ / @p0 {0} %")]
    [InlineData("line\r\nline\ttab\u0001\u007f")]
    [InlineData("žluťoučký 日本語 العربية \u00a0 \u2028")]
    [InlineData("😀👩‍👩‍👧 \U0001F4C8")]
    [InlineData("+/=<>&'")]
    public async Task Text_comes_back_as_it_went_in(string text)
    {
        Assert.Equal(text, await StoredAsync(text, row => row.GetString("value")));
        Assert.Equal("text", await TypeOfAsync(text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9_007_199_254_740_993)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task Integers_lose_nothing(long number)
    {
        Assert.Equal(number, await StoredAsync(number, row => row.GetInt64("value")));
        Assert.Equal("integer", await TypeOfAsync(number));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-2.5e-300)]
    [InlineData(1.7976931348623157e308)]
    [InlineData(5.0)]
    public async Task Reals_lose_nothing(double number)
    {
        Assert.Equal(number, await StoredAsync(number, row => row.GetDouble("value")));
        Assert.Equal("real", await TypeOfAsync(number));
    }

    [Fact]
    public async Task Decimals_are_stored_as_text_to_the_last_digit()
    {
        Assert.Equal("1.10", await StoredAsync(1.10m, row => row.GetString("value")));
        Assert.Equal("-79228162514264337593543950335", await StoredAsync(decimal.MinValue, row => row.GetString("value")));
        Assert.Equal("text", await TypeOfAsync(1.10m));
    }

    [Fact]
    public async Task Truth_values_are_stored_as_numbers()
    {
        Assert.Equal(1, await StoredAsync(true, row => row.GetInt64("value")));
        Assert.Equal(0, await StoredAsync(false, row => row.GetInt64("value")));
        Assert.Equal("integer", await TypeOfAsync(true));
    }

    [Fact]
    public async Task Blobs_of_every_byte_and_length_come_back()
    {
        var everyByte = Enumerable.Range(0, 256).Select(n => (byte)n).ToArray();
        foreach (var bytes in new[] { [], [251], [255, 239], [251, 255, 191], everyByte })
        {
            Assert.Equal(bytes, await StoredAsync(bytes, row => row.GetBytes("value")));
        }

        Assert.Equal("blob", await TypeOfAsync(everyByte));
    }

    [Fact]
    public async Task Null_is_null_and_nothing_else()
    {
        Assert.True(await StoredAsync(null, row => row.IsNull("value")));
        Assert.Null(await StoredAsync(null, row => row.GetStringOrNull("value")));
        Assert.Null(await StoredAsync(null, row => row.GetInt64OrNull("value")));
        Assert.Null(await StoredAsync(null, row => row.GetDoubleOrNull("value")));
        Assert.False(await StoredAsync("", row => row.IsNull("value")));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => StoredAsync(null, row => row.GetInt64("value")));
    }

    [Fact]
    public async Task Numbers_are_read_as_the_kind_that_is_asked_for()
    {
        Assert.Equal(7, await StoredAsync(7L, row => row.GetDouble("value")));
        Assert.Equal(7, await StoredAsync(7.9, row => row.GetInt64("value")));
        Assert.Equal("7", await StoredAsync(7L, row => row.GetString("value")));
        Assert.Equal(42, await StoredAsync("42", row => row.GetInt64("value")));
    }

    [Fact]
    public async Task A_parameter_may_stand_in_several_places_and_in_any_order()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        var names = string.Join(" || ", Enumerable.Range(0, 12).Reverse().Select(n => $"@p{n}"));
        var text = await database.QueryFirstAsync(
            new SqlStatement($"SELECT @p1 || @p11 || {names} || @p1 AS text", [.. "abcdefghijkl".Select(letter => letter.ToString())]),
            row => row.GetString("text"), Cancelled);
        Assert.Equal("bl" + "lkjihgfedcba" + "b", text);
    }

    [Fact]
    public async Task A_value_that_no_column_can_hold_is_refused()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        await Assert.ThrowsAsync<ArgumentException>(() => database.QueryAsync(SqlStatement.Of($"SELECT {DateTimeOffset.UnixEpoch}"), _ => 0, Cancelled));
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_any_case_and_a_missing_one_is_a_mistake()
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        Assert.Equal(1, await database.QueryFirstAsync(SqlStatement.Of($"SELECT 1 AS One"), row => row.GetInt64("ONE"), Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => database.QueryAsync(SqlStatement.Of($"SELECT 1 AS one"), row => row.GetInt64("two"), Cancelled));
        Assert.Empty(await database.QueryAsync(SqlStatement.Of($"SELECT 1 AS one WHERE 0"), row => row.GetInt64("two"), Cancelled));
    }

    private async Task<T> StoredAsync<T>(object? value, Func<SqlRow, T> read)
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        await database.ExecuteAsync(
            [
                SqlStatement.Of($"CREATE TABLE IF NOT EXISTS held (value)"),
                SqlStatement.Of($"DELETE FROM held"),
                SqlStatement.Of($"INSERT INTO held VALUES ({value})"),
            ],
            Cancelled);
        return (await database.QueryAsync(SqlStatement.Of($"SELECT value FROM held"), read, Cancelled)).Single();
    }

    private async Task<string> TypeOfAsync(object value)
    {
        var database = await Databases.OpenAsync(Ann, Cancelled);
        return (await database.QueryAsync(SqlStatement.Of($"SELECT typeof({value}) AS type"), row => row.GetString("type"), Cancelled)).Single();
    }
}

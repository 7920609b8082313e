using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>Makes each day's partition before the first entry of the day, and the next day's with it.</summary>
internal sealed class JournalDays(NpgsqlDataSource connections, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private int _prepared = -1;

    /// <summary>Today, once its partition is there.</summary>
    public int Prepare(NpgsqlConnection connection)
    {
        var today = JournalPosition.Day(timeProvider.GetUtcNow());
        lock (_lock)
        {
            if (today <= _prepared)
                return today;
            using var command = new NpgsqlCommand("select journal_prepare($1)", connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = today } } };
            command.ExecuteNonQuery();
            _prepared = today;
            return today;
        }
    }

    /// <summary>Drops the oldest day's partition, when that day ended before an instant.</summary>
    /// <returns>True when it dropped one, or could not get at it for now.</returns>
    public async ValueTask<bool> TrimAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = connections.CreateCommand("select journal_trim($1)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = JournalPosition.Day(before) });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}

using Npgsql;

namespace Router.Storage.Tests.Postgres;

/// <summary>A transaction of somebody else, beside the store; rolled back when it is disposed.</summary>
internal sealed class OpenTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private OpenTransaction(NpgsqlConnection connection) => _connection = connection;

    public static async Task<OpenTransaction> BeginAsync(PostgresServer server, PostgresTestStore store, string sql)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store.ConnectionString) { Port = server.Port, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        var transaction = new OpenTransaction(connection);
        await transaction.ExecuteAsync("begin");
        await transaction.ExecuteAsync(sql);
        return transaction;
    }

    public async Task<object?> ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection);
        return await command.ExecuteScalarAsync();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}

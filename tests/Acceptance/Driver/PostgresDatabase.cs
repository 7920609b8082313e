using System.Diagnostics;
using Npgsql;
using Router.Deploy.Tests;
using Router.Storage.Tests.Postgres;

namespace Router.Acceptance.Driver;

/// <summary>A schema of a database on the tests' PostgreSQL server: a router's store.</summary>
public sealed class PostgresDatabase
{
    private static int _count;
    private readonly NpgsqlConnectionStringBuilder _connection;

    private PostgresDatabase(string connectionString) => _connection = new(connectionString);

    public string ConnectionString => _connection.ConnectionString;

    /// <summary>What names the store to a router.</summary>
    public IReadOnlyDictionary<string, string> Store => new Dictionary<string, string> { ["Router__Storage"] = "Postgres", ["ConnectionStrings__Router"] = ConnectionString };

    /// <summary>What a router that is alone on it needs to know.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>(Store)
    {
        ["Router__Silo__Port"] = "0",
        ["Router__Silo__GatewayPort"] = "0",
        ["Router__DrainFor"] = "00:00:00",
    };

    /// <summary>A schema of its own in the server's database.</summary>
    public static async Task<PostgresDatabase> NewSchemaAsync() => new((await PostgresServer.GetAsync()).NewSchema());

    /// <summary>An empty database, in which the schema has the given name.</summary>
    public static async Task<PostgresDatabase> NewAsync(string schema)
    {
        var server = await PostgresServer.GetAsync();
        var name = $"acceptance_{System.Environment.ProcessId}_{Interlocked.Increment(ref _count)}";
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, SearchPath = schema }.ConnectionString);
    }

    /// <summary>Another, empty database with the same schema.</summary>
    public Task<PostgresDatabase> NewLikeThisAsync() => NewAsync(_connection.SearchPath!);

    /// <summary>Runs <c>deploy/backup.sh</c> or <c>deploy/restore.sh</c>.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string script, string file, TimeSpan bound)
    {
        var start = new ProcessStartInfo("bash", [Repository.File($"deploy/{script}"), file, "--schema", _connection.SearchPath!]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("PGHOST", _connection.Host), ("PGPORT", $"{_connection.Port}"), ("PGDATABASE", _connection.Database), ("PGUSER", _connection.Username) })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(bound);
        return (process.ExitCode, await output + await error);
    }
}

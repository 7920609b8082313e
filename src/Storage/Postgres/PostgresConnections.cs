using System.Net;
using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>The pools: one for the writers, whose plans must not depend on how full a table was when they were made, and one for reads.</summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    /// <summary>The schema when the connection string names none.</summary>
    private const string DefaultSchema = "router";

    // A server allows 100 connections unless it is told otherwise, and a cluster of five hosts is to fit into that, with some left for people.
    private const int MostReads = 12;

    /// <summary>
    /// Rows are always found by their key: a plan made for an empty table would otherwise scan the full one until it is analysed.
    /// What is off only looks expensive to the planner, so that it must not compile plans for it.
    /// </summary>
    private const string ByIndex = "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set jit = off";

    private PostgresConnections(NpgsqlConnectionStringBuilder settings, int writers)
    {
        Schema = SchemaOf(settings);
        Reads = NpgsqlDataSource.Create(settings);
        var writing = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MinPoolSize = 0, MaxPoolSize = writers + 1 }.ConnectionString);
        writing.UsePhysicalConnectionInitializer(
            static connection =>
            {
                using var command = new NpgsqlCommand(ByIndex, connection);
                command.ExecuteNonQuery();
            },
            static async connection =>
            {
                await using var command = new NpgsqlCommand(ByIndex, connection);
                await command.ExecuteNonQueryAsync();
            });
        Writes = writing.Build();
    }

    /// <summary>The schema that holds the tables.</summary>
    public string Schema { get; }

    public NpgsqlDataSource Reads { get; }

    public NpgsqlDataSource Writes { get; }

    /// <summary>The pools; nothing is connected yet.</summary>
    /// <exception cref="StoreOpenException">The connection string is not one.</exception>
    public static PostgresConnections Open(PostgresStoreOptions options) => new(Settings(options.ConnectionString), options.Writers);

    /// <summary>The connection string with what the store needs.</summary>
    /// <exception cref="StoreOpenException">It is not one.</exception>
    public static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = Parse(connectionString);
        var given = settings.Keys;
        if (!given.Contains("SSL Mode") && !IsLocal(settings.Host))
            settings.SslMode = SslMode.Require;
        if (string.IsNullOrWhiteSpace(settings.SearchPath))
            settings.SearchPath = DefaultSchema;
        if (!given.Contains("Application Name"))
            settings.ApplicationName = "router";
        if (!given.Contains("Max Auto Prepare"))
            settings.MaxAutoPrepare = 64;
        if (!given.Contains("Command Timeout"))
            settings.CommandTimeout = 10;
        if (!given.Contains("Maximum Pool Size"))
            settings.MaxPoolSize = MostReads;
        if (!given.Contains("Timeout"))
            settings.Timeout = 5;
        settings.AutoPrepareMinUsages = 2;
        settings.NoResetOnClose = true;
        settings.IncludeErrorDetail = false;
        return settings;
    }

    /// <summary>The schema that a connection string means.</summary>
    public static string SchemaOf(NpgsqlConnectionStringBuilder settings) => settings.SearchPath!.Split(',')[0].Trim().Trim('"');

    public async ValueTask DisposeAsync()
    {
        await Writes.DisposeAsync();
        await Reads.DisposeAsync();
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new(connectionString);
        }
        catch (ArgumentException exception)
        {
            throw new StoreOpenException($"ConnectionStrings:Router: {exception.Message} It is an Npgsql connection string, such as Host=db.example;Database=router;Username=router;Password=...", exception);
        }
    }

    private static bool IsLocal(string? hosts) => (hosts ?? "").Split(',').All(host =>
    {
        var name = host.Trim();
        var colon = name.LastIndexOf(':');
        if (colon > 0 && name.IndexOf(':', StringComparison.Ordinal) == colon)
            name = name[..colon];
        return name.Length == 0 || name[0] is '/' or '@' || name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    });
}

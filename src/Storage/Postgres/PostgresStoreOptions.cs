using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>How the PostgreSQL store runs. Only the connection string must be given.</summary>
public sealed record PostgresStoreOptions
{
    /// <summary>
    /// An Npgsql connection string. The first schema of its <c>Search Path</c> is the store's, default <c>router</c>.
    /// Hosts off loopback are asked for TLS unless it has an <c>SSL Mode</c>.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>The schema owner's, when the role of <see cref="ConnectionString"/> may not create tables; used at start only, to migrate and to grant. Default: none.</summary>
    public string? OwnerConnectionString { get; init; }

    /// <summary>The connection string for what shares the schema with the store: the cluster's membership.</summary>
    public string MembershipConnectionString =>
        new NpgsqlConnectionStringBuilder(PostgresConnections.Settings(ConnectionString).ConnectionString) { MaxPoolSize = 4, ApplicationName = "router membership" }.ConnectionString;

    /// <summary>Writes that may wait; further ones fail at once with <see cref="StoreUnavailableException"/>. Default: 8,192.</summary>
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>The most writes in one transaction. Default: 512.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>Transactions under way at a time, each on a connection of its own. Default: 2, so that under load one is prepared while another waits for its commit.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>How many writes must wait for a transaction to begin beside one that is under way. Default: 64.</summary>
    public int WorthwhileBatch { get; init; } = 64;

    /// <summary>How often deferred states are written. Default: 1 s.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a row may be behind its journal before any process writes its state, because the one that deferred it can't. Default: 10 s.</summary>
    public TimeSpan CatchUpAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a store that could not commit is asked whether it can again. Default: 1 s.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Without the passwords of the connection strings.</summary>
    public override string ToString() => $"{nameof(PostgresStoreOptions)} {{ {nameof(QueueCapacity)} = {QueueCapacity}, {nameof(MaxBatch)} = {MaxBatch}, {nameof(Writers)} = {Writers} }}";
}

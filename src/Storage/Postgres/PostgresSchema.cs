using System.Globalization;
using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>The scripts in <c>Schema/</c>, embedded: a schema's version is the number of those that it has had. A released one never changes.</summary>
internal static class PostgresSchema
{
    /// <summary>In order.</summary>
    public static readonly ImmutableArray<string> Scripts = ReadScripts();

    /// <summary>Brings the schema to this build's version, all or nothing, one silo at a time.</summary>
    /// <returns>Its version.</returns>
    /// <exception cref="StoreOpenException">It can't be reached or migrated, or is newer than this build.</exception>
    public static Task<int> PrepareAsync(PostgresStoreOptions options) => PrepareAsync(options, Scripts);

    /// <inheritdoc cref="PrepareAsync(PostgresStoreOptions)"/>
    public static async Task<int> PrepareAsync(PostgresStoreOptions options, ImmutableArray<string> scripts)
    {
        var app = PostgresConnections.Settings(options.ConnectionString);
        var schema = PostgresConnections.SchemaOf(app);
        var owner = options.OwnerConnectionString is { } other ? PostgresConnections.Settings(other) : app;
        owner.SearchPath = app.SearchPath;
        owner.Pooling = false;
        try
        {
            await using var source = NpgsqlDataSource.Create(owner);
            await using var connection = await source.OpenConnectionAsync();
            var version = await MigrateAsync(connection, schema, scripts);
            if (options.OwnerConnectionString is not null && owner.Username != app.Username && app.Username is { } role)
                await GrantAsync(connection, schema, role);
            return version;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new StoreOpenException(
                $"PostgreSQL: the role {owner.Username} may not create or change schema {schema} ({exception.MessageText}). Give ConnectionStrings:RouterOwner with a role that may, or run docs/postgres.md's statements first.", exception);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StoreOpenException($"PostgreSQL at {owner.Host}:{owner.Port}, database {owner.Database}: {exception.Message} Check ConnectionStrings:Router and that the server runs.", exception);
        }
    }

    private static async Task<int> MigrateAsync(NpgsqlConnection connection, string schema, ImmutableArray<string> scripts)
    {
        if (await VersionAsync(connection, schema, scripts.Length) == scripts.Length)
            return scripts.Length;
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, "select pg_advisory_xact_lock(hashtext('router schema'), hashtext($1))", schema);
        var version = await VersionAsync(connection, schema, scripts.Length);
        if (version == 0)
        {
            if (!await ExistsAsync(connection, "select exists(select from pg_namespace where nspname = $1)", schema))
                await ExecuteAsync(connection, $"create schema {Quote(schema)}");
            await ExecuteAsync(connection, "create table schema_version(version integer not null); insert into schema_version values(0)");
        }
        foreach (var script in scripts[version..])
            await ExecuteAsync(connection, script);
        await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"update schema_version set version = {scripts.Length}"));
        await transaction.CommitAsync();
        return scripts.Length;
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, string schema, int known)
    {
        // Not to_regclass: it answers from a cache that waiting for the lock does not refresh.
        if (!await ExistsAsync(connection, "select exists(select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 'schema_version' and n.nspname = $1)", schema))
            return 0;
        await using var read = new NpgsqlCommand("select version from schema_version", connection);
        var version = (int)(await read.ExecuteScalarAsync())!;
        return version <= known
            ? version
            : throw new StoreOpenException($"PostgreSQL: schema {schema} has version {version}, this build knows {known}: it was migrated by a newer router. Start that one, or restore a backup from before.");
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, string name)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = name } } };
        return await command.ExecuteScalarAsync() is true;
    }

    /// <summary>What the router's own role needs: rows, not tables.</summary>
    private static Task GrantAsync(NpgsqlConnection connection, string schema, string role) => ExecuteAsync(connection, $"""
        grant usage on schema {Quote(schema)} to {Quote(role)};
        grant select, insert, update, delete on all tables in schema {Quote(schema)} to {Quote(role)};
        revoke insert, update, delete on {Quote(schema)}.schema_version from {Quote(role)};
        grant usage, select, update on all sequences in schema {Quote(schema)} to {Quote(role)};
        grant execute on all functions in schema {Quote(schema)} to {Quote(role)}
        """);

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params string[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var argument in arguments)
            command.Parameters.Add(new() { Value = argument });
        await command.ExecuteNonQueryAsync();
    }

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static ImmutableArray<string> ReadScripts()
    {
        var assembly = typeof(PostgresSchema).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}

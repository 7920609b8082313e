using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>Positional parameters.</summary>
internal static class PostgresParameters
{
    /// <summary>Adds an array.</summary>
    public static void Add<T>(this NpgsqlCommand command, T[] values, NpgsqlDbType element) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });

    /// <summary>Adds a value.</summary>
    public static void Add<T>(this NpgsqlCommand command, T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
}

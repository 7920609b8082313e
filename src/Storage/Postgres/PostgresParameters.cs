using Npgsql;
using NpgsqlTypes;

namespace Router.Storage.Postgres;

/// <summary>Positional parameters.</summary>
internal static class PostgresParameters
{
    /// <summary>Adds an array.</summary>
    public static void AddArray<T>(this NpgsqlParameterCollection parameters, T[] values, NpgsqlDbType element) =>
        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element });

    /// <summary>Adds a value.</summary>
    public static void AddValue<T>(this NpgsqlParameterCollection parameters, T value) => parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    /// <summary>Adds a value.</summary>
    public static void Add<T>(this NpgsqlCommand command, T value) => command.Parameters.AddValue(value);
}

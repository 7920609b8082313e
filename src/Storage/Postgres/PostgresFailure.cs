using Npgsql;

namespace Router.Storage.Postgres;

/// <summary>What a failure means.</summary>
internal static class PostgresFailure
{
    /// <summary>For the metrics.</summary>
    public static string Kind(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "disk_full",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ConfigurationLimitExceeded } => "throttled",
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } => "corrupt",
        PostgresException { SqlState: PostgresErrorCodes.IoError } => "io",
        PostgresException { IsTransient: false } => "other",
        NpgsqlException or TimeoutException => "io",
        _ => "other",
    };

    /// <summary>The server undid the transaction, because of another one: the next attempt meets what that one left.</summary>
    public static bool MayRepeat(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}

using Microsoft.Data.Sqlite;

namespace Router.Storage.Sqlite;

/// <summary>A copy of the database while a router writes to it.</summary>
public static class SqliteBackup
{
    /// <summary>
    /// Writes everything that is committed at one instant into a new file of its own, without a log, and syncs it. Nothing waits for it, but
    /// the log grows meanwhile: by what is written, until the copy is done.
    /// </summary>
    /// <param name="directory">The data folder.</param>
    /// <param name="target">The new file; its folder must be there.</param>
    /// <exception cref="StoreOpenException">There is no database, it can't be read, or the target can't be written.</exception>
    public static void Write(string directory, string target)
    {
        var source = Path.Combine(Path.GetFullPath(directory), "router.db");
        if (!File.Exists(source))
            throw new StoreOpenException($"{source} does not exist: {directory} is no data folder of a router with the SQLite store.");
        try
        {
            using (var database = SqliteDatabase.Open(source, readOnly: true))
                database.Execute($"vacuum into '{target.Replace("'", "''", StringComparison.Ordinal)}'");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            using var written = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
            written.Flush(flushToDisk: true);
        }
        catch (SqliteException exception)
        {
            throw new StoreOpenException($"{source} can't be copied to {target}: {exception.Message}", exception);
        }
    }
}

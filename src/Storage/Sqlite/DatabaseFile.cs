using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Router.Storage.Sqlite;

/// <summary>Makes a database file ready, or says why it can't be used.</summary>
internal static class DatabaseFile
{
    /// <summary>Files up to this many bytes are checked whole; of larger ones only the header, the schema and the newest rows, so that a start takes no minutes.</summary>
    private const long CheckedWhole = 64 << 20;

    /// <summary>Creates or migrates the file.</summary>
    /// <exception cref="StoreOpenException">It is not ours, damaged, newer than this build, or can't be written.</exception>
    public static void Prepare(string path)
    {
        try
        {
            if (File.Exists(path) && new FileInfo(path).Length > 0)
                Examine(path);
            using var database = SqliteDatabase.Open(path, readOnly: false);
            database.Execute("pragma page_size = 8192; pragma journal_mode = wal; pragma synchronous = full");
            SqliteSchema.Migrate(database);
        }
        catch (SqliteException exception)
        {
            throw Explain(path, exception);
        }
    }

    /// <summary>Turns an error while opening into one that a person can act on.</summary>
    public static StoreOpenException Explain(string path, SqliteException exception) => new(exception.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => $"The disk of {path} is full. Free space and start again; nothing was lost.",
        raw.SQLITE_NOTADB => $"{path} is not a database of the router. Move it away, or choose another folder with --data.",
        raw.SQLITE_CORRUPT => Damaged(path, exception.Message),
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN => $"{path} can't be written: {exception.Message} Give the user that runs the router write access to the file and its folder.",
        raw.SQLITE_BUSY => $"{path} is in use by another program. Close it and start again.",
        _ => $"{path} can't be opened: {exception.Message} Check the disk that it is on.",
    }, exception);

    /// <summary>Reads only: a file that is refused stays as it is, byte for byte.</summary>
    private static void Examine(string path)
    {
        using var database = File.Exists($"{path}-wal") ? SqliteDatabase.Open(path, readOnly: true) : SqliteDatabase.OpenUntouched(path);
        var application = database.Scalar("pragma application_id");
        var version = database.Scalar("pragma user_version");
        if (application == 0 && version == 0 && database.Scalar("select count(*) from sqlite_schema") == 0)
            return;
        if (application != SqliteSchema.ApplicationId)
            throw new StoreOpenException($"{path} is a database of another program. Move it away, or choose another folder with --data.");
        if (version > SqliteSchema.Version)
            throw new StoreOpenException($"{path} was written by a newer router (store version {version}; this one knows {SqliteSchema.Version}). Start the newer router, or choose another folder with --data; the file is unchanged.");
        if (new FileInfo(path).Length > CheckedWhole)
            return;
        using var check = database.Prepare("pragma quick_check(1)");
        if (check.Step() && check.Text(0) is var found and not "ok")
            throw new StoreOpenException(Damaged(path, found));
    }

    private static string Damaged(string path, string found) =>
        $"{path} is damaged: {found}. Restore it from a backup, or save what can be read with: sqlite3 {path} .recover";
}

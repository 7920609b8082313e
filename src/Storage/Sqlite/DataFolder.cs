using System.Globalization;
using System.Text;

namespace Router.Storage.Sqlite;

/// <summary>The data folder, held by this process alone while this lives.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>The database file.</summary>
    public string Database => System.IO.Path.Combine(Path, "router.db");

    /// <summary>Creates the folder if need be, readable by its owner only, and locks it.</summary>
    /// <exception cref="StoreOpenException">It can't be created, written or locked.</exception>
    public static DataFolder Open(string directory)
    {
        var path = System.IO.Path.GetFullPath(directory);
        try
        {
            if (!Directory.Exists(path))
                Create(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreOpenException($"The data folder {path} can't be created: {exception.Message} Create it for the user that runs the router, or choose another with --data.", exception);
        }
        FileStream? held = null;
        try
        {
            held = OwnersFile(System.IO.Path.Combine(path, "router.lock"), FileMode.OpenOrCreate, FileShare.None);
            using (var process = OwnersFile(ProcessFile(path), FileMode.Create, FileShare.Read))
                process.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            var folder = new DataFolder(path, held);
            // SQLite gives its log and index the mode of the file beside them.
            using (OwnersFile(folder.Database, FileMode.OpenOrCreate, FileShare.ReadWrite))
                return folder;
        }
        catch (IOException exception) when (held is null && IsHeld(exception))
        {
            throw new StoreOpenException($"The data folder {path} is in use by another router{Owner(path)}. Stop that one, or choose another folder with --data.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            throw new StoreOpenException($"The data folder {path} can't be written: {exception.Message} Check its owner and its disk (full, or mounted read-only?), or choose another with --data.", exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>Opens a file that, when it is new, only its owner may read and write.</summary>
    private static FileStream OwnersFile(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Says whose the lock is: the locked file itself can't be read by others.</summary>
    private static string ProcessFile(string path) => System.IO.Path.Combine(path, "router.pid");

    /// <summary>A lock that another process holds: EWOULDBLOCK (Linux 11, macOS 35) or ERROR_SHARING_VIOLATION.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Owner(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(ProcessFile(path)), CultureInfo.InvariantCulture, out var process) ? $" (process {process})" : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}

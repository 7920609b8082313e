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
        var file = System.IO.Path.Combine(path, "router.lock");
        FileStream held;
        try
        {
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreOpenException($"The data folder {path} can't be written: {exception.Message} Give the user that runs the router write access, or choose another folder with --data.", exception);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new StoreOpenException($"The data folder {path} is in use by another router{Owner(file)}. Stop that one, or choose another folder with --data.", exception);
        }
        catch (IOException exception)
        {
            throw new StoreOpenException($"The data folder {path} can't be written: {exception.Message} Make it writable (is the disk full or mounted read-only?), or choose another with --data.", exception);
        }
        return Hold(path, held);
    }

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static DataFolder Hold(string path, FileStream held)
    {
        try
        {
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            held.Flush();
            return new(path, held);
        }
        catch (IOException exception)
        {
            held.Dispose();
            throw new StoreOpenException($"The data folder {path} can't be written: {exception.Message} Free space on its disk, or choose another with --data.", exception);
        }
    }

    /// <summary>A lock that another process holds: EWOULDBLOCK (Linux 11, macOS 35) or ERROR_SHARING_VIOLATION.</summary>
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string Owner(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            return int.TryParse(reader.ReadToEnd(), out var process) ? $" (process {process})" : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}

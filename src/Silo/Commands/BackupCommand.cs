using System.CommandLine;
using Router.Storage;
using Router.Storage.Sqlite;

namespace Router.Silo.Commands;

/// <summary><c>router backup</c>: copies the data folder of the SQLite store, while its router runs. The copy is a data folder itself.</summary>
internal static class BackupCommand
{
    private static readonly string[] Files = ["router.yaml", "admin.key"];

    private const string Folder = "session-keys";

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder", HelpName = "DIR", DefaultValueFactory = _ => Hosting.DataFolder.Default };
        var to = new Option<string>("--to") { Description = "The new folder; it must not be there", HelpName = "DIR", Required = true };
        var backup = new Command("backup", "Copy the data folder of a router, which may run: database, config, admin key and session keys, as of one instant.") { data, to };
        backup.SetAction(Failure.Told((parsed, _) => RunAsync(parsed.GetRequiredValue(data), Path.GetFullPath(parsed.GetRequiredValue(to)), parsed.InvocationConfiguration.Output)));
        return backup;
    }

    private static async Task RunAsync(string data, string target, TextWriter output)
    {
        if (Path.Exists(target))
            throw new CommandException($"--to: {target} is there already; name a new folder");
        // Half a backup never has the name of one.
        var partial = $"{target}.partial";
        try
        {
            Delete(partial);
            new Hosting.DataFolder(partial).Create();
            SqliteBackup.Write(data, Path.Combine(partial, "router.db"));
            foreach (var file in Files.Where(file => File.Exists(Path.Combine(data, file))))
                File.Copy(Path.Combine(data, file), Path.Combine(partial, file));
            if (Directory.Exists(Path.Combine(data, Folder)))
            {
                var keys = new Hosting.DataFolder(partial).CreateSessionKeys().FullName;
                foreach (var key in Directory.EnumerateFiles(Path.Combine(data, Folder)))
                    File.Copy(key, Path.Combine(keys, Path.GetFileName(key)));
            }

            Directory.Move(partial, target);
        }
        catch (Exception exception) when (exception is StoreOpenException or IOException or UnauthorizedAccessException)
        {
            Delete(partial);
            throw new CommandException(exception.Message, exception);
        }

        await output.WriteLineAsync($"backup {target}");
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}

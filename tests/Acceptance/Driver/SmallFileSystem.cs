using System.Diagnostics;
using System.Text;

namespace Router.Acceptance.Driver;

/// <summary>A file system of a few megabytes in memory, mounted on a fresh folder.</summary>
public sealed class SmallFileSystem : IDisposable
{
    private static readonly Lazy<string?> Problem = new(Probe);
    private readonly TempDirectory _parent = new();

    public SmallFileSystem(int megabytes)
    {
        Path = Directory.CreateDirectory(_parent.File("mount")).FullName;
        if (Run("/bin/mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "router-test", Path) is { } problem)
        {
            _parent.Dispose();
            throw new InvalidOperationException(problem);
        }
    }

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Why none can be made here; null where one can.</summary>
    public static string? Unavailable => Problem.Value;

    /// <summary>Takes every free byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var block = new byte[64 << 10]; block.Length > 0;)
        {
            try
            {
                file.Write(block);
            }
            catch (IOException)
            {
                block = new byte[block.Length / 2];
            }
        }
    }

    /// <summary>Gives them back.</summary>
    public void Free() => File.Delete(Ballast);

    public void MakeReadOnly()
    {
        if (Run("/bin/mount", "-o", "remount,ro", Path) is { } problem)
            throw new InvalidOperationException(problem);
    }

    public void Dispose()
    {
        if (Run("/bin/umount", Path) is { } problem)
            throw new InvalidOperationException(problem);
        _parent.Dispose();
    }

    private static string? Probe()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/bin/mount"))
            return "needs Linux and mount";
        try
        {
            using var probe = new SmallFileSystem(1);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return $"a tmpfs can't be mounted here (needs root): {e.Message}";
        }
    }

    private static string? Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, StandardErrorEncoding = Encoding.UTF8 })!;
        var error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : $"{command} exited with {process.ExitCode}: {error}";
    }
}

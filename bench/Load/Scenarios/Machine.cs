using System.Diagnostics;
using System.Runtime.InteropServices;
using Router.Acceptance.Driver;

namespace Router.Load.Scenarios;

/// <summary>What the figures were measured on.</summary>
/// <param name="Processor">The model.</param>
/// <param name="Cores">Logical cores, shared by router, generator and receiver.</param>
/// <param name="MemoryBytes">Main memory.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="FsyncMilliseconds">The median of 100 times 4 KiB overwritten in a file on the disk of the data folders and flushed.</param>
public sealed record Machine(string Processor, int Cores, long MemoryBytes, string System, string Runtime, double FsyncMilliseconds)
{
    public static Machine Describe(string folder) => new(
        Processors(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, Fsync(folder));

    /// <summary>The commit that was measured, or <c>unknown</c> outside a repository.</summary>
    public static string Commit()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty"]) { WorkingDirectory = SolutionRoot.Path, RedirectStandardOutput = true })!;
            return git.StandardOutput.ReadToEnd().Trim() is { Length: > 0 } commit ? commit : "unknown";
        }
        catch (global::System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static string Processors() =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : RuntimeInformation.ProcessArchitecture.ToString();

    private static double Fsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "fsync");
        var block = new byte[4096];
        var times = new List<double>();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            for (var i = 0; i < 100; i++)
                file.Write(block);
            file.Flush(flushToDisk: true);
            file.Position = 0;
            for (var i = 0; i < 100; i++)
            {
                var started = TimeProvider.System.GetTimestamp();
                file.Write(block);
                file.Flush(flushToDisk: true);
                times.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        File.Delete(path);
        return Math.Round(BenchContext.Median(times), 3);
    }
}
